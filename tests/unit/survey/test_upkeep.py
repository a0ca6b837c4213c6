from dataclasses import replace

import pytest

from survey.events import Action, QuestionAsked
from survey.ports import ResponseStatus
from survey.session import Position, Stage
from survey.upkeep import EXPIRY_TOLD, LINK_LIVES, PULSE, SESSION_LIVES
from tests.unit.survey.village import ALVA, EMMA, START, Village
from tests.unit.survey.walk import TOWN


async def after(village: Village, **time: float) -> None:
    village.pass_time(**time)
    await village.upkeep.cut_old_links()


async def test_the_link_to_a_submitted_response_lives_an_hour(village: Village) -> None:
    await village.submit()
    await after(village, seconds=LINK_LIVES.total_seconds())
    assert set(village.store.sessions.rows) == {ALVA}
    await after(village, seconds=1)
    assert village.store.sessions.rows == {}
    assert village.response.status is ResponseStatus.SUBMITTED


async def test_an_unfinished_survey_is_closed_after_three_days_and_nothing_leads_to_it(village: Village) -> None:
    await village.to_review()
    await after(village, seconds=SESSION_LIVES.total_seconds())
    assert village.response.status is ResponseStatus.OPEN
    await after(village, seconds=1)
    response = village.response
    assert response.status is ResponseStatus.PARTIAL
    kept = village.store.sessions.rows[ALVA]
    assert (kept.response, kept.position, kept.remind_at) == ("", Position(Stage.EXPIRED), None)
    assert response.id not in repr(kept)
    assert len(village.store.responses.given[response.id]) == 3


async def test_an_answer_given_meanwhile_begins_the_three_days_anew(village: Village) -> None:
    await village.to_school()
    await after(village, days=2)
    await village.tap(Action.CHOOSE, "school", "likes")
    statuses = [village.response.status]
    for _ in range(2):
        await after(village, days=2)
        statuses.append(village.response.status)
    assert statuses == [ResponseStatus.OPEN, ResponseStatus.OPEN, ResponseStatus.PARTIAL]


async def test_whoever_comes_back_is_told_whatever_they_do(village: Village) -> None:
    await village.to_review()
    await after(village, days=4)
    turns = [
        await village.begin(),
        await village.tap(Action.SUBMIT),
        await village.write("hallå"),
        await village.service.share(village.visit(), "60.63 16.78"),
        await village.remind(yes=True),
        await village.service.look(village.visit()),
    ]
    assert [(turn.expired, turn.session, turn.receipt) for turn in turns] == [(True, None, None)] * 6
    assert len(village.store.responses.rows) == 1


async def test_who_begins_anew_gets_a_response_of_their_own(village: Village) -> None:
    await village.to_review()
    left = village.response.id
    await after(village, days=4)
    turn = await village.begin(anew=True)
    assert turn.events == (QuestionAsked("hello"),)
    await village.tap(Action.NEXT, "hello")
    await village.tap(Action.CHOOSE, "age", "teen")
    assert {len(each) for each in village.store.responses.given.values()} == {1, 3}
    assert village.store.sessions.rows[ALVA].response != left


async def test_beginning_anew_takes_nothing_from_who_is_in_the_middle(village: Village) -> None:
    await village.to_school()
    turn = await village.begin(anew=True)
    assert turn.events == (QuestionAsked("school"),)


async def test_who_answered_nothing_just_begins(village: Village) -> None:
    await village.begin()
    await after(village, days=4)
    assert village.store.sessions.rows == {}
    assert (await village.begin()).events == (QuestionAsked("hello"),)


async def test_after_a_month_there_is_nothing_left_to_tell(village: Village) -> None:
    await village.to_review()
    await after(village, days=4)
    await after(village, seconds=EXPIRY_TOLD.total_seconds())
    assert village.store.sessions.rows == {}
    assert (await village.begin()).events == (QuestionAsked("hello"),)


async def test_what_came_of_age_while_nobody_looked_is_found_at_the_first_look(village: Village) -> None:
    await village.to_review()
    await village.to_school(EMMA)
    await after(village, days=40)
    assert village.store.sessions.rows == {}
    assert {each.status for each in village.store.responses.rows.values()} == {ResponseStatus.PARTIAL}


async def test_a_clock_that_was_set_back_leaves_nobody_out(village: Village) -> None:
    await village.to_review()
    await after(village, days=1)
    village.pass_time(hours=-2)
    await village.upkeep.cut_old_links()
    await after(village, days=2, hours=2, seconds=1)
    assert village.response.status is ResponseStatus.PARTIAL


async def test_changing_what_was_submitted_is_over_after_an_hour_and_it_stays_submitted(village: Village) -> None:
    code = await village.finish()
    village.open_by_receipt()
    await after(village, hours=1)
    assert set(village.store.sessions.rows) == {ALVA}
    await after(village, seconds=1)
    assert village.store.sessions.rows == {}
    assert village.response.status is ResponseStatus.SUBMITTED
    assert village.found_by(code) == village.response.id
    assert (await village.begin()).answered


async def test_a_survey_of_an_hour_ago_is_no_change(village: Village) -> None:
    await village.to_review()
    await after(village, hours=2)
    assert (await village.begin()).session


async def test_after_an_interruption_nobody_is_shown_what_is_over(village: Village) -> None:
    await village.to_review()
    village.pass_time(days=4)
    assert await village.service.interrupted(START, village.now) == ()
    await village.upkeep.cut_old_links()
    assert await village.service.interrupted(START, village.now) == ()
    assert await village.service.again(ALVA) is None


async def test_a_new_round_may_be_answered_again_and_the_old_ones_key_is_thrown_away(village: Village) -> None:
    await village.finish()
    village.service = replace(village.service, questionnaire=replace(TOWN, version=2, round="second"))
    village.upkeep.rounds = frozenset({"second"})
    await village.upkeep.close_earlier_rounds()
    assert (village.store.participations.keys, village.store.participations.guards) == ({}, set())
    assert not (await village.begin()).answered


@pytest.mark.parametrize("rounds", [{"first"}, {"first", "second"}])
async def test_a_round_that_some_still_answer_is_not_closed(village: Village, rounds: set[str]) -> None:
    await village.finish()
    village.upkeep.rounds = frozenset(rounds)
    await village.upkeep.close_earlier_rounds()
    assert list(village.store.participations.keys) == ["first"]


async def test_a_question_under_a_digest_is_not_the_surveys_to_close(village: Village) -> None:
    village.store.participations.round_key(f"{PULSE}notice/first/lights", b"key")
    await village.upkeep.close_earlier_rounds()
    assert list(village.store.participations.keys) == ["pulse:notice/first/lights"]

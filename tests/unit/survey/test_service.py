from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from people.keys import guard_mark
from people.masking.mask import Hidden
from people.person import ChatId, Person, PersonKey
from survey.events import Action, QuestionAsked, Submitted
from survey.ports import ResponseStatus
from survey.session import Answer, AnswerStatus, Stage
from tests.unit.survey.village import ALVA, EMMA, START, Village
from tests.unit.survey.walk import TOWN

NEXT_DAY = date(2026, 11, 24)


async def test_nothing_is_kept_as_a_response_before_the_first_answer(village: Village) -> None:
    turn = await village.begin()
    await village.tap(Action.NEXT, "hello")
    assert turn.events == (QuestionAsked("hello"),)
    assert village.store.responses.rows == {}


async def test_the_first_answer_makes_the_response_with_its_local_day(village: Village) -> None:
    await village.to_review()
    response = village.response
    assert (response.status, response.started_on, response.submitted_on) == (ResponseStatus.OPEN, NEXT_DAY, None)
    assert village.store.responses.given[response.id] == {
        "age": Answer(options=("adult",)),
        "places": Answer(AnswerStatus.PREFER_NOT),
        "safe": Answer(options=("safe",)),
    }


async def test_each_act_is_done_in_its_own_commit(village: Village) -> None:
    await village.submit()
    assert village.store.finished == list(range(6))


async def test_written_words_are_tagged_before_anything_is_stored(village: Village) -> None:
    await village.to_free_text()
    await village.write("In English")
    [answers] = village.store.responses.given.values()
    assert answers["school_why"] == Answer(text="In English", language="en")


async def test_personal_data_is_hidden_before_the_words_are_measured_or_stored(village: Village) -> None:
    await village.to_free_text()
    turn = await village.write("070-1234567 ?")
    assert turn.hidden == (Hidden.PHONE,)
    [answers] = village.store.responses.given.values()
    assert answers["school_why"].text == "[telefon] ?"


async def test_a_changed_answer_takes_what_hung_on_it_along(village: Village) -> None:
    await village.to_school()
    await village.tap(Action.CHOOSE, "school", "likes")
    await village.tap(Action.BACK, "places")
    await village.tap(Action.BACK, "school")
    await village.tap(Action.CHOOSE, "age", "adult")
    [answers] = village.store.responses.given.values()
    assert set(answers) == {"age"}


async def test_submitting_gives_a_receipt_that_is_stored_only_as_a_mark(village: Village) -> None:
    turn = await village.submit()
    assert turn.receipt
    response = village.response
    assert (response.status, response.submitted_on) == (ResponseStatus.SUBMITTED, NEXT_DAY)
    assert response.receipt
    assert response.receipt != turn.receipt
    assert village.found_by(turn.receipt) == response.id


async def test_the_receipts_delivery_cuts_the_link(village: Village) -> None:
    await village.finish()
    assert village.store.sessions.rows == {}
    assert (await village.begin()).answered


async def test_until_then_every_act_gives_a_new_receipt_and_only_the_last_one_counts(village: Village) -> None:
    turns = [await village.submit(), await village.tap(Action.SUBMIT), await village.begin(), await village.write("?")]
    codes = [turn.receipt or "" for turn in turns]
    assert len(set(codes)) == 4
    assert [village.found_by(code) is not None for code in codes] == [False, False, False, True]


async def test_a_second_response_in_a_round_is_dropped(village: Village) -> None:
    await village.finish()
    key = village.store.participations.keys["first"]
    await village.to_review(EMMA)
    village.store.participations.guards.add(("first", guard_mark(key, ChatId(8))))
    turn = await village.tap(Action.SUBMIT, person=EMMA)
    assert (turn.answered, turn.session, turn.receipt) == (True, None, None)
    assert isinstance(turn.events[-1], Submitted)
    assert len(village.store.responses.rows) == 1
    assert village.store.sessions.rows == {}


async def test_a_press_without_a_survey_changes_nothing(village: Village) -> None:
    turn = await village.tap(Action.CHOOSE, "age", "adult")
    assert turn.nothing_open
    assert village.store.people.rows == {}


async def test_a_child_leaves_nothing_behind(village: Village) -> None:
    await village.begin()
    await village.tap(Action.NEXT, "hello")
    turn = await village.tap(Action.CHOOSE, "age", "child")
    assert turn.session is None
    assert not turn.nothing_open
    store = village.store
    assert (store.responses.rows, store.sessions.rows, store.people.idle) == ({}, {}, [ALVA])


async def test_a_child_who_first_said_otherwise_leaves_nothing_behind_either(village: Village) -> None:
    await village.to_review()
    await village.tap(Action.EDIT, "age")
    await village.tap(Action.CHOOSE, "age", "child")
    store = village.store
    assert (store.responses.rows, store.responses.given, store.sessions.rows) == ({}, {}, {})


async def test_a_survey_begun_on_an_earlier_version_goes_on_with_it(village: Village) -> None:
    await village.begin()
    village.service = replace(village.service, questionnaire=replace(TOWN, version=2), earlier=(TOWN,))
    turn = await village.tap(Action.NEXT, "hello")
    assert turn.questionnaire is TOWN
    assert turn.events == (QuestionAsked("age"),)


@pytest.mark.parametrize("stage", [Stage.QUESTIONS, Stage.SUBMITTED])
async def test_a_survey_whose_version_is_gone_is_left_and_begun_anew(village: Village, stage: Stage) -> None:
    await (village.submit() if stage is Stage.SUBMITTED else village.to_review())
    village.service = replace(village.service, questionnaire=replace(TOWN, version=2, round="second"))
    assert (await village.tap(Action.NEXT, "hello")).nothing_open
    turn = await village.begin()
    assert turn.questionnaire.version == 2
    assert turn.events == (QuestionAsked("hello"),)
    assert turn.receipt is None
    wanted = ResponseStatus.SUBMITTED if stage is Stage.SUBMITTED else ResponseStatus.PARTIAL
    assert village.response.status is wanted


async def test_after_an_interruption_only_those_who_were_answering_are_shown_their_place_again(
    village: Village,
) -> None:
    await village.begin()
    await village.begin(EMMA)
    emma: Person = village.store.people.rows[EMMA]
    village.store.people.save(replace(emma, reachable=False))
    second = timedelta(seconds=1)
    assert await village.service.interrupted(START + second, START + 2 * second) == ()
    assert await village.service.interrupted(START, START + second) == (village.store.people.rows[ALVA],)
    turn: Any = await village.service.again(ALVA)
    assert turn.events == (QuestionAsked("hello"),)
    assert await village.service.again(PersonKey("nobody")) is None


async def test_the_card_is_remembered_while_there_is_a_survey(village: Village) -> None:
    await village.begin()
    await village.service.card_sent(ALVA, 41)
    await village.service.card_sent(EMMA, 42)
    assert (await village.service.look(village.visit())).card == 41
    assert set(village.store.sessions.rows) == {ALVA}


# A response opened again by its receipt.


async def test_what_was_submitted_is_changed_keeps_its_receipt_and_is_let_go_at_once(village: Village) -> None:
    code = await village.finish()
    village.pass_time(days=40)
    village.open_by_receipt()
    await village.tap(Action.EDIT, "safe")
    turn = await village.tap(Action.CHOOSE, "safe", "unsafe")
    assert turn.changing
    turn = await village.tap(Action.SUBMIT)
    assert (turn.changed, turn.answered, turn.receipt, turn.session) == (True, False, None, None)
    assert village.store.sessions.rows == {}
    response = village.response
    assert (response.status, response.submitted_on) == (ResponseStatus.SUBMITTED, NEXT_DAY)
    assert village.found_by(code) == response.id
    assert village.store.responses.given[response.id]["safe"].options == ("unsafe",)


async def test_changing_takes_no_second_part_in_the_round(village: Village) -> None:
    await village.finish()
    marks = set(village.store.participations.guards)
    village.open_by_receipt(EMMA)
    village.store.people.save(Person(EMMA, ChatId(8), "sv"))
    await village.tap(Action.SUBMIT, person=EMMA)
    assert village.store.participations.guards == marks
    assert not (await village.begin(EMMA)).answered


async def test_an_ordinary_review_is_not_called_a_change(village: Village) -> None:
    assert not (await village.to_review()).changing
    assert not (await village.service.look(village.visit())).changing


# More of what was just written.


async def test_two_texts_are_one_answer_with_a_line_between_and_the_open_place_stays(village: Village) -> None:
    await village.to_free_text()
    await village.write("Bråk")
    turn = await village.service.write_more(village.visit(), "school_why", "English")
    [answers] = village.store.responses.given.values()
    assert answers["school_why"] == Answer(text="Bråk\nEnglish", language="en")
    assert turn.session is not None
    assert turn.session.position.question == "places"
    assert turn.recorded


async def test_what_does_not_fit_is_refused_and_what_stood_stays(village: Village) -> None:
    await village.to_free_text()
    await village.write("Bråk")
    turn = await village.service.write_more(village.visit(), "school_why", "och mycket mer")
    assert turn.recorded is None
    [answers] = village.store.responses.given.values()
    assert answers["school_why"].text == "Bråk"


async def test_a_secret_spread_over_two_texts_is_hidden(village: Village) -> None:
    await village.to_free_text()
    await village.write("070")
    turn = await village.service.write_more(village.visit(), "school_why", "1234567")
    assert turn.hidden == (Hidden.PHONE,)
    [answers] = village.store.responses.given.values()
    assert answers["school_why"].text == "[telefon]"


async def test_words_beside_other_take_more_words_too(village: Village) -> None:
    await village.to_school()
    await village.tap(Action.CHOOSE, "school", "other_school")
    await village.write("Hemma")
    await village.service.write_more(village.visit(), "school", "ibland")
    [answers] = village.store.responses.given.values()
    assert answers["school"] == Answer(options=("other_school",), text="Hemma\nibland")


@pytest.mark.parametrize("question", ["age", "safe", "nobody_asked"])
async def test_more_words_for_an_answer_without_words_change_nothing(village: Village, question: str) -> None:
    await village.to_free_text()
    before = dict(next(iter(village.store.responses.given.values())))
    turn = await village.service.write_more(village.visit(), question, "mer")
    assert turn.awaits_text == "school_why"
    assert list(village.store.responses.given.values()) == [before]


# The language somebody writes in.


async def test_who_writes_in_another_language_is_offered_it_once(village: Village) -> None:
    await village.to_school()
    await village.tap(Action.CHOOSE, "school", "other_school")
    assert (await village.write("English")).offer == "en"
    await village.tap(Action.CHOOSE, "places", "other_place")
    await village.tap(Action.DONE, "places")
    assert (await village.write("More English")).offer is None
    assert village.store.people.rows[ALVA].language == "sv"


@pytest.mark.parametrize("reads", ["en", "en_simple"])
async def test_who_reads_that_language_is_offered_nothing(village: Village, reads: str) -> None:
    await village.to_free_text()
    village.store.people.save(replace(village.store.people.rows[ALVA], language=reads))
    assert (await village.write("English")).offer is None


async def test_words_of_no_known_language_offer_nothing(village: Village) -> None:
    await village.to_free_text()
    assert (await village.write("hmm")).offer is None


# A reminder.


async def test_a_reminder_is_a_day_away_and_can_be_taken_back(village: Village) -> None:
    await village.to_review()
    turn = await village.remind(yes=True)
    assert turn.remind_at == START + timedelta(hours=24)
    assert (await village.service.look(village.visit())).remind_at == turn.remind_at
    assert (await village.remind(yes=False)).remind_at is None
    assert village.store.sessions.rows[ALVA].remind_at is None


async def test_an_answer_makes_the_reminder_needless(village: Village) -> None:
    await village.to_school()
    await village.remind(yes=True)
    await village.tap(Action.BACK, "school")
    assert village.store.sessions.rows[ALVA].remind_at
    await village.tap(Action.NEXT, "age")
    await village.tap(Action.CHOOSE, "school", "likes")
    assert village.store.sessions.rows[ALVA].remind_at is None


async def test_submitting_makes_the_reminder_needless(village: Village) -> None:
    await village.to_review()
    await village.remind(yes=True)
    await village.tap(Action.SUBMIT)
    assert village.store.sessions.rows[ALVA].remind_at is None


async def test_nobody_is_reminded_of_nothing_nor_of_what_was_submitted(village: Village) -> None:
    assert (await village.remind(yes=True)).remind_at is None
    await village.finish()
    assert (await village.remind(yes=True)).remind_at is None
    village.open_by_receipt()
    assert (await village.remind(yes=True)).remind_at is None
    assert village.store.sessions.rows[ALVA].remind_at is None

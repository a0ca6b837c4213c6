from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from people.keys import KeyRing
from people.person import ChatId, Person, PersonKey, Visit
from survey.events import Action, QuestionAsked, Submitted, Tap
from survey.own_responses import OwnResponses
from survey.ports import ResponseStatus
from survey.service import SurveyService, Turn
from survey.session import Answer, AnswerStatus, Stage
from survey.upkeep import LINK_LIVES, SESSION_LIVES, Upkeep
from tests.unit.survey.memory import Store
from tests.unit.survey.walk import TOWN

KEYS = KeyRing("a key for tests only, of no use anywhere")
ALVA, EMMA = PersonKey("alva"), PersonKey("emma")
START = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
"""Half past midnight in Stockholm: the residents' day is already the next."""
NEXT_DAY = date(2026, 11, 24)


@dataclass
class Town:
    """The service, and people who use it."""

    service: SurveyService
    store: Store
    updates: Iterator[int] = field(default_factory=count)

    @property
    def own(self) -> OwnResponses:
        return OwnResponses(self.store, KEYS)

    @property
    def upkeep(self) -> Upkeep:
        rounds = frozenset(each.round for each in (self.service.questionnaire, *self.service.earlier))
        return Upkeep(self.store, rounds, self.service.clock)

    def visit(self, person: PersonKey = ALVA) -> Visit:
        return Visit(person, ChatId(7), "sv", next(self.updates))

    async def begin(self, person: PersonKey = ALVA) -> Turn:
        return await self.service.begin(self.visit(person))

    async def tap(self, action: Action, question: str = "", option: str = "", person: PersonKey = ALVA) -> Turn:
        return await self.service.tap(self.visit(person), Tap(1, action, question, option))

    async def to_review(self, person: PersonKey = ALVA) -> Turn:
        await self.begin(person)
        await self.tap(Action.NEXT, "hello", person=person)
        await self.tap(Action.CHOOSE, "age", "adult", person)
        await self.tap(Action.PREFER_NOT, "places", person=person)
        return await self.tap(Action.CHOOSE, "safe", "safe", person)

    async def submit(self, person: PersonKey = ALVA) -> Turn:
        await self.to_review(person)
        return await self.tap(Action.SUBMIT, person=person)

    def pass_time(self, by: timedelta) -> None:
        later = self.service.clock() + by
        self.service = replace(self.service, clock=lambda: later)


@pytest.fixture
def town() -> Town:
    store, numbers = Store(), count(1)

    def randomness(size: int) -> bytes:
        return next(numbers).to_bytes(size, "big")

    service = SurveyService(
        store, TOWN, KEYS, lambda: START, ZoneInfo("Europe/Stockholm"), randomness, lambda text: f"guess of {text}"
    )
    return Town(service, store)


async def test_nothing_is_kept_as_a_response_before_the_first_answer(town: Town) -> None:
    turn = await town.begin()
    await town.tap(Action.NEXT, "hello")
    assert turn.events == (QuestionAsked("hello"),)
    assert town.store.responses.rows == {}


async def test_the_first_answer_makes_the_response_with_its_local_day(town: Town) -> None:
    await town.to_review()
    [response] = town.store.responses.rows.values()
    assert (response.status, response.started_on, response.submitted_on) == (ResponseStatus.OPEN, NEXT_DAY, None)
    assert town.store.responses.given[response.id] == {
        "age": Answer(options=("adult",)),
        "places": Answer(AnswerStatus.PREFER_NOT),
        "safe": Answer(options=("safe",)),
    }


async def test_each_act_is_done_in_its_own_commit(town: Town) -> None:
    await town.submit()
    assert town.store.finished == list(range(6))


async def test_written_words_are_tagged_before_anything_is_stored(town: Town) -> None:
    await town.begin()
    await town.tap(Action.NEXT, "hello")
    await town.tap(Action.CHOOSE, "age", "teen")
    await town.tap(Action.CHOOSE, "school", "dislikes")
    await town.service.write(town.visit(), "Bråk")
    [answers] = town.store.responses.given.values()
    assert answers["school_why"] == Answer(text="Bråk", language="guess of Bråk")


async def test_a_changed_answer_takes_what_hung_on_it_along(town: Town) -> None:
    await town.begin()
    await town.tap(Action.NEXT, "hello")
    await town.tap(Action.CHOOSE, "age", "teen")
    await town.tap(Action.CHOOSE, "school", "likes")
    await town.tap(Action.BACK, "places")
    await town.tap(Action.BACK, "school")
    await town.tap(Action.CHOOSE, "age", "adult")
    [answers] = town.store.responses.given.values()
    assert set(answers) == {"age"}


async def test_submitting_gives_a_receipt_that_is_stored_only_as_a_mark(town: Town) -> None:
    turn = await town.submit()
    assert turn.receipt
    [response] = town.store.responses.rows.values()
    assert response.status is ResponseStatus.SUBMITTED
    assert response.submitted_on == NEXT_DAY
    assert response.receipt == KEYS.receipt(turn.receipt)
    assert await town.own.find_by_receipt(turn.receipt.lower().replace("-", " ")) == response
    for wrong in ("", "0000", "0000-0000-0000-0000", "å" * 16):
        assert await town.own.find_by_receipt(wrong) is None


async def test_the_receipts_delivery_cuts_the_link(town: Town) -> None:
    await town.submit()
    await town.service.receipt_delivered(ALVA)
    assert town.store.sessions.rows == {}
    assert (await town.begin()).answered


async def test_until_then_every_act_gives_a_new_receipt_and_only_the_last_one_counts(town: Town) -> None:
    turns = [
        await town.submit(),
        await town.tap(Action.SUBMIT),
        await town.begin(),
        await town.service.write(town.visit(), "hallå"),
    ]
    codes = [turn.receipt or "" for turn in turns]
    assert len(set(codes)) == 4
    found = [await town.own.find_by_receipt(code) is not None for code in codes]
    assert found == [False, False, False, True]


async def test_a_second_response_in_a_round_is_dropped(town: Town) -> None:
    await town.submit()
    await town.service.receipt_delivered(ALVA)
    key = town.store.participations.keys["first"]
    await town.to_review(EMMA)
    town.store.participations.guards.add(("first", KEYS.guard(key, EMMA)))
    turn = await town.tap(Action.SUBMIT, person=EMMA)
    assert (turn.answered, turn.session, turn.receipt) == (True, None, None)
    assert isinstance(turn.events[-1], Submitted)
    assert len(town.store.responses.rows) == 1
    assert town.store.sessions.rows == {}


async def test_a_press_without_a_survey_changes_nothing(town: Town) -> None:
    turn = await town.tap(Action.CHOOSE, "age", "adult")
    assert turn.nothing_open
    assert town.store.people.rows == {}


async def test_a_child_leaves_nothing_behind(town: Town) -> None:
    await town.begin()
    await town.tap(Action.NEXT, "hello")
    turn = await town.tap(Action.CHOOSE, "age", "child")
    assert turn.session is None
    assert not turn.nothing_open
    assert (town.store.responses.rows, town.store.sessions.rows, town.store.people.idle) == ({}, {}, [ALVA])


async def test_a_child_who_first_said_otherwise_leaves_nothing_behind_either(town: Town) -> None:
    await town.to_review()
    await town.tap(Action.EDIT, "age")
    await town.tap(Action.CHOOSE, "age", "child")
    assert (town.store.responses.rows, town.store.responses.given, town.store.sessions.rows) == ({}, {}, {})


async def test_a_link_lives_an_hour_after_submitting_and_an_unfinished_survey_a_month(town: Town) -> None:
    await town.submit()
    await town.to_review(EMMA)
    town.pass_time(LINK_LIVES)
    await town.upkeep.cut_old_links()
    assert set(town.store.sessions.rows) == {ALVA, EMMA}
    town.pass_time(timedelta(seconds=1))
    await town.upkeep.cut_old_links()
    assert set(town.store.sessions.rows) == {EMMA}
    town.pass_time(SESSION_LIVES)
    await town.upkeep.cut_old_links()
    assert town.store.sessions.rows == {}
    assert sorted(each.status for each in town.store.responses.rows.values()) == ["partial", "submitted"]


async def test_a_survey_begun_on_an_earlier_version_goes_on_with_it(town: Town) -> None:
    await town.begin()
    town.service = replace(town.service, questionnaire=replace(TOWN, version=2), earlier=(TOWN,))
    turn = await town.tap(Action.NEXT, "hello")
    assert turn.questionnaire is TOWN
    assert turn.events == (QuestionAsked("age"),)


@pytest.mark.parametrize("stage", [Stage.QUESTIONS, Stage.SUBMITTED])
async def test_a_survey_whose_version_is_gone_is_left_and_begun_anew(town: Town, stage: Stage) -> None:
    await (town.submit() if stage is Stage.SUBMITTED else town.to_review())
    town.service = replace(town.service, questionnaire=replace(TOWN, version=2, round="second"))
    assert (await town.tap(Action.NEXT, "hello")).nothing_open
    turn = await town.begin()
    assert turn.questionnaire.version == 2
    assert turn.events == (QuestionAsked("hello"),)
    assert turn.receipt is None
    [response] = town.store.responses.rows.values()
    wanted = ResponseStatus.SUBMITTED if stage is Stage.SUBMITTED else ResponseStatus.PARTIAL
    assert response.status is wanted


async def test_a_new_round_may_be_answered_again_and_the_old_ones_key_is_thrown_away(town: Town) -> None:
    await town.submit()
    await town.service.receipt_delivered(ALVA)
    town.service = replace(town.service, questionnaire=replace(TOWN, version=2, round="second"))
    await town.upkeep.close_earlier_rounds()
    assert (town.store.participations.keys, town.store.participations.guards) == ({}, set())
    assert not (await town.begin()).answered


async def test_a_round_that_some_still_answer_is_not_closed(town: Town) -> None:
    await town.submit()
    later = replace(TOWN, version=2, round="second")
    town.service = replace(town.service, questionnaire=later, earlier=(TOWN,))
    await town.upkeep.close_earlier_rounds()
    assert list(town.store.participations.keys) == ["first"]


async def test_being_forgotten_erases_what_is_unfinished_and_leaves_what_is_submitted(town: Town) -> None:
    await town.submit()
    await town.to_review(EMMA)
    for person in (ALVA, EMMA):
        await town.own.forget(town.visit(person))
    assert town.store.people.rows == {}
    assert [each.status for each in town.store.responses.rows.values()] == [ResponseStatus.SUBMITTED]


async def test_only_its_receipt_erases_a_response(town: Town) -> None:
    turn = await town.submit()
    assert not await town.own.erase_by_receipt(town.visit(EMMA), "0000-0000-0000-0000")
    assert await town.own.erase_by_receipt(town.visit(EMMA), str(turn.receipt))
    assert (town.store.responses.rows, town.store.responses.given) == ({}, {})
    assert not await town.own.erase_by_receipt(town.visit(EMMA), str(turn.receipt))


async def test_after_an_interruption_only_those_who_were_answering_are_shown_their_place_again(town: Town) -> None:
    await town.begin()
    await town.begin(EMMA)
    emma: Person = town.store.people.rows[EMMA]
    town.store.people.save(replace(emma, reachable=False))
    second = timedelta(seconds=1)
    assert await town.service.interrupted(START + second, START + 2 * second) == ()
    assert await town.service.interrupted(START, START + second) == (town.store.people.rows[ALVA],)
    turn: Any = await town.service.again(ALVA)
    assert turn.events == (QuestionAsked("hello"),)
    assert await town.service.again(PersonKey("nobody")) is None


async def test_the_card_is_remembered_while_there_is_a_survey(town: Town) -> None:
    await town.begin()
    await town.service.card_sent(ALVA, 41)
    await town.service.card_sent(EMMA, 42)
    assert (await town.service.look(town.visit())).card == 41
    assert set(town.store.sessions.rows) == {ALVA}

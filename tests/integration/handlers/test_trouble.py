from collections.abc import Callable, MutableMapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from fieldwork.underway import LookingUp
from people.person import ChatId, Visit
from survey.service import SurveyService
from tests.integration.handlers import walks
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.telegram import GONE

SORRY = "Något gick fel hos oss, inte hos dig."


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Makes the next so many presses fail with an error nobody foresaw."""

    def break_next(times: int) -> None:
        left = [times]
        tap = SurveyService.tap

        async def fail(*given: Any) -> Any:
            if left[0]:
                left[0] -= 1
                raise KeyError("what somebody wrote")
            return await tap(*given)

        monkeypatch.setattr(SurveyService, "tap", fail)

    return break_next


async def test_an_update_waits_while_storage_fails_and_is_answered_afterwards(house: House, alva: Person) -> None:
    await walks.begin(alva)
    house.database.fail_when(lambda write: write <= 3)
    await alva.tap("16–19 år")
    assert "Var bor du?" in alva.text
    assert house.pauses == [2.0, 2.0, 2.0]
    assert house.answers()["age"] == ("given", ["age_16_19"], None)
    assert house.app.handling.quarantined == 0


async def test_who_presses_while_the_store_is_slow_waits_and_is_not_put_aside(
    house: House, alva: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await alva.send("/start")
    left, of = [5], LookingUp.of

    async def hang(looking_up: LookingUp, visit: Visit) -> Any:
        left[0] -= 1
        if left[0] >= 0:
            raise TimeoutError
        return await of(looking_up, visit)

    monkeypatch.setattr(LookingUp, "of", hang)
    await alva.tap("Följ löftet")
    assert "Du följer löftet." in alva.text
    assert house.pauses == [2.0] * 5
    assert house.app.handling.quarantined == 0


async def test_what_fails_once_is_tried_again_without_a_word(
    house: House, alva: Person, broken: Callable[[int], None]
) -> None:
    await walks.begin(alva)
    broken(2)
    await alva.tap("16–19 år")
    assert "Var bor du?" in alva.text
    assert len(alva.screens) == 1
    assert house.pauses == [0.1, 0.5]


async def test_what_fails_three_times_is_put_aside_and_the_person_reads_that_we_are_sorry(
    house: House, alva: Person, broken: Callable[[int], None], logged: list[MutableMapping[str, Any]]
) -> None:
    await walks.begin(alva)
    broken(3)
    await alva.tap("16–19 år")
    assert alva.text.startswith(SORRY)
    assert "what somebody wrote" not in str([{**each, "exc_info": None} for each in logged])
    assert house.app.handling.quarantined == 1
    [row] = house.rows("SELECT state, tries FROM inbox WHERE state != 'done'")
    assert row == {"state": "dead", "tries": 3}
    await alva.tap("16–19 år", alva.screens[0])
    assert "Var bor du?" in alva.screens[0].text


def missing(*_: object) -> None:
    raise KeyError("a label")


async def test_an_answer_that_is_saved_but_cannot_be_shown_is_not_done_twice(
    house: House, alva: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await walks.to_places(alva)
    with monkeypatch.context() as broken:
        broken.setattr("handlers.cards.survey_letter", missing)
        await alva.tap("På stan")
    assert alva.text.startswith(SORRY)
    assert house.app.handling.quarantined == 0
    await alva.send("/survey")
    assert "Valt: På stan" in alva.text


async def test_an_update_that_makes_no_sense_is_put_aside_at_once(house: House, alva: Person) -> None:
    await alva.send_other(text=["no", "text"])
    assert alva.text.startswith(SORRY)
    assert house.pauses == []
    assert house.rows("SELECT state FROM inbox") == [{"state": "dead"}]


async def test_a_failure_while_storage_fails_too_stops_at_its_update(
    house: House, alva: Person, broken: Callable[[int], None]
) -> None:
    await walks.begin(alva)
    broken(3)
    house.database.fail_when(lambda write: write <= 1)
    await alva.tap("16–19 år")
    assert alva.text.startswith(SORRY)


async def test_a_tick_that_was_saved_is_not_taken_back_when_what_follows_it_fails(house: House, alva: Person) -> None:
    await walks.to_places(alva)
    house.telegram.refuse("editMessageText", GONE)
    house.database.fail_when(lambda write: write == 2)  # the first saves the tick, the second which card shows it
    await alva.tap("På stan")
    await alva.send("/survey")
    assert "Valt: På stan" in alva.text


async def test_a_question_the_content_no_longer_has_begins_the_survey_anew(house: House, alva: Person) -> None:
    await walks.to_places(alva)
    surveys = house.app.services.surveys
    rest = tuple(each for each in surveys.questionnaire.questions if each.name != "unsafe_places")
    cut = replace(surveys, questionnaire=replace(surveys.questionnaire, questions=rest))
    visit = Visit(house.app.services.keys.person(alva.id), ChatId(alva.id), "sv", 1)
    long_ago = house.clock() - timedelta(days=1)
    assert await cut.interrupted(long_ago, house.clock() + timedelta(seconds=1)) == ()
    turn = await cut.begin(visit)
    assert turn.session is not None
    assert turn.session.position.question == "age"


async def test_a_question_missing_at_the_end_is_asked_before_submitting(house: House, alva: Person) -> None:
    await walks.to_review(alva)
    [session] = house.rows("SELECT response FROM sessions")
    await house.database.write(lambda work: work.responses.drop_answer(session["response"], "area"))
    await alva.tap("Skicka in mina svar")
    assert "Var bor du?" in alva.text
    await alva.tap("Sandviken: Vallhov")
    await alva.tap("Skicka in mina svar")
    assert walks.receipt(alva.text)

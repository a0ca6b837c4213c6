"""The buttons under a digest."""

from dataclasses import replace
from typing import Any

import pytest

from digests.ports import Rhythm
from digests.pulse import ask, done_question, notice_question
from people.organisation import Organisation
from promises.promise import ProgressUpdate, Status
from storage.unit_of_work import UnitOfWork
from tests.integration.handlers.house import START, House
from tests.integration.handlers.person import Person

DONE = ProgressUpdate(None, "dialogue", Status.DONE, "Klart", "sv", "", Organisation.POLICE, START)


@pytest.fixture
async def reader(house: House, alva: Person) -> Person:
    """Somebody with a digest that asks whether the dialogue is noticed; nothing was pressed under the last two."""
    await alva.send("/follow")

    def asked(work: UnitOfWork) -> None:
        ask(work.marks, notice_question(house.app.services.content.questionnaire.round, "dialogue"), house.clock())
        found = work.subscriptions.find(house.app.services.keys.person(alva.id))
        assert found
        work.subscriptions.save(replace(found, untouched=2))

    await house.database.write(asked)
    return alva


def untouched(house: House) -> int:
    return int(house.rows("SELECT untouched FROM subscriptions")[0]["untouched"])


def sums(house: House) -> list[tuple[Any, ...]]:
    return [(row["option"], row["times"]) for row in house.rows("SELECT option, times FROM pulse")]


async def test_what_one_notices_is_counted_once(house: House, reader: Person) -> None:
    await reader.press("d:notice:dialogue:yes")
    assert reader.on_top == "Tack! Ditt svar är räknat."
    for option in ("yes", "no"):
        await reader.press(f"d:notice:dialogue:{option}")
        assert reader.on_top == "Ditt svar är redan räknat."
    assert sums(house) == [("yes", 1)]
    assert untouched(house) == 0


async def test_the_digest_stays_as_it_was_sent(house: House, reader: Person) -> None:
    digest = reader.screen
    text, buttons = digest.text, dict(digest.buttons)
    await reader.press("d:notice:dialogue:no", digest)
    await reader.press("d:rhythm", digest)
    assert (digest.text, digest.buttons) == (text, buttons)


async def test_another_persons_answer_is_another_one(house: House, reader: Person) -> None:
    await reader.press("d:notice:dialogue:yes")
    omar = Person(house, 7_100_200_400)
    await omar.send("/start")
    await omar.press("d:notice:dialogue:yes")
    assert omar.on_top == "Tack! Ditt svar är räknat."
    assert sums(house) == [("yes", 2)]


@pytest.mark.parametrize(
    "data", ["d:notice:left_the_promise:yes", "d:notice:narcotics:yes", "d:notice:dialogue:maybe", "d:done:99:yes"]
)
async def test_an_answer_to_what_is_no_longer_asked_gets_one_kind_sentence(
    house: House, reader: Person, data: str
) -> None:
    await reader.press(data)
    assert reader.on_top == "Tack, men den frågan är stängd. Svaret räknas inte."
    assert (sums(house), untouched(house), house.app.handling.quarantined) == ([], 0, 0)


async def test_whether_something_is_done_is_counted(house: House, reader: Person) -> None:
    def done(work: UnitOfWork) -> int:
        number = work.progress.add(DONE)
        ask(work.marks, done_question(number), house.clock())
        return number

    number = await house.database.write(done)
    await reader.press(f"d:done:{number}:unknown")
    assert reader.on_top == "Tack! Ditt svar är räknat."
    assert sums(house) == [("unknown", 1)]


@pytest.mark.parametrize("number", ["²", "٣", "-1", "9" * 30])
async def test_a_number_that_is_none_is_answered_like_one_that_is_gone(
    house: House, reader: Person, number: str
) -> None:
    await reader.press(f"d:done:{number}:yes")
    assert reader.on_top == "Tack, men den frågan är stängd. Svaret räknas inte."
    assert house.app.handling.quarantined == 0


async def test_every_commitment_can_be_answered_from_a_list(house: House, reader: Person) -> None:
    await reader.press("d:notices")
    commitments = house.app.services.content.promise.commitments
    assert all(each.title["sv"] in reader.text for each in commitments)
    assert f"d:notice:{commitments[-1].name}:no" in reader.screen.buttons.values()
    await reader.press("d:notice:dialogue:yes")
    assert sums(house) == [("yes", 1)]


async def test_the_rhythm_is_changed_in_a_card_of_its_own(house: House, reader: Person) -> None:
    await reader.press("d:rhythm")
    assert reader.text.startswith("Hur ofta ska brev komma?")
    assert untouched(house) == 0
    await reader.tap("En gång i månaden")
    assert "månadens första måndag" in reader.text


async def test_as_before_puts_back_what_the_brake_changed(house: House, reader: Person) -> None:
    def braked(work: UnitOfWork) -> None:
        found = work.subscriptions.find(house.app.services.keys.person(reader.id))
        assert found
        work.subscriptions.save(replace(found, rhythm=Rhythm.FORTNIGHTLY))

    await house.database.write(braked)
    await reader.press("d:before:weekly")
    assert "ett brev måndag klockan 17:00" in reader.text
    assert house.rows("SELECT rhythm FROM subscriptions") == [{"rhythm": "weekly"}]
    assert untouched(house) == 0


async def test_stop_takes_effect_with_one_tap(house: House, reader: Person) -> None:
    await reader.press("d:stop")
    assert reader.text.startswith("Du följer inte längre löftet")
    assert house.count("subscriptions") == 0


@pytest.mark.parametrize("data", ["d:rhythm", "d:before:weekly"])
async def test_whoever_stopped_is_told_so_and_can_follow_again(house: House, reader: Person, data: str) -> None:
    digest = reader.screen
    await reader.send("/stop")
    await reader.press(data, digest)
    assert reader.text.startswith("Du följer inte löftet just nu")
    await reader.tap("Följ löftet")
    assert house.count("subscriptions") == 1

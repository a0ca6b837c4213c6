from dataclasses import replace
from datetime import date, timedelta

import pytest

from digests.ports import Subscription
from digests.pulse import CLOSES_AFTER, PulseTaps, Tapped, ask, done_question, is_open, notice_question, notices_letter
from localization.catalogue import Catalogues
from people.person import ChatId, PersonKey, Visit
from promises.promise import Status
from tests.unit.digests.memory import DigestStore
from tests.unit.digests.town import PROMISE, at, update

NOW = at("2026-11-23 17:00")
LIGHTS, DONE = notice_question("2026", "lights"), done_question(1)


class Square:
    """Where people press buttons, at a time that can be moved."""

    def __init__(self) -> None:
        self.store = DigestStore()
        self.now = NOW
        self.taps = PulseTaps(self.store, PROMISE, "2026", lambda: self.now, lambda size: b"k" * size)
        self.store.progress.add(replace(update("lights", "2026-10-20 12:00"), status=Status.DONE))
        self.ask()

    def ask(self) -> None:
        for question in (LIGHTS, DONE):
            ask(self.store.marks, question, self.now)

    def visit(self, chat: int) -> Visit:
        return Visit(PersonKey(f"person {chat}"), ChatId(chat), "sv", update=chat)


@pytest.fixture
def square() -> Square:
    return Square()


async def test_a_tap_counts_once_a_person_whatever_they_press_after_it(square: Square) -> None:
    taps = [await square.taps.notice(square.visit(chat), "lights", "yes") for chat in (1, 2, 1)]
    assert [*taps, await square.taps.notice(square.visit(2), "lights", "no")] == [
        Tapped.COUNTED,
        Tapped.COUNTED,
        Tapped.ALREADY,
        Tapped.ALREADY,
    ]
    assert square.store.pulse.answers(LIGHTS) == {"yes": 2}
    assert square.store.finished == [1, 2, 1, 2]


async def test_whether_it_is_done_is_a_question_of_its_own(square: Square) -> None:
    assert await square.taps.notice(square.visit(1), "lights", "yes") is Tapped.COUNTED
    assert await square.taps.done(square.visit(1), 1, "unknown") is Tapped.COUNTED
    assert square.store.pulse.answers(DONE) == {"unknown": 1}


@pytest.mark.parametrize(("commitment", "option"), [("nothing", "yes"), ("lights", "maybe"), ("patrols", "yes")])
async def test_a_made_up_button_counts_nothing(square: Square, commitment: str, option: str) -> None:
    assert await square.taps.notice(square.visit(1), commitment, option) is Tapped.GONE
    assert not square.store.pulse.times
    assert not square.store.participations.keys


@pytest.mark.parametrize(("number", "option"), [(7, "yes"), (1, "perhaps")])
async def test_nor_does_one_about_an_update_that_is_not_there(square: Square, number: int, option: str) -> None:
    assert await square.taps.done(square.visit(1), number, option) is Tapped.GONE


async def test_what_was_not_called_done_is_not_asked_about(square: Square) -> None:
    number = square.store.progress.add(update("lights", "2026-11-20 12:00"))
    ask(square.store.marks, done_question(number), NOW)
    assert await square.taps.done(square.visit(1), number, "yes") is Tapped.GONE


async def test_pressing_anything_takes_the_brake_off(square: Square) -> None:
    visit = square.visit(1)
    square.store.person("person 1")
    square.store.subscriptions.save(Subscription(visit.person, (), 0, 17, 0, date(2026, 1, 1), untouched=2))
    await square.taps.notice(visit, "nothing", "yes")
    assert square.store.subscriptions.rows[visit.person].untouched == 0


async def test_sixty_days_after_it_was_last_asked_nothing_tells_who_answered(square: Square) -> None:
    await square.taps.notice(square.visit(1), "lights", "yes")
    square.now += timedelta(days=40)
    square.ask()
    square.now += CLOSES_AFTER
    await square.taps.close_old()
    assert square.store.participations.guards
    square.now += timedelta(seconds=1)
    await square.taps.close_old()
    assert not square.store.participations.guards
    assert not square.store.participations.keys
    assert square.store.pulse.answers(LIGHTS) == {"yes": 1}


async def test_once_closed_a_question_is_never_open_again_so_nobody_counts_twice(square: Square) -> None:
    await square.taps.notice(square.visit(1), "lights", "yes")
    square.now += CLOSES_AFTER + timedelta(days=1)
    await square.taps.close_old()
    square.ask()
    assert not is_open(square.store.marks, LIGHTS, square.now)
    assert await square.taps.notice(square.visit(1), "lights", "yes") is Tapped.GONE


async def test_closing_leaves_the_surveys_own_rounds_alone(square: Square) -> None:
    square.store.participations.round_key("2026", b"k")
    square.now += timedelta(days=500)
    await square.taps.close_old()
    assert square.store.participations.open_rounds() == ["2026"]


@pytest.mark.parametrize("language", Catalogues().languages)
def test_the_list_asks_about_every_commitment_with_buttons_of_its_own(language: str) -> None:
    letter = notices_letter(PROMISE, Catalogues().words(language))
    assert [[button.data for button in row] for row in letter.buttons] == [
        [f"d:notice:{each.name}:yes", f"d:notice:{each.name}:no"] for each in PROMISE.commitments
    ]
    assert [row[0].label[:2] for row in letter.buttons] == ["1.", "2."]

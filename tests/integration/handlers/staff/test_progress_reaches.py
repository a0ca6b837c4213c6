"""What was recorded and signed reaches followers; what nobody reports on, or nobody signs, is not forgotten."""

from datetime import UTC, datetime

import pytest

from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.staff.desk import PART, TEXT, publish, submit
from tests.integration.handlers.staff.town_hall import hire
from tests.integration.handlers.telegram import Shown

LETTER = datetime(2026, 11, 30, 16, 0, tzinfo=UTC)
"""A Monday, 17:00 in Sandviken: the hour of the letters."""


async def at(hall: House, moment: datetime) -> None:
    """It is that moment: what is due is queued and goes out."""
    hall.clock.now = moment
    await hall.app.tick.run_once()
    await hall.deliver()


@pytest.fixture
def follower(hall: House) -> Person:
    return Person(hall, 7_100_000_001)


async def test_staff_record_the_police_sign_and_the_followers_letter_says_who_signed(
    hall: House, maria: Person, johan: Person, follower: Person
) -> None:
    await follower.send("/follow")
    await submit(maria)
    await at(hall, LETTER)
    assert TEXT not in "".join(each.text for each in follower.screens), "one signature is not enough"

    hall.clock.forward(hours=1)
    await johan.press("u:waiting")
    await johan.tap_each((PART, "Skriv under"))
    await at(hall, LETTER.replace(month=12, day=7))
    [letter] = [each.text for each in follower.screens if TEXT in each.text]
    assert letter.startswith("Nyhetsbrev nr ")
    assert "Undertecknat av Sandvikens kommun och Polisen" in letter


async def test_what_waits_for_a_signature_is_reminded_of_by_day_to_those_who_may_sign(
    hall: House, maria: Person, johan: Person, karin: Person, stranger: Person
) -> None:
    await hire(maria, karin, "Analytiker", "Polisen")
    await submit(maria)
    await hall.deliver()
    people = (maria, johan, karin, stranger)
    before = [len(each.screens) for each in people]
    await at(hall, datetime(2026, 11, 26, 21, 30, tzinfo=UTC))  # 22:30 in Sandviken
    assert [_of(each, "väntar på er underskrift", since) for each, since in zip(people, before, strict=True)] == [0] * 4
    await at(hall, datetime(2026, 11, 27, 6, 0, tzinfo=UTC))
    reminded = [_of(each, "väntar på er underskrift", since) for each, since in zip(people, before, strict=True)]
    assert reminded == [0, 1, 0, 0]
    await johan.tap("Läs och skriv under", _newest(johan, "väntar på er underskrift"))
    assert "väntar på er underskrift" in johan.text


async def test_after_sixty_days_those_responsible_are_told_and_after_ninety_everybody_reads_it(
    hall: House, maria: Person, johan: Person, karin: Person
) -> None:
    await hire(maria, karin, "Analytiker")
    await publish(maria, johan, part="Förebygga alkohol, droger, doping och tobak")
    about = "Förebygga alkohol, droger, doping och tobak"
    await at(hall, datetime(2027, 1, 21, 12, 0, tzinfo=UTC))  # 59 days
    assert not [each for each in maria.screens if _is_stale(each.text, about)]
    await at(hall, datetime(2027, 1, 22, 12, 0, tzinfo=UTC))
    assert len([each for each in maria.screens if _is_stale(each.text, about)]) == 1
    assert not [each for each in (*johan.screens, *karin.screens) if _is_stale(each.text, about)]
    await maria.send("/promises")
    assert "ingen uppdatering sedan" not in maria.text

    await at(hall, datetime(2027, 2, 21, 12, 1, tzinfo=UTC))
    await maria.send("/promises")
    said = "\n".join(each.text for each in maria.screens)
    assert "ingen uppdatering sedan 23 november 2026. Då var det: Pågår" in said
    await maria.tap("Skriv en uppdatering", _newest(maria, "Vad har hänt?"))
    assert "Vilken del av löftet gäller det?" in [each.text for each in maria.screens]


def _of(person: Person, part: str, since: int) -> int:
    return len([each for each in person.screens[since:] if part in each.text])


def _newest(person: Person, part: str) -> Shown:
    return [each for each in person.screens if part in each.text][-1]


def _is_stale(text: str, about: str) -> bool:
    return about in text and "Vad har hänt?" in text

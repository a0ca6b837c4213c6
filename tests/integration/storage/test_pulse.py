"""Taps under digests: sums that cannot be taken apart, and each person once."""

import asyncio
from dataclasses import replace

from digests.pulse import PulseTaps, Tapped, ask, notice_question
from people.person import ChatId, PersonKey, Visit
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.integration.storage.examples import NOW
from tests.unit.digests.town import PROMISE

QUESTION = notice_question("2026", "lights")


def _taps(database: Database) -> PulseTaps:
    return PulseTaps(database, PROMISE, "2026", lambda: NOW, lambda size: b"k" * size)


def _visit(chat: int) -> Visit:
    return Visit(PersonKey(f"{chat:040}"), ChatId(chat), "sv", update=chat)


async def test_taps_add_up_by_question_and_option(database: Database, elsewhere: Database) -> None:
    def tap(work: UnitOfWork) -> None:
        for question, option in (("a", "yes"), ("a", "yes"), ("a", "no"), ("b", "yes")):
            work.pulse.add(question, option)

    await database.write(tap)
    await elsewhere.write(lambda work: work.pulse.add("a", "yes"))
    assert await elsewhere.read(lambda work: work.pulse.answers("a")) == {"yes": 3, "no": 1}
    assert await elsewhere.read(lambda work: work.pulse.answers("b")) == {"yes": 1}
    assert await elsewhere.read(lambda work: work.pulse.answers("c")) == {}


async def test_a_person_counts_once_though_they_press_everywhere_at_once(
    database: Database, elsewhere: Database
) -> None:
    await database.write(lambda work: ask(work.marks, QUESTION, NOW))
    pressed = [
        await asyncio.gather(*(_taps(each).notice(_visit(chat), "lights", "yes") for each in (database, elsewhere)))
        for chat in range(1, 8)
    ]
    assert [sorted(each) for each in pressed] == [[Tapped.ALREADY, Tapped.COUNTED]] * 7
    assert await elsewhere.read(lambda work: work.pulse.answers(QUESTION)) == {"yes": 7}


async def test_closing_forgets_who_tapped_and_keeps_the_sum(database: Database, elsewhere: Database) -> None:
    await database.write(lambda work: ask(work.marks, QUESTION, NOW))
    await _taps(database).notice(_visit(1), "lights", "no")
    later = replace(_taps(database), clock=lambda: NOW.replace(year=NOW.year + 1))
    assert await elsewhere.read(lambda work: work.participations.open_rounds()) == [f"pulse:{QUESTION}"]
    await later.close_old()
    assert await elsewhere.read(lambda work: work.participations.open_rounds()) == []
    assert await elsewhere.read(lambda work: work.pulse.answers(QUESTION)) == {"no": 1}
    assert await later.notice(_visit(1), "lights", "no") is Tapped.GONE


async def test_nothing_of_a_tap_leads_to_a_chat(database: Database, elsewhere: Database) -> None:
    await database.write(lambda work: ask(work.marks, QUESTION, NOW))
    await _taps(database).notice(_visit(777), "lights", "yes")
    assert await elsewhere.read(lambda work: work.people.find(_visit(777).person)) is None

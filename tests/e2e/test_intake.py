"""Whatever Telegram sends, and however it fails: nobody else waits, and nothing is lost."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path

from tests.e2e.malformed import CANARY, SHAPES
from tests.residents import Resident
from tests.town import Town, open_town

AGAIN = "Vi var borta en stund"


async def test_an_update_nobody_can_read_is_put_aside_and_everybody_else_is_answered_at_once(tmp_path: Path) -> None:
    async with open_town(tmp_path, LOG_LEVEL="DEBUG") as town:
        await town.start()
        neighbour = town.resident("Bo")
        await neighbour.send("/survey")
        senders = {shape.name: town.resident(f"Sändare {number}") for number, shape in enumerate(SHAPES)}
        ids = {}
        for shape, label in zip(SHAPES, cycle(("20–25 år", "Tillbaka"))):
            sender = senders[shape.name]
            sender.person.started = True
            ids[shape.name] = town.world.inject(shape.make(sender.id))
            async with asyncio.timeout(2):
                await neighbour.press(label)

        dead = [shape.name for shape in SHAPES if shape.dead]
        for name in dead:
            await senders[name].until_text("Något gick fel hos oss, inte hos dig")
            assert len(senders[name].received) == 1
            assert "Hjälp nu" in (await senders[name].send("/help"))
        await neighbour.send("/survey")

        states = dict(town.query("SELECT id, state FROM inbox"))
        assert {name for name, number in ids.items() if states[number] == "dead"} == set(dead)
        assert {name for name, number in ids.items() if states[number] == "done"} == set(ids) - set(dead)
        assert await town.stop() == 0
        assert town.log.count("an update failed") == len(dead)
        assert_log_tells_nothing(town)


def assert_log_tells_nothing(town: Town) -> None:
    log = town.log
    assert CANARY not in log
    assert town.world.token not in log
    assert [person for person in town.world.people if str(person) in log] == []


async def test_told_to_stop_in_the_middle_of_answers_it_finishes_them_and_loses_none(tmp_path: Path) -> None:
    async with open_town(tmp_path) as town:
        await town.start()
        answered = [town.resident(f"Granne {number}") for number in range(10)]
        waiting = [town.resident(f"Sen granne {number}") for number in range(10)]
        await asyncio.gather(*(one.send("/survey") for one in answered + waiting))

        town.world.faults.delay("editMessageText", 1.0, times=10)
        await asyncio.gather(*(one.press("16–19 år") for one in answered))
        cards = [one.last for one in waiting]
        for one in waiting:
            one.tap("20–25 år")
        async with asyncio.timeout(10):
            assert await town.stop() == 0

        await town.start()
        await asyncio.gather(*(one.until_text("Vad stämmer bäst på dig?") for one in waiting))
        assert [one.last for one in waiting] == cards
        assert all("Var bor du?" in one.text for one in answered)
        options = Counter(town.query("SELECT options FROM answers"))
        assert options == {('["age_16_19"]',): 10, ('["age_20_25"]',): 10}


async def test_telegrams_own_trouble_passes_and_its_wait_is_kept_to_the_second(town: Town, alva: Resident) -> None:
    await alva.send("/survey")
    faults = town.world.faults
    faults.drop("getUpdates")
    faults.fail("getUpdates", 502, html=True)
    faults.fail("getUpdates", 429, retry_after=2)
    faults.fail("getUpdates", 409)
    begun = len(town.world.calls)
    await alva.press("16–19 år")
    alva.tap("Norrsätra")
    await alva.until_text("ensam sent en kväll")

    polls = [call for call in town.world.calls[begun:] if call.method == "getUpdates"]
    assert [call.status for call in polls if call.status != 200] == [0, 502, 429, 409]
    refused = next(number for number, call in enumerate(polls) if call.status == 429)
    assert polls[refused + 1].at - polls[refused].at >= 2


async def test_a_reply_that_telegram_loses_is_found_again_by_asking(town: Town, alva: Resident) -> None:
    await alva.send("/survey")
    town.world.faults.drop("editMessageText")
    alva.tap("16–19 år")
    assert "Var bor du?" in (await alva.send("/survey"))


async def test_after_a_long_silence_whoever_was_answering_sees_the_question_again_once(tmp_path: Path) -> None:
    async with open_town(tmp_path) as town:
        await town.start()
        answering, left_earlier, reading = (town.resident(name) for name in ("Alva", "Bo", "Cilla"))
        await asyncio.gather(answering.send("/survey"), left_earlier.send("/survey"), reading.send("/start"))
        await answering.press("16–19 år")
        assert await town.stop() == 0
        _silent_for(town, timedelta(seconds=200))
        _last_seen(town, timedelta(hours=2), question="age")
        seen = {one.id: len(one.received) for one in (answering, left_earlier, reading)}

        await town.start()
        shown = await answering.until_text(AGAIN)
        assert "Var bor du?" in shown
        await town.until(lambda: _silence(town) < timedelta(seconds=100))
        await town.kill()
        await town.start()
        await town.until(lambda: town.log.count("shown_again") == 2)
        await answering.press("Norrsätra")
        assert "ensam sent en kväll" in answering.text
        told = {one.id: len(one.received) - seen[one.id] for one in (answering, left_earlier, reading)}
        assert told == {answering.id: 1, left_earlier.id: 0, reading.id: 0}


def _silent_for(town: Town, silence: timedelta) -> None:
    """As if Telegram had last answered so long ago."""
    moment = (datetime.now(UTC) - silence).replace(tzinfo=None)
    town.query("INSERT OR REPLACE INTO marks (name, moment) VALUES ('polled', ?)", moment.isoformat(" "))


def _silence(town: Town) -> timedelta:
    """Since when Telegram has been silent, as the bot would read it after a crash."""
    [(moment,)] = town.query("SELECT moment FROM marks WHERE name = 'polled'")
    return datetime.now(UTC) - datetime.fromisoformat(moment).replace(tzinfo=UTC)


def _last_seen(town: Town, ago: timedelta, *, question: str) -> None:
    """As if whoever has this question open had last answered so long ago."""
    moment = (datetime.now(UTC) - ago).replace(tzinfo=None)
    town.query("UPDATE sessions SET touched = ? WHERE position LIKE ?", moment.isoformat(" "), f'%"{question}"%')

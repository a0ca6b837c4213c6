"""The whole bot with updates pushed to it: the same conversations, and nothing lost at a stop, a kill or a change."""

import asyncio
import json
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from random import Random

import aiohttp
import pytest

from tests.exporting import exported
from tests.faults.campaign import campaign
from tests.process import run_words
from tests.pushed import SECRET, free_port, pushed_to
from tests.respondent import Respondent
from tests.town import Town, open_town

HEADER = "X-Telegram-Bot-Api-Secret-Token"
POLLING = ("WEBHOOK_URL", "WEBHOOK_SECRET", "WEBHOOK_LISTEN")


@pytest.fixture(scope="module")
async def pushed(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """A town whose bot gets updates by webhook, shared by the tests that leave it running."""
    settings = pushed_to(free_port()) | {"LOG_LEVEL": "DEBUG", "HTTP_LISTEN": f"127.0.0.1:{free_port()}"}
    async with open_town(tmp_path_factory.mktemp("pushed"), **settings) as town:
        await town.start()
        yield town


def asked(town: Town) -> Counter[str]:
    return Counter(call.method for call in town.world.calls)


async def test_a_crowd_answers_at_once_and_the_export_is_what_they_said(pushed: Town) -> None:
    crowd = [Respondent(pushed.watch, f"Granne {number}", Random(number)) for number in range(12)]
    await asyncio.gather(*(each.answer_everything() for each in crowd))
    assert Counter(await exported(pushed, "json")) == Counter(each.said for each in crowd)
    assert asked(pushed)["getUpdates"] == 0
    assert asked(pushed)["setWebhook"] == 1
    waits = pushed.query("SELECT count(*) FROM inbox WHERE state = 'dead'")
    assert waits == [(0,)]


async def test_it_is_ready_once_telegram_has_told_that_it_gets_through(pushed: Town) -> None:
    async with (
        aiohttp.ClientSession() as http,
        http.get(f"http://{pushed.environment['HTTP_LISTEN']}/readyz") as answer,
    ):
        assert (answer.status, await answer.text()) == (200, "ready\n")


async def test_a_conversation_goes_on_as_if_it_were_polled_for(pushed: Town) -> None:
    alva = pushed.resident("Alva")
    assert "Ingen läser chatten direkt" in (await alva.send("/start"))
    await alva.press("Svara på frågorna")
    await alva.press("13–15 år")
    assert "Var bor du?" in alva.text
    assert "112" in (await alva.send("jag vill inte leva längre"))


async def test_while_nothing_can_be_stored_help_comes_at_once_and_an_answer_waits_at_telegram(pushed: Town) -> None:
    alva, bo = pushed.resident("Alva"), pushed.resident("Bo")
    await bo.send("/survey")
    with closing(sqlite3.connect(pushed.database, isolation_level=None)) as lock:
        lock.execute("BEGIN IMMEDIATE")
        bo.tap("16–19 år")
        assert "116 111" in (await alva.send("hjälp"))
        assert "Hur gammal" in bo.text
        await pushed.until(lambda: "updates wait at Telegram, for they cannot be stored" in pushed.log)
        await pushed.until(lambda: " 503 " in pushed.world.webhook.last_error_message)
        lock.execute("ROLLBACK")
    assert "Var bor du?" in await bo.until_text("Var bor du?")
    await bo.press("Norrsätra")
    assert "ensam sent en kväll" in bo.text


async def test_who_forges_an_update_gets_nothing_done_and_the_log_tells_no_secret(pushed: Town) -> None:
    alva = pushed.resident("Alva")
    await alva.send("/start")
    seen = len(alva.received)
    chat = {"id": alva.id, "type": "private"}
    message = {"message_id": 1, "date": 1, "text": "/survey", "from": {"id": alva.id}, "chat": chat}
    forged = {"update_id": 1, "message": message}
    url = pushed.environment["WEBHOOK_URL"]
    async with aiohttp.ClientSession() as http:
        for headers in ({}, {HEADER: "wrong"}, {HEADER: "å" * 16}, {HEADER: SECRET[:-1]}):
            async with http.post(url, data=json.dumps(forged), headers=headers) as answer:
                assert (answer.status, await answer.text()) == (401, "401 Unauthorized\n")
                assert "Server" not in answer.headers
        async with http.post(url, data="{", headers={HEADER: SECRET}) as answer:
            assert answer.status == 400
        async with http.get(url, headers={HEADER: SECRET}) as answer:
            assert answer.status == 405
    assert pushed.query("SELECT count(*) FROM inbox WHERE id = 1") == [(0,)]
    await pushed.resident("Bo").send("/help")  # by then a forged one would have been answered
    assert len(alva.received) == seen
    for known in (SECRET, pushed.world.token, url, "wrong"):
        assert known not in pushed.log
    assert [person for person in pushed.world.people if str(person) in pushed.log] == []


async def test_killed_again_and_again_it_loses_nothing_and_does_nothing_twice(tmp_path: Path) -> None:
    figures = await campaign(tmp_path, kills=3, seed=5, settings=pushed_to(free_port()))
    assert figures.answers > figures.residents * 5
    assert figures.faults == {}


async def test_told_to_stop_in_the_middle_of_answers_it_finishes_them_and_loses_none(tmp_path: Path) -> None:
    async with open_town(tmp_path, **pushed_to(free_port())) as town:
        await town.start()
        answered = [town.resident(f"Granne {number}") for number in range(10)]
        waiting = [town.resident(f"Sen granne {number}") for number in range(10)]
        await asyncio.gather(*(one.send("/survey") for one in answered + waiting))

        town.world.faults.delay("editMessageText", 1.0, times=10)
        await asyncio.gather(*(one.press("16–19 år") for one in answered))
        for one in waiting:
            one.tap("20–25 år")
        async with asyncio.timeout(10):
            assert await town.stop() == 0
        assert "everything_done=True" in town.log

        await town.start()
        await asyncio.gather(*(one.until_text("Vad stämmer bäst på dig?") for one in waiting))
        assert all("Var bor du?" in one.text for one in answered)
        options = Counter(town.query("SELECT options FROM answers"))
        assert options == {('["age_16_19"]',): 10, ('["age_20_25"]',): 10}


async def test_from_polling_to_a_webhook_and_back_nothing_that_waits_is_lost(tmp_path: Path) -> None:
    async with open_town(tmp_path) as town:
        await town.start()
        alva, bo = town.resident("Alva"), town.resident("Bo")
        await asyncio.gather(alva.send("/survey"), bo.send("/survey"))
        assert await town.stop() == 0

        alva.tap("16–19 år")
        town.environment |= pushed_to(free_port())
        await town.start()
        assert "Var bor du?" in await alva.until_text("Var bor du?")
        polls = asked(town)["getUpdates"]
        await bo.press("20–25 år")
        assert asked(town)["getUpdates"] == polls
        assert await town.stop() == 0

        alva.tap("Norrsätra")
        for name in POLLING:
            del town.environment[name]
        await town.start()
        assert "ensam sent en kväll" in await alva.until_text("ensam sent en kväll")
        await alva.press("Ganska tryggt")
        assert "otrygg ibland" in alva.text
        assert town.world.webhook.url == ""
        assert asked(town)["deleteWebhook"] == 1
        assert town.log.count("a webhook was set, which the settings do not name") == 1
        assert await town.stop() == 0
        assert town.world.confirmed >= {number for (number,) in town.query("SELECT id FROM inbox WHERE state = 'done'")}


async def test_where_telegram_does_not_get_through_the_log_says_why_once(tmp_path: Path) -> None:
    port, elsewhere = free_port(), free_port()
    settings = pushed_to(port) | {"WEBHOOK_LISTEN": f"127.0.0.1:{elsewhere}"}
    async with open_town(tmp_path, **settings) as town:
        await town.start()
        town.world.write(town.resident("Alva").id, "/start")
        await town.until(lambda: "Telegram does not reach the webhook" in town.log)
        [line] = [line for line in town.log.splitlines() if "does not reach" in line]
        assert "Connection failed: ClientConnectorError" in line
        assert str(port) not in town.log
        assert await town.stop() == 0


async def test_settings_that_cannot_be_are_one_line_each(tmp_path: Path) -> None:
    async with open_town(tmp_path, WEBHOOK_URL="http://bot.example.se/", WEBHOOK_SECRET="short") as town:
        outcome = await run_words("run", env=town.environment, cwd=tmp_path)
    assert (outcome.code, [line.partition(":")[0] for line in outcome.problems]) == (
        1,
        ["WEBHOOK_URL", "WEBHOOK_SECRET"],
    )
    assert "example" not in outcome.err.replace("bot.example.se/telegram", "")
    assert "short" not in outcome.err


async def test_a_port_in_use_is_one_line_and_the_process_ends(tmp_path: Path, pushed: Town) -> None:
    listen = pushed.environment["WEBHOOK_LISTEN"]
    async with open_town(tmp_path, **pushed_to(free_port()) | {"WEBHOOK_LISTEN": listen}) as town:
        outcome = await run_words("run", env=town.environment, cwd=tmp_path)
    assert outcome.code == 1
    assert outcome.problems[-1] == f"WEBHOOK_LISTEN: {listen} cannot be used: Address already in use"

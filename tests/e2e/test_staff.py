"""Coming onto the staff through the operator's command, and proving afterwards what staff did."""

import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from simulator.server import SimulatorServer
from simulator.world import World
from tests.process import environment, run_words
from tests.town import open_town

Settings = dict[str, str]
INVITE = ("invite", "--role", "editor", "--organisation", "police")
WHOLE = "The audit trail is whole: "
MET = "Vi har träffat åtta elevråd."


@pytest.fixture
async def env(tmp_path: Path) -> AsyncIterator[Settings]:
    """The settings of a bot that Telegram knows."""
    world = World(clock=lambda: 0)
    server = SimulatorServer(world)
    await server.start()
    yield environment(tmp_path, server.url, world.token, STAFF_IDS="7000000001")
    await server.stop()


async def explained(*words: str, env: Settings) -> str:
    """The one line on standard error, of a command that fails as it should."""
    outcome = await run_words(*words, env=env)
    assert (outcome.code, outcome.out) == (1, "")
    [problem] = outcome.problems
    return problem


def stored(folder: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "data" / "test.db")) as connection, connection:
        return connection.execute(sql).fetchall()


async def test_the_operator_gets_a_link_of_which_only_the_hash_is_stored(env: Settings, tmp_path: Path) -> None:
    outcome = await run_words(*INVITE, "--name", "Karin Berg", "--areas", "centre", env=env)
    assert (outcome.code, outcome.err) == (0, "")
    link = re.fullmatch(r"https://t\.me/(\w+)\?start=i_([\w-]{22})", outcome.out.splitlines()[0])
    assert link
    assert link[1].casefold().endswith("bot")
    assert stored(tmp_path, "SELECT hash, role, organisation, areas, state FROM invitations") == [
        (sha256(link[2].encode()).hexdigest(), "editor", "police", '["centre"]', "sent")
    ]
    assert link[2].encode() not in b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((*INVITE, "--areas", "the moon"), "--areas: there is no the moon; the areas are centre,"),
        ((*INVITE, "--name", "…"), "--name: is a name of 60 characters at most"),
    ],
)
async def test_an_invitation_that_makes_no_sense_is_one_line(env: Settings, words: tuple[str, ...], said: str) -> None:
    assert (await explained(*words, env=env)).startswith(said)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"STAFF_IDS": ""}, "there is no administrator to confirm it"),
        ({"BOT_API_URL": "http://127.0.0.1:9"}, "BOT_API_URL: does not answer"),
        ({"BOT_TOKEN": "123456789:hemlig-hemlig-hemlig-hemlig-hemlig"}, "BOT_TOKEN: is not accepted by Telegram"),
        ({"BOT_TOKEN": ""}, "BOT_TOKEN: is not set"),
    ],
)
async def test_what_keeps_an_invitation_from_being_made_is_one_line_without_a_secret(
    env: Settings, tmp_path: Path, settings: Settings, said: str
) -> None:
    problem = await explained(*INVITE, env=env | settings)
    assert problem.startswith(said)
    assert "hemlig" not in problem
    assert stored(tmp_path, "SELECT * FROM invitations") == []


async def test_roles_and_organisations_that_do_not_exist_are_wrong_usage(env: Settings) -> None:
    for role, organisation in (("king", "police"), ("editor", "circus")):
        outcome = await run_words("invite", "--role", role, "--organisation", organisation, env=env)
        assert (outcome.code, outcome.out) == (2, "")


async def test_what_staff_did_is_proven_and_a_forgery_named_by_its_number(env: Settings, tmp_path: Path) -> None:
    assert (await run_words("verify-audit", env=env)).out == f"{WHOLE}nothing has been done yet.\n"
    for _ in range(3):
        assert (await run_words(*INVITE, env=env)).code == 0
    assert (await run_words("verify-audit", env=env)).out.startswith(f"{WHOLE}3 entries, the last of ")

    stored(tmp_path, "DELETE FROM audit WHERE number = 2")
    assert await explained("verify-audit", env=env) == "audit: entry 2 is not as it was written, or is missing"


async def test_somebody_comes_onto_the_staff_while_the_bot_runs(tmp_path: Path) -> None:
    async with open_town(tmp_path) as town:
        maria, karin = town.resident("Maria"), town.resident("Karin")
        town.environment["STAFF_IDS"] = str(maria.id)
        await town.start()
        await maria.send("/start")
        printed = await run_words(*INVITE, "--name", "Karin Berg", env=town.environment)
        token = printed.out.splitlines()[0].partition("?start=")[2]

        assert "Du är inbjuden att bli redaktör hos polisen" in await karin.send(f"/start {token}")
        await karin.press("Ja, det är jag")
        await maria.until_text("Är det Karin Berg?")
        await maria.press("Ja, siffrorna stämmer")
        await karin.until_text("Nu är du redaktör hos polisen")
        assert (await karin.send("/staff")).startswith("Du är redaktör hos polisen")
        assert (await run_words("verify-audit", env=town.environment)).out.startswith(f"{WHOLE}3 entries")


async def test_one_party_records_the_other_signs_and_the_followers_letter_says_so(tmp_path: Path) -> None:
    async with open_town(tmp_path, QUIET_HOURS="00:00-00:00") as town:
        maria, johan = town.resident("Maria"), town.resident("Johan")
        town.environment["STAFF_IDS"] = f"{maria.id},{johan.id}"
        await town.start()
        for staff, party in ((maria, "Kommunen"), (johan, "Polisen")):
            await staff.send("/staff")
            await staff.press(party)
        for label in ("Skriv hur det går", "samtal med invånare", "Genomfört"):
            await maria.press(label)
        await maria.send(MET)
        town.clock.forward(10)  # nobody finds a link in two seconds
        await maria.send("https://sandviken.se/dialog")
        for label in ("Gå vidare", "Bara på svenska", "Skicka in"):
            await maria.press(label)
        await johan.until_text("väntar på er underskrift")
        await johan.press("Läs")
        assert MET in johan.text
        next_week = ("digest", "followers", "--date", f"{datetime.now(UTC).date() + timedelta(days=8)}")
        assert MET not in (await run_words(*next_week, env=town.environment)).out
        await johan.press("Skriv under")
        await maria.until_text("underskriven och publicerad")

        letter = (await run_words(*next_week, env=town.environment)).out
        assert MET in letter
        assert "Undertecknat av Sandvikens kommun och Polisen" in letter
        assert (await run_words("verify-audit", env=town.environment)).out.startswith(f"{WHOLE}5 entries")

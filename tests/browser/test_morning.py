"""A morning in the life of the staff: from the digest to what a follower reads, told in the page."""

import json
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from bot.sample_staff import Colleague
from people.organisation import Organisation
from people.person import ChatId, Visit
from people.staff import Role
from simulator.server import SimulatorServer
from simulator.world import Person, World
from survey.reading.service import PAGE
from survey.session import Answer
from tests.browser.mornings import Mornings, mornings
from tests.browser.story import Story, cast_of, put_back
from tests.browser.visitor import Visitor
from tests.process import environment, running_bot

pytestmark = pytest.mark.timeout(120)

PART = "Samarbeta bättre om det förebyggande"
SAID = "Nu lyser det på gångvägen vid stationen."
WORRY = "Mörka och tomma platser"
KARIN, MARIA = 1, 2
"""Their staff numbers: they came in that order."""


@pytest.fixture
def people(world: World) -> dict[str, Person]:
    parts = {
        "Karin": "analytiker, kommunen",
        "Maria": "redaktör, kommunen",
        "Johan": "redaktör, polisen",
        "Kerstin": "följer löftet",
    }
    return cast_of(world, parts)


def staff(people: dict[str, Person]) -> list[Colleague]:
    municipality, police = Organisation.MUNICIPALITY, Organisation.POLICE
    return [
        Colleague(people["Karin"].id, "Karin Berg", Role.ANALYST, municipality),
        Colleague(people["Maria"].id, "Maria Ek", Role.EDITOR, municipality),
        Colleague(people["Johan"].id, "Johan Dal", Role.EDITOR, police),
    ]


@pytest.fixture
async def town(tmp_path: Path, people: dict[str, Person]) -> AsyncIterator[Mornings]:
    """Three weeks have passed, and last night many said that dark places worry them. The digest of now has not come."""
    at = datetime.now(UTC).replace(second=0, microsecond=0)
    url = f"sqlite+aiosqlite:///{tmp_path / 'data' / 'test.db'}"
    async with mornings(url, at, *staff(people)) as town:
        await town.live(per_day=6)
        town.clock.now = at - timedelta(hours=12)
        town.changed = {"worry": Answer(options=("dark_places",)), "age": Answer(options=("age_16_19",))}
        await town.answer(60)
        town.clock.now = at
        await town.services.following.follow(_visit(town, people["Kerstin"]))
        yield town


@pytest.fixture
async def rows(tmp_path: Path, server: SimulatorServer, world: World, town: Mornings) -> AsyncIterator["Rows"]:
    """The bot at work, and what it has written, read by a connection of our own."""
    at = town.clock()
    env = environment(
        tmp_path,
        server.url,
        world.token,
        TIMEZONE="UTC",
        QUIET_HOURS="00:00-00:00",
        STAFF_DIGEST_AT=f"{at:%H:%M}",
        LOG_LEVEL="WARNING",
    )
    async with running_bot(env, tmp_path / "log"):
        yield Rows(tmp_path / "data" / "test.db")


class Rows:
    """The database file, read beside the bot."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __call__(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self._file, timeout=10)) as connection:
            return connection.execute(question, values).fetchall()


async def test_from_the_digest_to_what_a_follower_reads(
    visitor: Visitor, people: dict[str, Person], town: Mornings, rows: Rows
) -> None:
    story = Story(visitor, "morning")
    await _karin_takes_the_texts_and_reads_them(story, people["Karin"], rows)
    await _maria_takes_the_worry_and_says_what_was_done(story, people["Maria"], rows)
    await _johan_signs(story, people["Johan"], rows)
    await _the_hour_of_the_followers(town, people["Kerstin"])
    await _kerstin_reads_it(story, people["Kerstin"], rows)


async def _karin_takes_the_texts_and_reads_them(story: Story, karin: Person, rows: Rows) -> None:
    visitor = story.visitor
    await story.become(karin)
    await story.reads("Morgonrapport nr")
    digest = visitor.message("Morgonrapport nr").first
    await expect(digest).to_contain_text("texter från invånare väntar på att läsas")
    await expect(digest).to_contain_text("Det är fler än vanligt.")
    await digest.evaluate("message => message.scrollIntoView({block: 'start'})")
    await story.picture("digest")

    await digest.get_by_role("button", name="1: Jag tar det", exact=True).click()
    await expect(visitor.toast).to_contain_text("Det är ditt nu")
    await expect(digest.get_by_role("button", name="1: Karin Berg tar det")).to_be_visible()
    [(decision, taker)] = rows("SELECT decision, member FROM matters WHERE kind = 'texts'")
    assert (decision, taker) == ("taken", KARIN)

    await visitor.write("/staff")
    await story.tap("Läs vad folk skriver")
    card = visitor.page.locator("article.other").last
    await expect(card).to_contain_text("Visar: Alla områden")
    first = 1
    while (place := _of_light(await card.inner_text())) is None:
        first += PAGE
        await story.tap("›")
        await expect(card).to_contain_text(re.compile(rf"\b{first}\. "))
    await story.tap(place)
    await story.reads("Ingen har läst den.")
    await expect(card).to_contain_text("Mer ljus")
    await story.tap("Ljus och platser")
    await expect(card).to_contain_text("Etiketter: Ljus och platser")
    await story.tap("Märk som läst")
    await expect(card).to_contain_text("Läst av Karin Berg")
    await story.picture("read")
    [(tags, reader)] = rows("SELECT tags, read_by FROM readings WHERE read_on IS NOT NULL")
    assert (json.loads(tags), reader) == (["lighting"], KARIN)


def _of_light(page: str) -> str | None:
    """The number of the first text of the page that is about light."""
    entries = (entry for entry in re.split(r"(?m)^(?=\d+\. )", page) if "Mer ljus" in entry)
    return next((entry.partition(".")[0] for entry in entries), None)


async def _maria_takes_the_worry_and_says_what_was_done(story: Story, maria: Person, rows: Rows) -> None:
    visitor = story.visitor
    await story.become(maria)
    digest = visitor.message("Morgonrapport nr").first
    await expect(digest).to_contain_text(f"1. Fler oroar sig nu: {WORRY}")
    await digest.get_by_role("button", name="1: Jag tar det", exact=True).click()
    await expect(digest.get_by_role("button", name="1: Maria Ek tar det")).to_be_visible()
    await digest.evaluate("message => message.scrollIntoView({block: 'end'})")
    await story.picture("take")
    assert rows("SELECT decision, member FROM matters WHERE subject = 'worry/dark_places'") == [("taken", MARIA)]

    await visitor.write("/staff")
    await story.tap("Skriv hur det går", PART, "Pågår", "50 %")
    await story.reads("Vad har ni gjort?")
    await visitor.write(SAID)
    await story.tap("Ingen länk: vi vet det själva")
    await story.reads("Är det här ett svar på något som invånarna har sagt?")
    offered = visitor.page.locator("article.other").last.locator(".key-label")
    await expect(offered.first).to_contain_text(f"Oroar: {WORRY}")  # what she took comes before all others
    await offered.first.click()
    await story.tap("Bara på svenska")
    await story.reads("Så här ser följarna det:")
    await expect(visitor.message("Så här ser följarna det:").last).to_contain_text("Ni sa, vi gjorde.")
    await story.picture("record")
    await story.tap("Skicka in")
    await story.reads("väntar")
    [(state, answers)] = rows("SELECT state, answers FROM proposals")
    assert (state, answers) == ("waiting", "worry/dark_places")
    assert rows("SELECT * FROM progress_updates WHERE text = ?", SAID) == []


async def _johan_signs(story: Story, johan: Person, rows: Rows) -> None:
    await story.become(johan)
    await story.visitor.write("/staff")
    await story.tap("Att godkänna", PART)
    await story.reads(SAID)
    await story.visitor.button("Skriv under").last.scroll_into_view_if_needed()
    await story.picture("sign")
    await story.tap("Skriv under")
    await story.reads("Uppdateringen är publicerad.")
    [(answers, signed)] = rows("SELECT answers, signed_by FROM progress_updates WHERE text = ?", SAID)
    assert (answers, set(json.loads(signed))) == ("worry/dark_places", set(Organisation))


async def _kerstin_reads_it(story: Story, kerstin: Person, rows: Rows) -> None:
    await story.become(kerstin)
    await story.reads(SAID)
    letter = story.visitor.message(SAID).last
    await expect(letter).to_contain_text("Ni sa, vi gjorde.")
    await expect(letter).to_contain_text(WORRY)
    await expect(letter).to_contain_text("Undertecknat av Sandvikens kommun och Polisen")
    await letter.evaluate("message => message.scrollIntoView({block: 'end'})")
    await story.picture("follower")
    assert rows("SELECT DISTINCT state FROM outbox WHERE topic = 'follower_digest'") == [("sent",)]


async def _the_hour_of_the_followers(town: Mornings, kerstin: Person) -> None:
    """It comes, and is noticed at once instead of within half a minute."""
    services, now = town.services, datetime.now(UTC)
    town.clock.now = now
    at = now.replace(second=0, microsecond=0) - timedelta(minutes=1)
    await services.database.write(partial(put_back, services.keys.person(kerstin.id), at))
    await services.digests.tick(now)


def _visit(town: Mornings, person: Person) -> Visit:
    return Visit(town.services.keys.person(person.id), ChatId(person.id), "sv", update=0)

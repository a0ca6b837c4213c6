"""A promise from word to phone: told in the page, with the real bot behind it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from playwright.async_api import expect

from people.keys import KeyRing
from simulator.server import SimulatorServer
from simulator.world import Person, World
from storage.database import open_database
from tests.browser.story import Story, cast_of, put_back
from tests.browser.visitor import Visitor
from tests.process import KEY, environment, run_words, running_bot
from tests.town import Clock

pytestmark = pytest.mark.timeout(240)  # the digest comes with the next tick, and its picture is drawn

PART = "Vara med i samtal med invånare"
SAID = "Vi har träffat åtta elevråd och lyssnat."


@pytest.fixture
def people(world: World) -> dict[str, Person]:
    parts = {"Maria": "personal, kommunen", "Johan": "personal, polisen", "Kerstin": "följer löftet"}
    return cast_of(world, parts)


@pytest.fixture
async def settings(
    tmp_path: Path, world: World, server: SimulatorServer, people: dict[str, Person]
) -> AsyncIterator[dict[str, str]]:
    staff = f"{people['Maria'].id},{people['Johan'].id}"
    more = {"STAFF_IDS": staff, "TIMEZONE": "UTC", "QUIET_HOURS": "00:00-00:00", "LOG_LEVEL": "WARNING"}
    env = environment(tmp_path, server.url, world.token, **more)
    filled = await run_words("sample", "--responses", "160", "--seed", "2026", env=env)
    assert filled.code == 0, filled.err
    async with running_bot(env, tmp_path / "log"):
        yield env


async def test_staff_record_the_police_sign_and_a_follower_reads_it_beside_what_residents_notice_and_stops(
    visitor: Visitor, world: World, clock: Clock, people: dict[str, Person], settings: dict[str, str]
) -> None:
    story, kerstin = Story(visitor, "story"), people["Kerstin"]
    await story.arrive(kerstin)
    await visitor.write("/follow")
    await story.reads("Du följer")

    await story.arrive(people["Maria"])
    await visitor.write("/staff")
    await story.tap("Kommunen", "Skriv hur det går", PART, "Pågår", "50 %")
    await story.reads("Vad har ni gjort?")
    await visitor.write(SAID)
    await story.reads("Var kan man läsa mer?")
    clock.forward(10)  # nobody finds a link in two seconds
    await visitor.write("https://sandviken.se/dialog")
    await story.tap("Nej, inget av det", "Bara på svenska")
    await story.reads("Så här ser följarna det:")
    await story.picture("record")
    await story.tap("Skicka in")

    await story.arrive(people["Johan"])
    await visitor.write("/staff")
    await story.tap("Polisen")
    await story.tap("Att godkänna", PART)
    await story.reads(SAID)
    await story.picture("sign")
    await story.tap("Skriv under")
    await story.reads("Uppdateringen är publicerad.")

    await _let_be_due(settings, kerstin.id)
    await story.become(kerstin)
    await story.reads(SAID)
    letter = visitor.message(SAID).last
    await expect(letter).to_contain_text("Undertecknat av Sandvikens kommun och Polisen")
    await expect(letter).to_contain_text("svar visas")
    [photo] = [each for each in world.messages(kerstin.id) if "photo" in each.content]
    assert photo.from_bot
    await visitor.page.locator("article.other img").last.scroll_into_view_if_needed()
    await story.picture("digest")
    await letter.scroll_into_view_if_needed()
    await story.picture("beside")

    await story.tap("Sluta följa")
    await story.reads("Du följer inte längre löftet och får inga fler brev.")
    await visitor.message("Du följer inte längre löftet").last.scroll_into_view_if_needed()
    await story.picture("stop")


async def _let_be_due(settings: dict[str, str], follower: int) -> None:
    """The follower's hour was half an hour ago, and has been theirs for a week: the next tick brings the digest."""
    keys = KeyRing(KEY)
    at = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=30)
    database = await open_database(settings["DATABASE_URL"], keys.cipher)
    await database.write(partial(put_back, keys.person(follower), at))
    await database.close()

"""The rehearsal: a stand-in for Telegram, people to be, sample data, and the same bot as on Telegram."""

import asyncio
import secrets
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.log import set_up_logging
from bot.sample_data import fill
from bot.sample_staff import Colleague, hire, propose
from bot.services import Services, open_services
from bot.settings import Settings, read_settings
from delivery.message import NewMessage, Topic
from digests.service import Audience
from people.organisation import Organisation
from people.person import ChatId, PersonKey, Visit
from people.staff import Role
from simulator.server import SimulatorServer
from simulator.world import Person, World

DEFAULT_PORT = 8420
SAMPLE_RESPONSES = 160

_HOW_TO_GO_LIVE = """
Rehearsal: {url}
Open that address in a browser on this machine. Nothing leaves it, and all of it is gone when you stop (Ctrl+C).

To go live: get a token from @BotFather, put BOT_TOKEN and SECRET_KEY in .env, and run this again.
README.md has the five steps.
"""


class PortError(Exception):
    """Another program uses it, or this user may not."""


async def rehearse_until(port: int, *, sample: bool, show: Callable[[str], None] = print) -> None:
    """Serve the rehearsal until SIGTERM or SIGINT.

    Raises:
        PortError: the port cannot be used.
    """
    from bot.app import open_app, stop_on_signals  # noqa: PLC0415 - Telegram's library takes seconds to import

    stop = stop_on_signals()
    world = World(clock=time.time)
    world.title = "Löfteskollen"
    follower, staff, colleagues = _people(world)
    server = SimulatorServer(world)
    try:
        await server.start(port=port)
    except (OSError, OverflowError) as error:
        raise PortError(PortError.__doc__) from error
    try:
        with tempfile.TemporaryDirectory(prefix="lofteskollen-rehearsal-") as folder:
            settings = _settings(world, server.url, staff, Path(folder))
            set_up_logging("WARNING", settings.log_format)
            async with open_services(settings) as services, open_app(services) as app:
                await app.know_staff()
                await hire(services, colleagues)
                if sample:
                    world.notice = "Exempeldata: alla svar och uppdateringar är påhittade."
                    await _fill(services, follower)
                    await propose(services)
                show(_HOW_TO_GO_LIVE.format(url=server.url))
                async with _meanwhile(_send_digests(services, follower, app.sender.nudge) if sample else None):
                    await app.run(stop)
    finally:
        await server.stop()


def _people(world: World) -> tuple[Person, list[Person], list[Colleague]]:
    """Somebody to be: the follower, the administrators and their colleagues, who have pressed Start before."""
    world.add_person("Alva", "sv", "boende, läser svenska")
    world.add_person("Emma", "en", "boende, läser engelska")
    world.add_person("Aino", "fi", "boende, läser finska")
    world.add_person("Yusuf", "ar", "boende, läser arabiska")
    world.add_person("Farid", "fa", "boende, läser persiska")
    world.add_person("Hodan", "so", "boende, läser somaliska")
    world.add_person("Oksana", "uk", "boende, läser ukrainska")
    follower = world.add_person("Kerstin", "sv", "följer löftet", started=True)
    staff = [
        world.add_person("Maria", "sv", "administratör, kommunen", started=True),
        world.add_person("Johan", "sv", "administratör, polisen", started=True),
    ]
    colleagues = [
        _colleague(world, "Sara", Role.EDITOR, Organisation.MUNICIPALITY, "redaktör, kommunen: /staff"),
        _colleague(world, "Ali", Role.EDITOR, Organisation.POLICE, "redaktör, polisen: /staff"),
        _colleague(world, "Karin", Role.ANALYST, Organisation.MUNICIPALITY, "analytiker, kommunen: /staff"),
        _colleague(world, "Eva", Role.ANALYST, Organisation.MUNICIPALITY, "analytiker, kommunen: /staff"),
        _colleague(world, "Samir", Role.FIELD_WORKER, Organisation.MUNICIPALITY, "fältarbetare, kommunen: /staff"),
    ]
    return follower, staff, colleagues


def _colleague(world: World, name: str, role: Role, organisation: Organisation, about: str) -> Colleague:
    person = world.add_person(name, "sv", about, started=True)
    return Colleague(person.id, f"{name} (exempel)", role, organisation)


def _settings(world: World, url: str, staff: list[Person], folder: Path) -> Settings:
    """The operator's own settings where they make sense here, and none by which anything would leave the machine.

    Token, key and database live as long as the rehearsal.
    """
    return read_settings(
        bot_token=SecretStr(world.token),
        bot_api_url=url,
        database_url=SecretStr(f"sqlite+aiosqlite:///{folder / 'data' / 'rehearsal.db'}"),
        secret_key=SecretStr(secrets.token_urlsafe(32)),
        export_dir=folder / "exports",
        webhook_url=None,
        smtp_url=None,
        staff_mail=(),
        staff_ids=tuple(person.id for person in staff),
    )


async def _fill(services: Services, follower: Person) -> None:
    """Sample responses and progress, and a follower."""
    await fill(services, SAMPLE_RESPONSES, seed=2026)
    await services.reading.catch_up()  # a digest tells how many texts are listed
    reader = services.keys.person(follower.id)
    await services.following.follow(Visit(reader, ChatId(follower.id), "sv", update=0))


@asynccontextmanager
async def _meanwhile(work: Coroutine[Any, Any, None] | None) -> AsyncIterator[None]:
    """Do some work beside what the context does; it ends with it."""
    task = asyncio.ensure_future(work) if work else None
    try:
        yield
    finally:
        if task:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def _send_digests(services: Services, follower: Person, nudge: Callable[[], None]) -> None:
    """The digests that staff and follower would get at their hour; drawing the picture takes a moment."""
    await services.digests.hand_out(services.clock())
    nudge()
    await _send_digest(services, "followers", Topic.FOLLOWER_DIGEST, [services.keys.person(follower.id)])
    nudge()


async def _send_digest(services: Services, audience: Audience, topic: Topic, readers: list[PersonKey]) -> None:
    now = services.clock()
    letters = await services.digests.preview(audience, services.local_now().date(), "sv")
    messages = [
        NewMessage(f"rehearsal:{audience}:{reader}:{part}", reader, topic, letter, now)
        for reader in readers
        for part, letter in enumerate(letters)
    ]
    await services.database.write(lambda work: work.outbox.add(messages))

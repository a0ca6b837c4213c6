"""The running process: where Telegram, storage and the use cases meet, and how it starts and stops."""

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import aiohttp
import structlog
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer

from bot import side_door, ways_in
from bot.asking import Asking
from bot.forgetting import Forgetting
from bot.handling import Arrival, Handling
from bot.hearing import Hearing
from bot.intake import Intake
from bot.introduction import introduce
from bot.kiosk_round import KioskRound
from bot.lanes import Lanes
from bot.last_resort import LastResort
from bot.recovery import Recovery
from bot.schedule import Job, Tick
from bot.sent_files_round import SentFilesRound
from bot.services import Services
from bot.settings import Settings
from bot.side_door import SideDoor
from bot.source import Source
from bot.tuning import settle
from delivery.mail import MailChannel, read_mail_server
from delivery.message import Way
from delivery.picture_post import PicturePost
from delivery.rate_limit import Pace
from delivery.sender import Limits, Sender
from delivery.telegram import LeanSession, PacedCalls, TelegramChannel
from fieldwork.underway import LookingUp
from handlers.awaited_hours import AwaitedHours
from handlers.broadcast_watch import BroadcastWatch
from handlers.cards import Cards
from handlers.desk import Desk
from handlers.groups import Groups
from handlers.routes import build_dispatcher
from handlers.shared_chats import SharedChats
from handlers.traces import Traces
from people.person import ChatId, Person
from storage.errors import StorageError
from storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from bot.web.server import WebServer
    from bot.web.webhook import WebhookServer

log = structlog.get_logger(__name__)

SIDE_BY_SIDE = 64
"""How many people are answered at once."""
MOST_WAITING = 1000
"""How many updates wait in memory at the most; the rest wait at Telegram."""
DRAIN_SECONDS, TICK_SECONDS = 6.0, 1.0
"""With what pushed updates have left to be stored and the database takes to close, a stop is over within 10 s."""
WATCH_SECONDS = 5
"""How often what the staff watch is brought up to date."""

_MAIL = Limits(concurrency=1, lease=420.0, longest_call=300.0)
"""E-mail: one at a time; a server may take half a minute for each of its answers."""


@dataclass(frozen=True, slots=True)
class App:
    """Everything that runs until it is told to stop."""

    services: Services
    bot: Bot
    intake: Intake
    handling: Handling
    lanes: Lanes[Arrival]
    sender: Sender
    tick: Tick
    watch: Tick
    web: "WebServer | None" = None
    mail: Sender | None = None
    webhook: "WebhookServer | None" = None

    async def run(self, stop: asyncio.Event) -> None:
        """Run until `stop`; then take nothing more in, finish what is under way, and leave nothing half done.

        Raises:
            SettingsError: nothing can listen where the settings say.
        """
        if self.web:
            self.web.health.stopping = stop.is_set
        async with self.web.serving() if self.web else nullcontext():
            await self._run(stop)

    async def _run(self, stop: asyncio.Event) -> None:
        await self.know_staff()
        await self.services.upkeep.close_earlier_rounds()
        introduction = asyncio.create_task(introduce(self.bot, self.services.content.catalogues))
        self.tick.start()
        self.watch.start()
        settle()
        try:
            async with self.webhook.serving() if self.webhook else nullcontext():
                log.info("ready")
                await self._serve(stop)
        finally:
            introduction.cancel()
            await self.watch.stop(TICK_SECONDS)
            await self.tick.stop(TICK_SECONDS)
            doors = [self.lanes.drain(DRAIN_SECONDS)]
            if self.intake.side_door:
                doors.append(self.intake.side_door.drain(DRAIN_SECONDS))
            drained = all(await asyncio.gather(*doors))
            with contextlib.suppress(StorageError):
                await self.intake.close()
            log.info("stopped", everything_done=drained)

    async def _serve(self, stop: asyncio.Event) -> None:
        async with asyncio.TaskGroup() as running:
            running.create_task(self.intake.run(stop))
            running.create_task(self.sender.run(stop))
            if self.mail:
                running.create_task(self.mail.run(stop))

    async def know_staff(self) -> None:
        """Give the staff of the settings a row to be written to, in Swedish until they choose otherwise."""
        keys, settings = self.services.keys, self.services.settings
        staff = {*settings.staff_ids, *settings.duty_ids}
        people = [Person(keys.person(number), ChatId(number), "sv") for number in staff]

        def know(work: UnitOfWork) -> None:
            for each in people:
                if work.people.find(each.key) is None:
                    work.people.save(each)

        await self.services.database.write(know)


@asynccontextmanager
async def open_app(services: Services) -> AsyncIterator[App]:
    """Join the use cases to Telegram."""
    settings = services.settings
    assert settings.bot_token is not None  # noqa: S101 - the command has checked it
    token = settings.bot_token.get_secret_value()
    server = TelegramAPIServer.from_base(settings.bot_api_url)
    async with AsyncExitStack() as stack:
        pace = Pace(settings.send_rate)
        replies = await _open_bot(stack, token, server)
        replies.session.middleware(PacedCalls(pace))
        letters = await _open_bot(stack, token, server)
        http = await stack.enter_async_context(aiohttp.ClientSession())
        source = ways_in.source(settings, Asking(http, partial(server.api_url, token)))
        yield _join(services, replies, letters, pace, source)


async def _open_bot(stack: AsyncExitStack, token: str, server: TelegramAPIServer) -> Bot:
    bot = Bot(
        token,
        session=LeanSession(api=server),
        default=DefaultBotProperties(parse_mode="HTML", link_preview_is_disabled=True),
    )
    stack.push_async_callback(bot.session.close)
    return bot


def _desk(services: Services, replies: Bot, cards: Cards) -> Desk:
    return Desk(
        bot=replies,
        people=services.people,
        surveys=services.surveys,
        responses=services.responses,
        by_receipt=services.by_receipt,
        held=services.held,
        privacy=services.content.privacy,
        following=services.following,
        pulse=services.pulse,
        promise=services.content.promise,
        quiet=services.settings.quiet_hours,
        overview=services.overview,
        pictures=PicturePost(services.database, TelegramChannel(replies)),
        field=services.field,
        underway=LookingUp(
            services.database,
            services.recording,
            services.inviting,
            services.field.writing,
            services.field.visiting,
            services.staffing,
        ),
        staffing=services.staffing,
        turning_away=services.turning_away,
        inviting=services.inviting,
        broadcasts=services.broadcasts,
        joining=services.joining,
        audit=services.audit,
        reading=services.reading,
        exporting=services.exporting,
        morning=services.morning,
        recording=services.recording,
        proposals=services.proposals,
        progress=services.promises,
        cards=cards,
        catalogues=services.content.catalogues,
        help_lines=services.content.help_lines,
        concerns=services.content.concerns,
        help_record=services.help_record,
        local_now=services.local_now,
    )


def _join(services: Services, replies: Bot, letters: Bot, pace: Pace, source: Source) -> App:
    catalogues = services.content.catalogues
    replies.session.middleware(Traces())
    cards = Cards(replies, services.surveys, catalogues)
    desk = _desk(services, replies, cards)
    handling = Handling(
        bot=replies,
        dispatcher=build_dispatcher(desk),
        database=services.database,
        people=services.people,
        keys=services.keys,
        catalogues=catalogues,
        shared=SharedChats(desk, services.keys, Groups(replies, services.clock), AwaitedHours()),
    )
    lanes = Lanes(handling, side_by_side=SIDE_BY_SIDE, most=MOST_WAITING)
    recovery = Recovery(services.surveys, cards, catalogues, services.clock, lanes.alone)
    intake = Intake(
        database=services.database,
        source=source,
        handling=handling,
        lanes=lanes,
        keys=services.keys,
        clock=services.clock,
        holder=_holder(services.settings),
        hearing=Hearing(services.database, services.clock, recovery.returned),
        unstored=LastResort(replies, desk, services.keys),
        side_door=SideDoor(
            services.database,
            Lanes(handling, side_by_side=side_door.SIDE_BY_SIDE, most=side_door.MOST_WAITING),
            services.turning_away.is_noisy,
        ),
    )
    alone = _is_alone(services.settings)
    sender = Sender(
        services.database,
        TelegramChannel(letters),
        pace,
        services.clock,
        key_of=services.keys.person,
        on_trouble=_on_trouble,
        on_duty=lambda: alone or intake.leads,
    )
    mail = _mail(services)
    senders = (sender, mail) if mail else (sender,)
    watch = BroadcastWatch(replies, services.broadcasts, catalogues, services.local_now)
    kiosks = KioskRound(desk, services.clock, lanes.alone)
    files = SentFilesRound(replies, services.exporting)
    ticks = Tick(*_jobs(services, *senders), kiosks, files), Tick(watch.round, every=WATCH_SECONDS)
    web, webhook = _web(services, intake, handling), ways_in.webhook_server(services.settings, intake)
    return App(services, replies, intake, handling, lanes, sender, *ticks, web, mail, webhook)


def _web(services: Services, intake: Intake, handling: Handling) -> "WebServer | None":
    address = services.settings.http_listen
    if address is None:
        return None
    from bot.web.joining import join_web  # noqa: PLC0415 - for those who want it

    return join_web(address, services, intake, handling)


def _mail(services: Services) -> Sender | None:
    """What sends e-mail, where somebody is to get any."""
    settings = services.settings
    if settings.smtp_url is None or not settings.staff_mail:
        return None
    server = read_mail_server(settings.smtp_url.get_secret_value())
    return Sender(
        services.database,
        MailChannel(server, settings.mail_sender, services.clock),
        Pace(settings.send_rate),
        services.clock,
        key_of=services.keys.person,
        on_trouble=_on_mail_trouble,
        limits=_MAIL,
        way=Way.MAIL,
    )


def _jobs(services: Services, *senders: Sender) -> tuple[Job, ...]:
    def nudge() -> None:
        for sender in senders:
            sender.nudge()

    async def digests() -> None:
        if await services.digests.tick(services.clock()):
            nudge()

    async def reminders() -> None:
        if await services.reminders.tick(services.clock()):
            nudge()

    async def staff_reminders() -> None:
        if await services.staff_reminders.tick(services.clock()):
            nudge()

    async def dialogues() -> None:
        if await services.field.follow_up.tick(services.clock()):
            nudge()

    return (
        services.reading.catch_up,  # first, for a digest tells how many texts are listed
        digests,
        reminders,
        staff_reminders,
        dialogues,
        services.pulse.close_old,
        services.upkeep.cut_old_links,
        services.retention.purge,
        Forgetting(services.database, services.clock),
        services.exporting.tidy,
    )


def _holder(settings: Settings) -> str:
    """Who holds the lease on Telegram's updates.

    One SQLite file has one process, which goes on at once after a crash; replicas have a name each and wait.
    """
    return "the one" if _is_alone(settings) else os.urandom(8).hex()


def _is_alone(settings: Settings) -> bool:
    return settings.database_url.get_secret_value().startswith("sqlite")


def _on_trouble(kind: str) -> None:
    log.error("messages do not go out", trouble=kind)


def _on_mail_trouble(kind: str) -> None:
    log.error("e-mail does not go out", trouble=kind)


def stop_on_signals() -> asyncio.Event:
    """An event that SIGTERM and SIGINT set."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop

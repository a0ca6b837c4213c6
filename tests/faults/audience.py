"""Followers of a town whose digest is due when the bot starts, and what Telegram has seen of it."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from digests.period import Weekly, due
from digests.ports import DigestRun, Subscription
from people.keys import KeyRing
from people.organisation import Organisation
from people.person import ChatId, Person
from promises.promise import ProgressUpdate, Status
from simulator.records import Message
from storage.database import Database, open_database
from storage.migrate import migrate
from storage.unit_of_work import UnitOfWork
from tests.process import KEY
from tests.town import Town, open_town

FIRST = 6_000_000_000
"""The first follower's id; the others come after it."""

NUMBER = "Nyhetsbrev nr 2"
"""How the digest that is due begins."""

_PAGE = 1000
_OURS = {"TIMEZONE": "UTC", "QUIET_HOURS": "00:00-00:00", "LOG_LEVEL": "WARNING"}


@dataclass(slots=True)
class Audience:
    """`weekly` is when their digest falls due. `sends` are those that arrived: when, and for whom."""

    town: Town
    followers: int
    weekly: Weekly
    sends: list[tuple[float, int]] = field(default_factory=list)
    refusals: dict[int, list[int]] = field(default_factory=dict)
    _read: int = 0

    @property
    def ids(self) -> range:
        return range(FIRST, FIRST + self.followers)

    @property
    def keys(self) -> KeyRing:
        return KeyRing(KEY)

    @property
    def kind(self) -> str:
        return f"followers.{self.weekly.weekday}-{self.weekly.hour:02}{self.weekly.minute:02}"

    def look(self) -> int:
        """Read what Telegram was asked since last time; returns how many messages have arrived in all."""
        calls = self.town.world.calls
        for call in islice(calls, self._read, None):
            if call.method in ("sendMessage", "sendPhoto") and call.chat_id is not None:
                if call.refused:
                    self.refusals.setdefault(call.status, []).append(call.chat_id)
                else:
                    self.sends.append((call.at, call.chat_id))
        self._read = len(calls)
        return len(self.sends)

    async def until_sent(self, messages: int, patience: float) -> None:
        await self.town.watch.until(lambda: self.look() >= messages, patience)

    def otherwise_numbered(self) -> int:
        """Followers who have got anything but this digest."""
        got = ([each for each in self.town.world.messages(reader) if each.from_bot] for reader in self.ids)
        return sum(not all(_words(each).startswith(NUMBER) for each in messages) for messages in got)

    async def change(self, work: Callable[[UnitOfWork], object]) -> None:
        """Change something beside the bot."""
        database = await self._open()
        try:
            await database.write(work)
        finally:
            await database.close()

    async def _open(self) -> Database:
        return await open_database(self.town.environment["DATABASE_URL"], self.keys.cipher)

    async def prepare(self) -> None:
        """Let them be there, and let the second digest be due for whoever follows."""
        await migrate(self.town.environment["DATABASE_URL"])
        at = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=30)
        for reader in self.ids:
            self.town.world.add_person("Kerstin", "sv", "", reader, started=True)
        database = await self._open()
        for start in range(self.ids.start, self.ids.stop, _PAGE):
            page = range(start, min(start + _PAGE, self.ids.stop))
            await database.write(partial(_arrive, page))
        await database.write(partial(_publish, self.kind, self.weekly, at))
        await database.close()

    async def follow(self) -> None:
        """Let them follow: from now on they are due, and the next tick queues their digest."""
        since = datetime.now(UTC) - timedelta(days=3)
        await self.change(partial(_follow, self.ids, self.weekly, since))


@asynccontextmanager
async def open_audience(folder: Path, followers: int, **settings: str) -> AsyncIterator[Audience]:
    """A town without a bot yet, whose digest was due half an hour ago."""
    at = datetime.now(UTC) - timedelta(minutes=30)
    weekly = Weekly(at.weekday(), at.hour, at.minute)
    async with AsyncExitStack() as stack:
        town = await stack.enter_async_context(open_town(folder, **_OURS | settings))
        audience = Audience(town, followers, weekly)
        await audience.prepare()
        yield audience


def _words(message: Message) -> str:
    """What it says; of a picture its caption."""
    return message.text or str(message.content.get("caption", ""))


def _arrive(page: Sequence[int], work: UnitOfWork) -> None:
    keys = KeyRing(KEY)
    for reader in page:
        work.people.save(Person(keys.person(reader), ChatId(reader), "sv"))


def _follow(readers: Sequence[int], weekly: Weekly, since: datetime, work: UnitOfWork) -> None:
    keys = KeyRing(KEY)
    for reader in readers:
        when = (weekly.weekday, weekly.hour, weekly.minute)
        work.subscriptions.save(Subscription(keys.person(reader), (), *when, since.date()))


def _publish(kind: str, weekly: Weekly, at: datetime, work: UnitOfWork) -> None:
    update = ProgressUpdate(
        *(None, "dialogue", Status.IN_PROGRESS, "Vi har träffat elevråden.", "sv"),
        *("https://sandviken.se", Organisation.POLICE, at - timedelta(hours=1)),
    )
    work.progress.add(update)
    before = due(weekly, at - timedelta(minutes=1), ZoneInfo("UTC"))
    work.digest_runs.claim(
        DigestRun(kind, before.period, 1, before.moment - weekly.length, before.moment, late=False, recipients=1)
    )

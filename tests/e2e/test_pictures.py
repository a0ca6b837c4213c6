"""Pictures of digests and of the promise on their way through the real process and Telegram's own form of uploads."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digests.period import Weekly
from digests.ports import Subscription
from people.keys import KeyRing
from people.person import ChatId, Person
from simulator.records import Message
from storage.database import open_database
from storage.migrate import migrate
from storage.unit_of_work import UnitOfWork
from tests.e2e.test_digests import WEEKDAYS, first_run, news
from tests.process import KEY
from tests.residents import Resident
from tests.town import Town, open_town

pytestmark = pytest.mark.timeout(300)

LANGUAGES = ("sv", "en", "ar", "fa")
CHOICES: tuple[tuple[str, ...], ...] = ((), ("dialogue",))
READERS = 40
LONGEST_CAPTION = 1024


async def prepare(town: Town, at: datetime) -> list[Resident]:
    """Followers in four languages with two selections, whose digest fell due at that moment."""
    keys, url = KeyRing(KEY), town.environment["DATABASE_URL"]
    readers = [town.resident(f"Reader {number}") for number in range(READERS)]

    def put_in(work: UnitOfWork) -> None:
        for number, reader in enumerate(readers):
            person = Person(keys.person(reader.id), ChatId(reader.id), LANGUAGES[number % 4])
            work.people.save(person)
            chosen = CHOICES[number // 4 % 2]
            since = at.date() - timedelta(days=1)
            work.subscriptions.save(Subscription(person.key, chosen, at.weekday(), at.hour, at.minute, since))
        work.progress.add(news(at - timedelta(hours=1)))
        kind = f"followers.{at.weekday()}-{at:%H%M}"
        work.digest_runs.claim(first_run(kind, Weekly(at.weekday(), at.hour, at.minute), at))

    await migrate(url)
    database = await open_database(url, keys.cipher)
    await database.write(put_in)
    await database.close()
    for reader in readers:
        reader.person.started = True
    return readers


def pictured(reader: Resident) -> list[Message]:
    return [message for message in reader.received if "photo" in message.content]


def number(message: Message) -> str:
    return str(message.content["photo"][-1]["file_id"])


async def test_each_different_picture_is_uploaded_once_for_everybody_and_again_for_nobody(tmp_path: Path) -> None:
    at = (datetime.now(UTC) - timedelta(minutes=30)).replace(second=0, microsecond=0)
    hours = {"FOLLOWER_DIGEST_AT": f"{WEEKDAYS[at.weekday()]} {at:%H:%M}", "TIMEZONE": "UTC"}
    async with open_town(tmp_path, **hours, QUIET_HOURS="00:00-00:00") as town:
        readers = await prepare(town, at)
        await town.start()
        await town.watch.until(lambda: all(pictured(reader) for reader in readers), 120)
        different = len(LANGUAGES) * len(CHOICES)
        assert len(town.world.files._files) == different
        shown = Counter(number(message) for reader in readers for message in pictured(reader))
        assert len(shown) == different
        assert set(shown.values()) == {READERS // different}
        assert len([call for call in town.world.calls if call.method == "sendPhoto"]) == READERS
        assert [call for call in town.world.calls if call.refused] == []
        for reader in readers:
            [message] = pictured(reader)
            assert 0 < len(message.content["caption"]) <= LONGEST_CAPTION
            assert reader.received.index(message) == 0
        assert town.query("SELECT count(*), count(file) FROM pictures") == [(different, different)]
        assert await town.stop() == 0

        # What was uploaded stays known over a restart, also for those who ask for the promise.
        await town.start()
        curious = [readers[0], readers[8]]
        for reader in curious:
            await reader.send("/promises")
            await reader.press_data("d:picture")
        assert len(town.world.files._files) == different + 1
        assert len({number(pictured(reader)[-1]) for reader in curious}) == 1
        assert "Traceback" not in town.log

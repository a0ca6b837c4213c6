"""The shipped promise with updates and figures of every shape, served as a process would serve it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from aiohttp.test_utils import TestServer

from bot.hearing import POLLED
from bot.listen_address import ListenAddress
from bot.services import _about
from bot.web.health import Health
from bot.web.metrics import Metrics
from bot.web.pages import Pages
from bot.web.server import WebServer
from digests.public.record import PublicPromise
from people.organisation import Organisation
from promises.promise import ProgressUpdate, Status
from tests.unit.digests.charts import content
from tests.unit.digests.memory import DigestStore

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
BOTH = (Organisation.MUNICIPALITY, Organisation.POLICE)
NEWS = ProgressUpdate(
    None, "narcotics", Status.IN_PROGRESS, "Ord", "sv", "https://sandviken.se/x", Organisation.POLICE, NOW
)


class Stage:
    """A town to look at from outside. `clock` stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOW
        self.store = DigestStore()
        self.content = content()
        self.promise = PublicPromise(
            self.store, _about(self.content), ZoneInfo("Europe/Stockholm"), 10, lambda: self.now
        )
        self.pages = Pages(self.promise, self.content.catalogues, lambda: self.now)

    def publish(self, commitment: str = "narcotics", *, days: float = 1, **fields: Any) -> int:
        moment = self.now - timedelta(days=days)
        return self.store.progress.add(replace(NEWS, commitment=commitment, recorded=moment, **fields))

    def show(self, commitment: str, **counts: int) -> None:
        """The public was shown these counts."""
        table = f"{self.content.questionnaire.round}/notice_{commitment}"
        self.store.releases.remember("public", table, counts)

    def fill(self) -> None:
        """Everything the page can show."""
        wrong = self.publish(days=30, percent=20, text="Hundra <lampor>\n\nPå två rader & mer")
        self.publish(days=20, corrects=wrong, text="Tio lampor", source="", signed_by=BOTH, sample=True)
        self.publish(days=10, percent=40, answers="notice_narcotics/little", text="Nytt & bra", signed_by=BOTH)
        self.publish("prevention", days=5, status=Status.DELAYED, language="en", text="More time is needed")
        self.publish("prevention", days=4, translations={"ar": "نحتاج إلى وقت أطول"}, text="Mer tid behövs")
        self.publish("cooperation", days=3, status=Status.DONE)
        self.show("narcotics", yes=48, little=61, no=22, unknown=19)
        self.show("prevention", yes=12, no=104)
        taps = f"pulse:notice/{self.content.questionnaire.round}/narcotics"
        self.store.releases.remember("public", taps, {"yes": 31})
        self.store.counts.sample = True

    def web(self) -> WebServer:
        self.store.marks.set(POLLED, self.now)
        health = Health(cast("Any", self.store), cast("Any", None), lambda: self.now)
        return WebServer(ListenAddress("127.0.0.1", 0), health, Metrics(health, cast("Any", None), 0), self.pages)

    @asynccontextmanager
    async def served(self) -> AsyncIterator[str]:
        """The address where it is served meanwhile."""
        server = TestServer(self.web()._application())
        async with server:
            yield str(server.make_url("")).rstrip("/")

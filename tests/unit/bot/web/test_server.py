"""What the web serves, over HTTP."""

import asyncio
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from bot.hearing import POLLED
from bot.listen_address import ListenAddress, parse_listen_address
from bot.settings import SettingsError
from bot.web import health as health_module
from bot.web.health import Health
from bot.web.metrics import Metrics
from bot.web.pages import FRESH, preferred
from bot.web.server import WebServer
from storage.errors import StorageBusy
from tests.public_town import NOW, Stage
from tests.unit.digests.charts import content

PATHS = ("/healthz", "/readyz", "/metrics", "/", "/sv", "/sv/feed.atom", "/page.css")


@dataclass
class FakeIntake:
    answered: datetime | None = None
    standing_by: bool = False


@dataclass
class FakeHandling:
    handled: int = 7
    quarantined: int = 1


class Store:
    """The town's store, which can be away, or slow."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.away: Exception | None = None
        self.slow = False

    async def read(self, work: Any, /) -> Any:
        if self.slow:
            await asyncio.Event().wait()
        if self.away:
            raise self.away
        return work(self)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stage.store, name)

    @property
    def inbox(self) -> Any:
        class Inbox:
            def counts(self) -> dict[str, int]:
                return {"waiting": 3, "quarantined": 1}

        return Inbox()

    @property
    def outbox(self) -> Any:
        class Outbox:
            def counts(self) -> dict[str, int]:
                return {"pending": 2, "sent": 40}

        return Outbox()


@dataclass
class Site:
    """A process as seen from outside."""

    stage: Stage = field(default_factory=Stage)
    intake: FakeIntake = field(default_factory=FakeIntake)
    stopping: bool = False

    def __post_init__(self) -> None:
        self.store = Store(self.stage)
        self.health = Health(
            cast("Any", self.store), cast("Any", self.intake), lambda: self.stage.now, lambda: self.stopping
        )
        metrics = Metrics(self.health, cast("Any", FakeHandling()), NOW.timestamp())
        object.__setattr__(self.stage.promise, "database", self.store)
        self.server = WebServer(ListenAddress("127.0.0.1", 0), self.health, metrics, self.stage.pages)

    async def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, str, Mapping[str, str]]:
        async with (
            TestServer(self.server._application()) as server,
            aiohttp.ClientSession() as http,
            http.request(method, server.make_url(path), headers=headers, allow_redirects=False) as answer,
        ):
            return answer.status, await answer.text(), answer.headers

    async def ready(self) -> tuple[int, str]:
        status, text, _ = await self.get("/readyz")
        return status, text.strip()


@pytest.fixture
def site() -> Site:
    return Site()


async def test_it_is_well_as_long_as_it_answers(site: Site) -> None:
    site.store.away = StorageBusy()
    assert (await site.get("/healthz"))[:2] == (200, "ok\n")


async def test_it_is_ready_once_telegram_has_answered_this_process_and_while_it_goes_on(site: Site) -> None:
    site.store.marks.set(POLLED, NOW)  # an earlier process heard it
    assert await site.ready() == (503, "not ready: telegram")
    site.intake.answered = NOW
    assert await site.ready() == (200, "ready")
    site.stage.now += timedelta(seconds=59)
    assert await site.ready() == (200, "ready")
    site.stage.now += timedelta(seconds=1)
    assert await site.ready() == (503, "not ready: telegram")


async def test_one_that_stands_by_is_ready_while_the_other_hears_telegram(site: Site) -> None:
    site.intake.standing_by = True
    assert await site.ready() == (503, "not ready: telegram")
    site.store.marks.set(POLLED, NOW)
    assert await site.ready() == (200, "ready")
    site.stage.now += timedelta(minutes=2)
    assert await site.ready() == (503, "not ready: telegram")


async def test_it_is_not_ready_without_its_database_nor_while_it_stops(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.intake.answered = NOW
    site.store.away = StorageBusy()
    assert await site.ready() == (503, "not ready: database")
    site.store.away, site.store.slow = None, True
    monkeypatch.setattr(health_module, "PATIENCE", 0.01)
    assert await site.ready() == (503, "not ready: database")
    site.store.slow, site.stopping = False, True
    assert await site.ready() == (503, "not ready: stopping")


async def test_the_metrics_are_in_prometheus_form_and_name_nobody(site: Site) -> None:
    site.intake.answered = NOW
    site.stage.fill()
    status, text, headers = await site.get("/metrics")
    assert status == 200
    assert headers["Content-Type"].startswith("text/plain; version=0.0.4")
    lines = text.splitlines()
    samples = [line for line in lines if not line.startswith("#")]
    for sample in samples:
        name, _, value = sample.partition(" ")
        float(value)
        base = name.partition("{")[0]
        assert sum(line.startswith(f"# TYPE {base} ") for line in lines) == 1
        assert sum(line.startswith(f"# HELP {base} ") for line in lines) == 1
    assert {'lofteskollen_outbox_messages{state="pending"} 2', 'lofteskollen_inbox_updates{state="waiting"} 3'} <= {
        *samples
    }
    assert {"lofteskollen_updates_handled_total 7", "lofteskollen_ready 1"} <= {*samples}
    assert {name.partition("=")[0] for sample in samples for name in sample.split("{")[1:]} == {"state"}
    assert "response" not in text
    assert "follower" not in text


async def test_without_the_database_the_metrics_tell_what_the_process_knows(site: Site) -> None:
    site.store.away = StorageBusy()
    _, text, _ = await site.get("/metrics")
    assert "lofteskollen_ready 0" in text
    assert "lofteskollen_updates_handled_total 7" in text
    assert "outbox" not in text


@pytest.mark.parametrize(
    ("languages", "path"),
    [
        ("", "sv"),
        ("en-GB,en;q=0.9", "en"),
        ("de, ar;q=0.5, fi;q=0.8", "fi"),
        ("xx;q=rubbish, so", "so"),
        ("*", "sv"),
        (";q=;,,", "sv"),
        ("nb-NO", "sv"),
    ],
)
async def test_the_front_leads_to_the_language_that_the_browser_prefers(site: Site, languages: str, path: str) -> None:
    status, _, headers = await site.get("/", **{"Accept-Language": languages})
    assert (status, headers["Location"], headers["Vary"]) == (303, path, "Accept-Language")
    assert preferred(languages, content().catalogues) == path


@pytest.mark.parametrize("language", content().catalogues.languages)
async def test_page_and_feed_are_there_in_every_language(site: Site, language: str) -> None:
    site.stage.fill()
    for path, kind in ((f"/{language}", "text/html"), (f"/{language}/feed.atom", "application/atom+xml")):
        status, text, headers = await site.get(path)
        assert status == 200
        assert headers["Content-Type"] == f"{kind}; charset=utf-8"
        assert content().promise.title[language] in text


@pytest.mark.parametrize("path", PATHS)
async def test_no_answer_sets_a_cookie_lets_a_script_run_or_tells_what_serves_it(site: Site, path: str) -> None:
    _, _, headers = await site.get(path)
    assert "Set-Cookie" not in headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Server"] == "lofteskollen"
    if path.startswith("/sv"):
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self';")
        assert "unsafe" not in headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/xx", "/sv/", "/sv/../etc", "/SV", "/page.css/x", "/%00", "/sv/feed.rss"])
async def test_what_is_not_there_is_one_line(site: Site, path: str) -> None:
    status, text, headers = await site.get(path)
    assert (status, text) == (404, "404 Not Found\n")
    assert headers["X-Content-Type-Options"] == "nosniff"


async def test_nothing_can_be_sent_to_it(site: Site) -> None:
    status, text, headers = await site.get("/sv", "POST")
    assert (status, text) == (405, "405 Method Not Allowed\n")
    assert headers["Allow"] == "GET,HEAD"
    assert (await site.get("/sv", "HEAD"))[:2] == (200, "")


async def test_who_has_the_newest_page_is_told_so(site: Site) -> None:
    _, text, headers = await site.get("/sv")
    status, again, later = await site.get("/sv", **{"If-None-Match": headers["ETag"]})
    assert (status, again, later["ETag"]) == (304, "", headers["ETag"])
    site.stage.publish()
    site.stage.now += FRESH
    status, again, _ = await site.get("/sv", **{"If-None-Match": headers["ETag"]})
    assert status == 200
    assert again != text


async def test_however_many_ask_the_database_is_read_a_few_times_a_minute(site: Site) -> None:
    _, before, _ = await site.get("/sv")
    site.stage.publish(text="Nytt ljus")
    assert (await site.get("/sv"))[1] == before
    site.stage.now += FRESH
    assert "Nytt ljus" in (await site.get("/sv"))[1]


async def test_without_the_database_there_is_a_kind_line_and_when_to_come_back(site: Site) -> None:
    site.store.away = StorageBusy()
    status, text, headers = await site.get("/sv")
    assert (status, headers["Retry-After"]) == (503, "30")
    assert text.startswith("Sidan kan inte visas just nu.")


async def test_what_nobody_thought_of_is_a_kind_line_without_content(site: Site) -> None:
    site.store.away = ValueError("what somebody wrote")
    status, text, _ = await site.get("/sv")
    assert status == 500
    assert "wrote" not in text


async def test_a_port_in_use_is_one_clear_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = ListenAddress("127.0.0.1", taken.getsockname()[1])
        server = Site().server
        object.__setattr__(server, "address", address)
        with pytest.raises(SettingsError) as raised:
            async with server.serving():
                pass
    assert raised.value.problems == [f"HTTP_LISTEN: {address} cannot be used: Address already in use"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("127.0.0.1:9100", ("127.0.0.1", 9100)),
        (" [::1]:0 ", ("::1", 0)),
        ("localhost:80", ("localhost", 80)),
        ("0.0.0.0:65535", ("0.0.0.0", 65535)),  # noqa: S104 - what an operator may want
    ],
)
def test_an_address_is_a_host_and_a_port(text: str, address: tuple[str, int]) -> None:
    assert parse_listen_address(text) == address
    assert str(parse_listen_address(text)) == text.strip()


@pytest.mark.parametrize(
    "text", ["9100", "127.0.0.1", ":9100", "a:b", "::1:9100", "x:65536", "http://x:80", "x:-1", "x:8٠"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="must be a host and a port"):
        parse_listen_address(text)

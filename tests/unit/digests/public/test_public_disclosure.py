"""Who reads pictures, page and feed beside the digests, day after day, finds no group of fewer than k either."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from digests.chart import Chart
from digests.follower_digest import FollowerDigest
from digests.illustrations import digest_chart
from digests.overview import PromiseOverview
from digests.ports import Rhythm, Subscription
from digests.public.feed import feed
from digests.public.page import page
from digests.public.record import PublicPromise
from digests.service import DigestService
from localization.catalogue import Catalogues, Words
from promises.promise import Status
from tests.unit.digests.a_month import DAYS, TITLES, figures
from tests.unit.digests.attacker import Attacker
from tests.unit.digests.memory import DigestStore
from tests.unit.digests.population import Crowd
from tests.unit.digests.town import CONTENT, MUNICIPALITY, NOTICE, RULES, STOCKHOLM, at, update

CATALOGUES = Catalogues()
SWEDISH = CATALOGUES.words("sv")


def sections(text: str) -> Iterator[str]:
    """The page as blocks, one a commitment, with its lines."""
    for section in re.split("<h2", text)[1:]:
        lines = re.sub(r"</li>", "; ", section).replace("</", "\n</")
        yield re.sub(r"\n\s*\n+", "\n", html.unescape(re.sub(r"<[^<>]+>", "", f"<h2{lines}")))


def drawn(chart: Chart) -> Iterator[tuple[str, dict[str, int | None]]]:
    for row in chart.rows:
        if row.shares:
            counts = [share.count for share in row.shares]
            yield f"view {TITLES[row.title]}", dict(zip(NOTICE, counts, strict=True))


@pytest.mark.parametrize("seed", range(6))
async def test_pictures_page_and_feed_of_thirty_days_tell_no_more_than_the_digests(seed: int) -> None:
    crowd, store, attacker = Crowd(seed, busy=40), DigestStore(), Attacker(RULES.k_public)
    charts: list[Chart] = []

    async def sketch(digest: FollowerDigest, words: Words) -> str:
        charts.append(digest_chart(digest, words))
        return charts[-1].name

    async def draw(chart: Chart) -> str:
        charts.append(chart)
        return chart.name

    for weekday in range(7):
        key = store.person(f"{weekday}")
        store.subscriptions.save(Subscription(key, (), weekday, 17, 0, date(2026, 1, 1), Rhythm.WEEKLY))
    store.counts.answers = lambda _round, question: crowd.counts.answers(question)  # type: ignore[method-assign]
    store.pulse = crowd.pulse  # type: ignore[assignment]  # it counts as the other does
    service = DigestService(store, CATALOGUES, CONTENT, RULES, list, sketch)
    overview = PromiseOverview(store, CONTENT, STOCKHOLM, lambda: at("2026-12-31 12:00"), draw)
    public = PublicPromise(store, CONTENT, STOCKHOLM, RULES.k_public, lambda: at("2026-12-31 12:00"))
    now = at("2026-11-01 12:00")
    await service.tick(now)
    finding = replace(update("lights", "2026-11-02 12:00"), answers="view_lights/no", status=Status.IN_PROGRESS)
    store.progress.add(replace(finding, signed_by=(MUNICIPALITY,)))
    told: dict[str, int] = {"digest": 0, "page": 0, "picture": 0}
    for _ in range(DAYS):
        now += timedelta(days=1)
        crowd.day()
        await service.tick(now + timedelta(hours=6))
        await overview.picture(SWEDISH)
        record = await public.read()
        texts = [("digest", row.message.letter.text) for row in store.outbox.rows.values()]
        texts += [("page", "\n\n".join(sections(page(record, SWEDISH, CATALOGUES))))]
        for kind, text in texts:
            for table, cells, total in figures(text):
                attacker.reads(table, cells, total)
                told[kind] += 1
        assert not list(figures(re.sub("<[^<>]+>", "\n", html.unescape(feed(record, SWEDISH).decode()))))
        for table, shares in (each for chart in charts for each in drawn(chart)):
            attacker.reads(table, shares)
            told["picture"] += 1
        charts.clear()
        store.outbox.rows.clear()
    assert min(told.values()) > 10
    assert list(attacker.finds()) == []


async def test_the_attacker_reads_what_stands_on_the_page() -> None:
    store = DigestStore()
    store.releases.remember("public", "2026/view_lights", {"yes": 3, "no": 40})
    store.releases.remember("public", "pulse:notice/2026/lights", {"yes": 2})
    public = PublicPromise(store, CONTENT, STOCKHOLM, RULES.k_public, lambda: at("2026-12-31 12:00"))
    attacker = Attacker(RULES.k_public)
    for table, cells, total in figures("\n\n".join(sections(page(await public.read(), SWEDISH, CATALOGUES)))):
        attacker.reads(table, cells, total)
    assert "view lights: 3 said yes" in list(attacker.finds())
    assert "taps lights: 2 said Jag märker det" in list(attacker.finds())

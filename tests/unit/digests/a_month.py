"""Everything the public is shown in a month of a town: digests, pages, histories, and what pictures say.

A town can be veiled: then every count that nobody has been shown is another one. Whoever reads must not notice.
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache

from digests import guard
from digests.chart import Standing, chart_of
from digests.follower_digest import FollowerDigest
from digests.guard import taps_table
from digests.overview import PromiseOverview
from digests.ports import Rhythm, Subscription
from digests.service import DigestService
from localization.catalogue import Catalogues, Words
from localization.labels import in_language
from promises.promise import Status
from tests.unit.digests.attacker import Attacker
from tests.unit.digests.memory import DigestStore
from tests.unit.digests.population import Crowd
from tests.unit.digests.town import CONTENT, MUNICIPALITY, NOTICE, RULES, STOCKHOLM, at, update

DAYS = 30
BUSY = 40

_LABELS = {label: option for option, label in NOTICE.items()}
_CELL = re.compile(r"(märks lite|märks inte|märks|vet inte): (\d+|för få)")
_TOTAL = re.compile(r"(\d+) svar visas\.")
_TAPPED = re.compile(r"(Jag märker det inte|Jag märker det): (\d+|för få)")
_FINDING = re.compile(r"(\d+) av (\d+) svar på frågan")
TITLES = {"Lys upp parken": "lights", "Patrullera på kvällar": "patrols"}


@dataclass
class Month:
    """`shown` is every text by day; `figures` counts those in them."""

    attacker: Attacker
    shown: list[tuple[int, str]] = field(default_factory=list)
    figures: int = 0

    def show(self, day: int, text: str) -> None:
        self.shown.append((day, text))
        for table, cells, total in figures(text):
            self.attacker.reads(table, cells, total)
            self.figures += 1


async def month(seed: int, *, veiled: bool = False) -> Month:
    """Thirty days in the town of that seed, as the public sees them."""
    seen, store, now = Month(Attacker(RULES.k_public)), DigestStore(), at("2026-11-01 12:00")
    crowd = Crowd(seed, busy=BUSY)
    pictures: list[str] = []

    async def draw(digest: FollowerDigest, words: Words) -> str:
        pictures.append(_picture(digest, words))
        return ""

    follow(store)
    _count(store, crowd, random.Random(seed) if veiled else None)
    service = DigestService(store, _catalogues(), CONTENT, RULES, list, draw)
    page = PromiseOverview(store, CONTENT, STOCKHOLM, lambda: at("2026-12-31 12:00"))
    words = _catalogues().words("sv")
    await service.tick(now)
    finding = replace(update("lights", "2026-11-02 12:00"), answers="view_lights/no", status=Status.IN_PROGRESS)
    store.progress.add(replace(finding, signed_by=(MUNICIPALITY,)))
    for day in range(DAYS):
        now += timedelta(days=1)
        crowd.day()
        await service.tick(now + timedelta(hours=6))
        letters = [row.message.letter for row in store.outbox.rows.values()]
        letters += await page.letters(words)
        letters += await page.history("lights", words)
        for text in (*(letter.text for letter in letters), *pictures):
            seen.show(day, text)
        store.outbox.rows.clear()
        pictures.clear()
    return seen


def figures(text: str) -> Iterator[tuple[str, dict[str, int | None], int | None]]:
    """Every table of a text, by the commitment it stands under, with its total."""
    for block in text.split("\n\n"):
        name = next((name for title, name in TITLES.items() if title in block), None)
        for line in block.split("\n"):
            cells = {_LABELS[label]: _number(count) for label, count in _CELL.findall(line)}
            total = _TOTAL.search(line)
            under = next((each for title, each in TITLES.items() if title in line), name)
            if cells:
                yield f"view {under}", cells, int(total[1]) if total else None
            if taps := {label: _number(count) for label, count in _TAPPED.findall(line)}:
                yield f"taps {under}", taps, None
            for count, of in _FINDING.findall(line):
                yield f"view {under}", {"no": int(count)}, None
                yield f"n {under}", {"n": int(of)}, None


@cache
def _catalogues() -> Catalogues:
    return Catalogues()


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() else None


def follow(store: DigestStore) -> None:
    """Somebody for each rhythm, day and choice."""
    for number, rhythm in enumerate(Rhythm):
        for weekday in range(7):
            key = store.person(f"{number} {weekday}")
            chosen = ((), ("lights",), ("patrols",))[weekday % 3]
            store.subscriptions.save(Subscription(key, chosen, weekday, 17, 0, date(2026, 1, 1), rhythm))


def _picture(digest: FollowerDigest, words: Words) -> str:
    """What the digest's picture shows, in words."""
    standings = [
        Standing(
            in_language(each.progress.commitment.title, "sv"),
            each.progress.status.value,
            each.progress.percent,
            each.view,
        )
        for each in digest.commitments
    ]
    chart = chart_of("Löftet", "", standings, words, sample=False)
    rows = ([row.title, row.status, row.view, "; ".join(share.label for share in row.shares)] for row in chart.rows)
    return "\n\n".join("\n".join(row) for row in rows)


def _count(store: DigestStore, crowd: Crowd, veil: random.Random | None) -> None:
    """Let the store count what the crowd says, or what it might as well say."""
    answers = _veiled(store, crowd.counts.answers, "2026/{}".format, veil) if veil else crowd.counts.answers
    taps = _veiled(store, crowd.pulse.answers, taps_table, veil) if veil else crowd.pulse.answers
    store.counts.answers = lambda _round, question: answers(question)  # type: ignore[method-assign]
    store.pulse.answers = taps  # type: ignore[method-assign]


def _veiled(
    store: DigestStore, true: Callable[[str], Mapping[str, int]], table: Callable[[str], str], veil: random.Random
) -> Callable[[str], Mapping[str, int]]:
    """Each count as far from the true one as the guard lets nobody know."""

    def count(question: str) -> Mapping[str, int]:
        shown, counts = store.releases.shown("staff", table(question)), true(question)
        return {cell: _unnoticed(cell, times, shown, veil) for cell, times in counts.items()}

    return count


def _unnoticed(cell: str, times: int, shown: Mapping[str, int], veil: random.Random) -> int:
    k = RULES.k_staff
    told = guard.release({cell: times}, shown, k)
    might_be = range(max(times - k, 0), times + k + 1)
    return veil.choice([other for other in might_be if guard.release({cell: other}, shown, k) == told])

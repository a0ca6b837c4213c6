"""Many towns for a month each, and somebody who reads everything that is told and looks for small groups."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from tests.faults.report import Figures
from tests.unit.digests.a_month import DAYS, month
from tests.unit.digests.test_disclosure import watch
from tests.unit.digests.together import PARTS, season

SEASON = 120
"""Days of which digests and reports are read together: four or five months, and every range of them."""


@dataclass(frozen=True, slots=True)
class Disclosure(Figures):
    """What came of it.

    `towns_read` are those of which every text was read; `told_apart` are those of them that could be told from a town
    in which what is hidden is otherwise. In each of `seasons`, all digests, of the staff and of followers, and reports
    of every range of months are read together; `different` are those that could be told apart.
    """

    seed: int
    populations: int
    releases_told: int
    towns_read: int
    days: int
    texts: int
    figures: int
    seasons: int
    reports: int
    figures_together: int
    found_in_figures: int
    found_in_texts: int
    told_apart: int
    found_together: int
    different: int

    first_fault = "found_in_figures"


def disclosure(
    seed: int, *, populations: int, towns: int, seasons: int, tell: Callable[[str], None] = lambda _: None
) -> Disclosure:
    """Attack the figures of so many populations, the texts of so many towns, and digests beside reports of others."""
    releases, found = 0, 0
    for number in range(populations):
        for attacker in watch(seed + number):
            found += len(list(attacker.finds()))
            releases += sum(map(len, attacker.seen.values()))
    tell(f"{populations} populations: {found} found")
    return asyncio.run(_read(seed, populations, towns, seasons, Told(releases, found), tell))


@dataclass(frozen=True, slots=True)
class Told:
    """How much was told, and how many small groups were found in it."""

    told: int
    found: int


async def _read(
    seed: int, populations: int, towns: int, seasons: int, releases: Told, tell: Callable[[str], None]
) -> Disclosure:
    texts, figures, in_texts, apart = 0, 0, 0, 0
    for number in range(towns):
        seen, veiled = await month(seed + number), await month(seed + number, veiled=True)
        texts, figures = texts + len(seen.shown), figures + seen.figures
        in_texts += len(list(seen.attacker.finds()))
        apart += seen.shown != veiled.shown
        if number % 100 == 99:
            tell(f"{number + 1} towns: {in_texts} found, {apart} told apart")
    reports, together, different = 0, Told(0, 0), 0
    for number in range(seasons):
        made, read, other = await _season(seed + number)
        reports, different = reports + made, different + other
        together = Told(together.told + read.told, together.found + read.found)
        tell(f"{number + 1} seasons, {reports} reports: {together.found} found, {different} told apart")
    return Disclosure(
        seed=seed,
        populations=populations,
        releases_told=releases.told,
        towns_read=towns,
        days=DAYS,
        texts=texts,
        figures=figures,
        seasons=seasons,
        reports=reports,
        figures_together=together.told,
        found_in_figures=releases.found,
        found_in_texts=in_texts,
        told_apart=apart,
        found_together=together.found,
        different=different,
    )


async def _season(seed: int) -> tuple[int, Told, bool]:
    """How many reports there were, what was read, and whether the veiled town was told from it."""
    told, veiled = await season(seed, SEASON), await season(seed, SEASON, veiled=True)
    found = [*told.ledger.finds(), *told.ledger.finds_across("evening", PARTS), *told.public.finds()]
    return told.reports, Told(told.figures, len(found)), told.texts != veiled.texts

"""Many towns for a month each, and somebody who reads everything that is told and looks for small groups."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from tests.faults.report import Figures
from tests.unit.digests.a_month import DAYS, month
from tests.unit.digests.test_disclosure import watch


@dataclass(frozen=True, slots=True)
class Disclosure(Figures):
    """What came of it. `towns_read` are those of which every text was read; `told_apart` are those of them that could
    be told from a town in which what is hidden is otherwise."""

    seed: int
    populations: int
    releases_told: int
    towns_read: int
    days: int
    texts: int
    figures: int
    found_in_figures: int
    found_in_texts: int
    told_apart: int

    first_fault = "found_in_figures"


def disclosure(seed: int, *, populations: int, towns: int, tell: Callable[[str], None] = lambda _: None) -> Disclosure:
    """Attack the figures of so many populations, and the texts of so many towns."""
    releases, found = 0, 0
    for number in range(populations):
        for attacker in watch(seed + number):
            found += len(list(attacker.finds()))
            releases += sum(map(len, attacker.seen.values()))
    tell(f"{populations} populations: {found} found")
    return asyncio.run(_read(seed, populations, towns, releases, found, tell))


async def _read(
    seed: int, populations: int, towns: int, releases: int, found: int, tell: Callable[[str], None]
) -> Disclosure:
    texts, figures, in_texts, apart = 0, 0, 0, 0
    for number in range(towns):
        seen, veiled = await month(seed + number), await month(seed + number, veiled=True)
        texts, figures = texts + len(seen.shown), figures + seen.figures
        in_texts += len(list(seen.attacker.finds()))
        apart += seen.shown != veiled.shown
        if number % 100 == 99:
            tell(f"{number + 1} towns: {in_texts} found, {apart} told apart")
    return Disclosure(
        seed=seed,
        populations=populations,
        releases_told=releases,
        towns_read=towns,
        days=DAYS,
        texts=texts,
        figures=figures,
        found_in_figures=found,
        found_in_texts=in_texts,
        told_apart=apart,
    )

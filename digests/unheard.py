"""Whom we have not heard: groups with far fewer of the answers shown than of the people who live there."""

from collections.abc import Mapping
from dataclasses import dataclass

from digests.population import Inhabitants

FEWEST = 20
"""Answers shown of all groups together, under which nothing is said of any."""
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Unheard:
    """A group of which we have heard less than half its part. `known` answers of it are shown; 0 where too few are.

    `part` is its part of the people (0 to 1), `confirmed` whether somebody has looked that up.
    """

    question: str
    option: str
    known: int
    part: float
    confirmed: bool


def unheard(
    question: str, known: Mapping[str, int], held_back: int, inhabitants: Mapping[str, Inhabitants]
) -> tuple[Unheard, ...]:
    """The groups heard of least beside their part, the most silent first.

    `held_back` is how many answers of a group the guard may hide. A group is named only where it would be short of its
    half with all of them.
    """
    compared = {option: known.get(option, 0) for option in inhabitants}
    people, answers = sum(each.people for each in inhabitants.values()), sum(compared.values())
    if answers < FEWEST:
        return ()
    found = []
    for option, count in compared.items():
        each = inhabitants[option]
        part, most = each.people / people, (count + held_back) / (answers + held_back)
        if most < part * _HALF:
            found.append((most / part, Unheard(question, option, count, part, each.confirmed)))
    return tuple(each for _, each in sorted(found, key=lambda one: one[0]))

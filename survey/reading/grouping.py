"""In which company a response is read: a group of k or more that is formed once and never changes.

What staff see beside a text (area, language, days) is what its group has in common. Every list that any filter gives
is a whole number of groups, and so is the difference between any two lists. So no comparing of filters, and no
comparing of today's list with yesterday's, places a text among fewer than k responses.

* A group takes whole days that are over. So nobody can tell from its coming who answered at what hour.
* What is too rare for a group of its own area and language waits. After a week it may join others of its area, after
  two weeks others of anywhere; what the members do not share is then not shown.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter

from survey.ports import ResponseId

OF_ANY_LANGUAGE_AFTER, OF_ANY_AREA_AFTER = timedelta(days=7), timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A submitted response that is in no group. `area` is "" where it was not said; `day` is when it was submitted."""

    response: ResponseId
    area: str
    language: str
    day: date


@dataclass(frozen=True, slots=True)
class Group:
    """Responses that are read together. `area` and `language` are "" where the members do not share one."""

    area: str
    language: str
    first: date
    last: date
    members: tuple[ResponseId, ...]


def form_groups(waiting: Iterable[Waiting], today: date, k: int) -> list[Group]:
    """The groups that can be formed now, each of k or more; the rest goes on waiting."""
    rest = [each for each in waiting if each.day < today]
    formed: list[Group] = []
    for key, old in (
        (attrgetter("area", "language"), None),
        (attrgetter("area"), OF_ANY_LANGUAGE_AFTER),
        (_anywhere, OF_ANY_AREA_AFTER),
    ):
        groups = list(_of_each(rest, key, None if old is None else today - old, k))
        grouped = {member for group in groups for member in group.members}
        rest = [each for each in rest if each.response not in grouped]
        formed += groups
    return formed


def _of_each(
    waiting: Sequence[Waiting], key: Callable[[Waiting], Hashable], old: date | None, k: int
) -> Iterator[Group]:
    """Groups of those alike; with `old`, only where one has waited since that day."""
    alike: dict[Hashable, list[Waiting]] = {}
    for each in waiting:
        alike.setdefault(key(each), []).append(each)
    for those in alike.values():
        if old is None or min(each.day for each in those) <= old:
            yield from _by_days(those, k)


def _by_days(those: Sequence[Waiting], k: int) -> Iterator[Group]:
    """As many days at a time as it takes for k; what is left over after the last group waits."""
    company: list[Waiting] = []
    for _, day in groupby(sorted(those, key=attrgetter("day", "response")), attrgetter("day")):
        company += day
        if len(company) >= k:
            yield _group(company)
            company = []


def _group(company: Sequence[Waiting]) -> Group:
    days = [each.day for each in company]
    members = tuple(sorted(each.response for each in company))
    return Group(
        _shared({each.area for each in company}),
        _shared({each.language for each in company}),
        min(days),
        max(days),
        members,
    )


def _shared(values: set[str]) -> str:
    return values.pop() if len(values) == 1 else ""


def _anywhere(_: Waiting) -> None:
    return None

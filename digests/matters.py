"""What wants something of the staff, and what somebody has said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from digests.ports import Decision, Matter, MatterKind, Matters
from people.staff import Right

MOST = 5
"""Matters in one digest: more is no list to act on in a minute."""

_RESTS: Mapping[MatterKind, timedelta] = {
    MatterKind.TEXTS: timedelta(days=1),
    MatterKind.FAILED: timedelta(days=1),
    MatterKind.SIGNATURES: timedelta(days=3),
}
_RESTS_ELSE = timedelta(days=28)
"""So long what was taken or laid aside is not asked about again, if it is still there."""
_LATER = timedelta(hours=6)
"""After "later", the next morning asks again."""

_FOR: Mapping[MatterKind, Right] = {
    MatterKind.TEXTS: Right.READ,
    MatterKind.SIGNATURES: Right.SIGN,
    MatterKind.FAILED: Right.MANAGE,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something that wants something: `subject` is a name of the content, `count` how many there are of it."""

    kind: MatterKind
    subject: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """A matter as a digest tells of it, and who took it (a staff number)."""

    matter: Matter
    wanted: Wanted

    @property
    def asks(self) -> bool:
        """Whether anybody is asked to do something about it."""
        return self.matter.decision in (Decision.OPEN, Decision.LATER)


def concerns(kind: MatterKind, rights: frozenset[Right]) -> bool:
    """Whether somebody with these rights can do anything about it."""
    return _FOR.get(kind, Right.FIGURES) in rights


def in_areas(subject: str, areas: Sequence[str], area: str) -> bool:
    """Whether a subject may be told to somebody with these areas (none: all).

    `area` is the question by which areas are told apart.
    """
    question, _, option = subject.partition("/")
    return not areas or question != area or option in areas


def settle(matters: Matters, wanted: Wanted, now: datetime, *, keep: bool) -> Told | None:
    """The matter as it is to be told now; None while somebody's "nothing to do" stands.

    With `keep` false nothing is written: a matter that is not there yet has no number then.
    """
    found = matters.about(wanted.kind, wanted.subject)
    if found is None:
        new = Matter(0, wanted.kind, wanted.subject, Decision.OPEN, None, now)
        return Told(matters.open(wanted.kind, wanted.subject, now) if keep else new, wanted)
    if found.decision is not Decision.OPEN and now - found.moment >= _rests(found):
        found = replace(found, decision=Decision.OPEN, member=None, moment=now)
        if keep:
            matters.change(found)
    return None if found.decision is Decision.NOTHING else Told(found, wanted)


def _rests(matter: Matter) -> timedelta:
    return _LATER if matter.decision is Decision.LATER else _RESTS.get(matter.kind, _RESTS_ELSE)

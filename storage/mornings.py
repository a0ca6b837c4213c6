"""The staff's mornings: choices of an hour, and what wants something of them."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from digests.ports import Decision, Matter, MatterKind, MorningChoice
from people.person import PersonKey
from storage.statements import Row, Statements
from storage.tables import matters, morning_choices, told_matters
from storage.upsert import insert_if_new, insert_or_replace

_CHOICES = select(
    morning_choices.c.person, morning_choices.c.hour, morning_choices.c.minute, morning_choices.c.weekdays
)
_OF_PERSON = morning_choices.c.person == bindparam("of")
_CHOICE = _CHOICES.where(_OF_PERSON)
_CHOOSE = insert_or_replace(morning_choices)
_UNCHOOSE = delete(morning_choices).where(_OF_PERSON)

_SELECT = select(
    matters.c.id, matters.c.kind, matters.c.subject, matters.c.decision, matters.c.member, matters.c.moment
)
_ADD = insert_if_new(matters)
_THIS = matters.c.id == bindparam("of")
_FIND = _SELECT.where(_THIS)
_ABOUT = _SELECT.where(matters.c.kind == bindparam("sort"), matters.c.subject == bindparam("about"))
_TAKEN = _SELECT.where(matters.c.decision == Decision.TAKEN.value).order_by(matters.c.moment.desc(), matters.c.id)
_CHANGE = (
    update(matters)
    .where(_THIS)
    .values({name: bindparam(f"to_{name}", type_=matters.c[name].type) for name in ("decision", "member", "moment")})
)
_FORGET_TOLD = delete(told_matters).where(told_matters.c.issue == bindparam("by"))
_NOTE_TOLD = insert_or_replace(told_matters)
_TOLD = (
    _SELECT.join_from(told_matters, matters, told_matters.c.matter == matters.c.id)
    .where(told_matters.c.issue == bindparam("by"))
    .order_by(told_matters.c.place)
)


class StoredMorningChoices:
    """`digests.ports.MorningChoices`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def find(self, person: PersonKey, /) -> MorningChoice | None:
        """What they chose."""
        row = self._statements.first(_CHOICE, of=person)
        return _choice(row) if row else None

    def save(self, person: PersonKey, choice: MorningChoice, /) -> None:
        """Keep it, instead of what was there."""
        days = json.dumps(choice.weekdays)
        self._statements.run(_CHOOSE, person=person, hour=choice.hour, minute=choice.minute, weekdays=days)

    def remove(self, person: PersonKey, /) -> None:
        """They want what everybody gets."""
        self._statements.run(_UNCHOOSE, of=person)

    def all(self) -> Mapping[PersonKey, MorningChoice]:
        """Everybody's."""
        return {PersonKey(row[0]): _choice(row) for row in self._statements.all(_CHOICES)}


class StoredMatters:
    """`digests.ports.Matters`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def about(self, kind: MatterKind, subject: str, /) -> Matter | None:
        """The matter of that kind and subject."""
        row = self._statements.first(_ABOUT, sort=kind.value, about=subject)
        return _matter(row) if row else None

    def open(self, kind: MatterKind, subject: str, now: datetime, /) -> Matter:
        """The matter of that kind and subject; a new one where there is none."""
        open_ = Decision.OPEN.value
        self._statements.run(_ADD, kind=kind.value, subject=subject, decision=open_, member=None, moment=now)
        return _matter(self._statements.all(_ABOUT, sort=kind.value, about=subject)[0])

    def find(self, number: int, /) -> Matter | None:
        """The matter of that number."""
        row = self._statements.first(_FIND, of=number)
        return _matter(row) if row else None

    def change(self, matter: Matter, /) -> None:
        """Keep what was decided."""
        fields = {"to_decision": matter.decision.value, "to_member": matter.member, "to_moment": matter.moment}
        self._statements.run(_CHANGE, of=matter.id, **fields)

    def taken(self) -> Sequence[Matter]:
        """All that somebody took, the newest first."""
        return [_matter(row) for row in self._statements.all(_TAKEN)]

    def note_told(self, issue: str, told: Sequence[int], /) -> None:
        """Remember which matters a digest told of, in its order."""
        self._statements.run(_FORGET_TOLD, by=issue)
        rows = [{"issue": issue, "place": place, "matter": matter} for place, matter in enumerate(told)]
        self._statements.run_each(_NOTE_TOLD, rows)

    def told(self, issue: str, /) -> Sequence[Matter]:
        """The matters a digest told of, in its order, as they stand now."""
        return [_matter(row) for row in self._statements.all(_TOLD, by=issue)]


def _choice(row: Row) -> MorningChoice:
    _, hour, minute, weekdays = row
    return MorningChoice(int(hour), int(minute), tuple(json.loads(weekdays)))


def _matter(row: Row) -> Matter:
    number, kind, subject, decision, member, moment = row
    return Matter(int(number), MatterKind(kind), subject, Decision(decision), member, moment)

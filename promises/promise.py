"""What was promised, by whom, and how far it has come."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from people.organisation import Organisation

Text = Mapping[str, str]
"""The same words in several languages, by language code."""


class Status(StrEnum):
    """The field's words for how far a commitment has come."""

    NO_UPDATE = "no_update"
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DELAYED = "delayed"
    CHANGED = "changed"
    BROKEN = "broken"


class Counted(StrEnum):
    """What the bot itself counts, and a commitment may be about."""

    DIALOGUES = "dialogues"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day by which something should be seen."""

    title: Text
    day: date


@dataclass(frozen=True, slots=True)
class Activity:
    """A piece of work under a commitment. `weight` says how much of the commitment it is, beside its siblings."""

    name: str
    title: Text
    weight: int
    milestones: tuple[Milestone, ...] = ()


@dataclass(frozen=True, slots=True)
class Commitment:
    """One thing the parties said they would do, in plain words. `counts` is what the bot counts of it, if anything."""

    name: str
    title: Text
    text: Text
    responsible: tuple[Organisation, ...]
    activities: tuple[Activity, ...] = ()
    counts: Counted | None = None

    @property
    def milestones(self) -> tuple[Milestone, ...]:
        """Those of all its activities, by their days."""
        found = (milestone for activity in self.activities for milestone in activity.milestones)
        return tuple(sorted(found, key=lambda milestone: milestone.day))

    def activity(self, name: str) -> Activity | None:
        """The activity of that name, if there is one."""
        return next((activity for activity in self.activities if activity.name == name), None)


@dataclass(frozen=True, slots=True)
class Promise:
    """A citizen promise: its parties, period, source and commitments."""

    name: str
    title: Text
    summary: Text
    parties: Mapping[str, Text]
    starts: date
    ends: date
    signed: date
    source: str
    commitments: tuple[Commitment, ...]

    def commitment(self, name: str) -> Commitment | None:
        """The commitment of that name, if there is one."""
        return next((commitment for commitment in self.commitments if commitment.name == name), None)

    def counting(self, counted: Counted) -> Commitment | None:
        """The commitment of which that is counted, if the promise says which."""
        return next((commitment for commitment in self.commitments if commitment.counts is counted), None)


@dataclass(frozen=True, slots=True)
class ProgressUpdate:
    """Status, words and source together: none of the three is published without the others. Never rewritten.

    `source` is a link, or "own knowledge" as an empty string. `text` is in `language`, `translations` in others.
    `percent` is how much is done (0 to 100), None where nobody said. `activity` empty means the whole commitment.
    `corrects` is the update that this one sets right. `answers` names what residents said that it answers, as
    `question/option`; never who said it.
    """

    id: int | None
    commitment: str
    status: Status
    text: str
    language: str
    source: str
    organisation: Organisation
    recorded: datetime
    sample: bool = False
    activity: str = ""
    percent: int | None = None
    translations: Text = field(default_factory=dict)
    corrects: int | None = None
    answers: str = ""
    signed_by: tuple[Organisation, ...] = ()

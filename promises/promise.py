"""What was promised, by whom, and how far it has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

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


class Organisation(StrEnum):
    """The two parties of a citizen promise."""

    MUNICIPALITY = "municipality"
    POLICE = "police"


@dataclass(frozen=True, slots=True)
class Commitment:
    """One thing the parties said they would do, in plain words."""

    name: str
    title: Text
    text: Text
    responsible: tuple[Organisation, ...]


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


@dataclass(frozen=True, slots=True)
class ProgressUpdate:
    """Status, words and source together: none of the three is published without the others. Never rewritten.

    `source` is a link, or "own knowledge" as an empty string. `text` is in `language`.
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

"""How far a promise has come: what is known now, what is new, and what may be recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from people.link import is_https_link
from promises.promise import Commitment, Organisation, ProgressUpdate, Promise, Status

MAX_TEXT = 1000
"""Characters of an update's text."""


@dataclass(frozen=True, slots=True)
class CommitmentProgress:
    """Where one commitment stands: its newest update, and those that are new to the reader, oldest first."""

    commitment: Commitment
    latest: ProgressUpdate | None
    new: tuple[ProgressUpdate, ...] = ()

    @property
    def status(self) -> Status:
        """The newest status; a commitment nobody has reported on says so."""
        return self.latest.status if self.latest else Status.NO_UPDATE


def progress(
    promise: Promise, latest: Mapping[str, ProgressUpdate], new: Sequence[ProgressUpdate] = ()
) -> tuple[CommitmentProgress, ...]:
    """Every commitment in the promise's order.

    `latest` is the newest update of each, `new` those since the reader last looked, oldest first. Updates of
    commitments that the promise does not have (any more) are left out.
    """
    return tuple(
        CommitmentProgress(
            commitment,
            latest.get(commitment.name),
            tuple(update for update in new if update.commitment == commitment.name),
        )
        for commitment in promise.commitments
    )


@dataclass(frozen=True, slots=True)
class Draft:
    """An update as somebody wrote it, before it is checked. `source` empty means "own knowledge"."""

    commitment: str
    status: Status
    text: str
    language: str
    source: str
    organisation: Organisation
    sample: bool = False


class DraftProblem(StrEnum):
    """Why a draft cannot be recorded, as a plain sentence; its name says the same to the catalogues."""

    UNKNOWN_COMMITMENT = "The promise has no such commitment."
    NO_STATUS = "An update says how far the commitment has come; “no update” is not one of the answers."
    NO_TEXT = "A status needs words: write what has been done."
    TEXT_TOO_LONG = f"The text is longer than {MAX_TEXT} characters."
    NO_LINK = "A source is a link that starts with https://, or is left empty for own knowledge."


def check_update(promise: Promise, draft: Draft) -> tuple[DraftProblem, ...]:
    """Everything that keeps the draft from being recorded; nothing if it may be."""
    rules = (
        (DraftProblem.UNKNOWN_COMMITMENT, promise.commitment(draft.commitment) is None),
        (DraftProblem.NO_STATUS, draft.status is Status.NO_UPDATE),
        (DraftProblem.NO_TEXT, not draft.text.strip()),
        (DraftProblem.TEXT_TOO_LONG, len(draft.text.strip()) > MAX_TEXT),
        (DraftProblem.NO_LINK, bool(draft.source.strip()) and not is_https_link(draft.source.strip())),
    )
    return tuple(problem for problem, broken in rules if broken)

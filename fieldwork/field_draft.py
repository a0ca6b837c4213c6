"""What a member of staff is about to write: a new dialogue, what came of one, or the day of a sheet."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from people.person import PersonKey
from people.ports import Drafts

WAITS = timedelta(minutes=30)
"""For so long what somebody writes is what they were asked for; later they may be writing anything."""
_KIND = "fieldwork"


class Step(StrEnum):
    """What is asked for. At a preview, and for a language, only buttons answer."""

    PLACE = "place"
    DAY = "day"
    AUDIENCE = "audience"
    PREVIEW = "preview"
    ANSWER = "answer"
    ANSWER_PREVIEW = "answer_preview"
    SHEET_DAY = "sheet_day"
    SHEET_LANGUAGE = "sheet_language"


_CONFIRMED = (Step.PREVIEW, Step.ANSWER_PREVIEW, Step.SHEET_LANGUAGE)


@dataclass(frozen=True, slots=True)
class FieldDraft:
    """As far as it has come. `day` is an ISO date; `dialogue` the number of the one whose answer is written."""

    step: Step
    asked: datetime
    place: str = ""
    day: str = ""
    audience: str = ""
    dialogue: int = 0
    text: str = ""

    @property
    def held_on(self) -> date:
        """The day of the dialogue or of the sheet; only once it has been said."""
        return date.fromisoformat(self.day)

    def waits(self, now: datetime) -> bool:
        """Whether what is written now is meant for it."""
        return self.step not in _CONFIRMED and now < self.asked + WAITS

    def written(self) -> str:
        """As it is kept among the drafts of the staff."""
        return json.dumps({"kind": _KIND, **asdict(self), "asked": self.asked.isoformat()})


def read_field_draft(kept: str | None) -> FieldDraft | None:
    """The draft that was kept; None where there is none, or one of another kind."""
    fields = json.loads(kept) if kept else {}
    if fields.pop("kind", "") != _KIND:
        return None
    asked = datetime.fromisoformat(fields.pop("asked"))
    return FieldDraft(Step(fields.pop("step")), asked, **fields)


def is_in_the_way(kept: str | None) -> bool:
    """Whether there is a half-written draft of another kind, which would be lost."""
    return kept is not None and json.loads(kept).get("kind") not in (_KIND, "invite")


def keep(drafts: Drafts, person: PersonKey, draft: FieldDraft) -> FieldDraft:
    """Keep the draft instead of what was there."""
    drafts.save(person, draft.written(), draft.asked)
    return draft

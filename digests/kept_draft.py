"""What a member of staff is in the middle of writing, as it is kept: an update, or on top of it a wish for a change."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from people.invitation_draft import read_invitation_draft
from promises.draft_json import from_json, to_json
from promises.drafting import Draft

WAITS = timedelta(minutes=30)
"""For so long after the bot has asked, what somebody writes is meant for it; later they may be writing anything."""
_WISH = "wish"


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """An update being written. `begun` tells its buttons from those of any other draft.

    `asked` is when words were last asked for, None where it has been put aside.
    """

    draft: Draft
    begun: int
    asked: datetime | None

    def written(self) -> str:
        """As it is kept: the draft's own JSON, which others read, with two fields more."""
        asked = self.asked.isoformat() if self.asked else None
        return json.dumps(json.loads(to_json(self.draft)) | {"begun": self.begun, "asked": asked})


@dataclass(frozen=True, slots=True)
class KeptWish:
    """A proposal whose reader is about to say what should change. `seen` is the fingerprint of what they looked at.

    `beneath` is what they were writing before, kept until they have said it.
    """

    proposal: int
    seen: str
    asked: datetime
    beneath: str

    def written(self) -> str:
        """As it is kept."""
        fields = {"proposal": self.proposal, "seen": self.seen, "asked": self.asked.isoformat()}
        return json.dumps({"kind": _WISH, "beneath": self.beneath, **fields})


def read_wish(kept: str | None) -> KeptWish | None:
    """The wish that was kept; None where it is something else."""
    fields = json.loads(kept) if kept else {}
    if fields.get("kind") != _WISH:
        return None
    asked = datetime.fromisoformat(fields["asked"])
    return KeptWish(fields["proposal"], fields["seen"], asked, fields["beneath"])


def read_draft(kept: str | None) -> KeptDraft | None:
    """The update that was kept, also beneath a wish; None where there is none."""
    if wish := read_wish(kept):
        return read_draft(wish.beneath)
    if not kept or read_invitation_draft(kept):
        return None
    draft, fields = from_json(kept), json.loads(kept)
    if draft is None:
        return None
    asked = fields.get("asked")
    return KeptDraft(draft, fields.get("begun", 0), datetime.fromisoformat(asked) if asked else None)

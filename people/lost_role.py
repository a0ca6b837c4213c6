"""What stands in the place of a draft once its writer's role was taken back, so that their next words are met."""

import json
from datetime import datetime, timedelta

WAITS = timedelta(minutes=30)
"""As long as words are waited for anywhere in what the staff writes."""
_KIND = "lost_role"


def written_lost_role(now: datetime) -> str:
    """As it is kept among the drafts of the staff. Nothing of what was begun is in it."""
    return json.dumps({"kind": _KIND, "asked": now.isoformat()})


def is_lost_role(kept: str | None, now: datetime) -> bool:
    """Whether words written now are the first since the role was taken back in the middle of something."""
    fields = json.loads(kept) if kept else {}
    return fields.get("kind") == _KIND and now < datetime.fromisoformat(fields["asked"]) + WAITS

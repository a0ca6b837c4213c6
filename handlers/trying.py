"""Whether an update tries what only the staff may: read from Telegram's JSON before anything is parsed."""

from collections.abc import Mapping
from typing import Any

from handlers.turning_away import is_for_staff
from people.invitation import LINK

_OPENS = f"/start {LINK}"


def tries_a_right(raw: Mapping[str, Any]) -> bool:
    """Whether it is a button of the staff, or the link of an invitation. Never raises."""
    query, message = raw.get("callback_query"), raw.get("message")
    if isinstance(query, dict):
        return is_for_staff(str(query.get("data", "")))
    return isinstance(message, dict) and str(message.get("text", "")).startswith(_OPENS)

"""Who comes with an update: read from Telegram's JSON before anything is parsed, so that it never raises."""

from collections.abc import Mapping
from typing import Any

from localization.catalogue import Catalogues
from people.keys import KeyRing
from people.person import ChatId, Visit

_PEOPLE = ("message", "callback_query", "edited_message", "my_chat_member")
"""The kinds of update the bot asks Telegram for, by how often they come."""

ALLOWED_UPDATES = _PEOPLE


def sender(raw: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The user an update comes from, as Telegram describes them; None where there is none."""
    for kind in _PEOPLE:
        event = raw.get(kind)
        if isinstance(event, dict):
            user = event.get("from")
            return user if isinstance(user, dict) and isinstance(user.get("id"), int) else None
    return None


def read_visit(raw: Mapping[str, Any], keys: KeyRing, catalogues: Catalogues) -> Visit | None:
    """The visit an update is; None for groups, channels and anything no person sent in a private chat.

    In a private chat the chat's id is the person's own (core.telegram.org/bots/api#chat).
    """
    user = sender(raw)
    if user is None or user.get("is_bot"):
        return None
    event: Any = next(raw[kind] for kind in _PEOPLE if isinstance(raw.get(kind), dict))
    message = event.get("message") if "callback_query" in raw else event
    chat = message.get("chat") if isinstance(message, dict) else None
    if not isinstance(chat, dict) or chat.get("type") != "private":
        return None
    code = user.get("language_code")
    hint = catalogues.nearest(code if isinstance(code, str) else None)
    return Visit(keys.person(user["id"]), ChatId(user["id"]), hint, raw["update_id"])

"""Who comes with an update: read from Telegram's JSON before anything is parsed, so that it never raises."""

from collections.abc import Mapping
from typing import Any

from localization.catalogue import Catalogues
from people.keys import KeyRing
from people.person import ChatId, Visit

_PEOPLE = ("message", "callback_query", "edited_message", "my_chat_member")
"""The kinds of update that come from a person, by how often they come."""
IN_CHANNELS = "channel_post"
"""What is posted in a channel comes from the channel itself."""

ALLOWED_UPDATES = (*_PEOPLE, IN_CHANNELS)
"""The kinds of update the bot asks Telegram for."""


def sender(raw: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The user or channel an update comes from, as Telegram describes them; None where there is none."""
    for kind in _PEOPLE:
        event = raw.get(kind)
        if isinstance(event, dict):
            return _numbered(event.get("from"))
    post = raw.get(IN_CHANNELS)
    return _numbered(post.get("chat")) if isinstance(post, dict) else None


def _numbered(sender: object) -> Mapping[str, Any] | None:
    return sender if isinstance(sender, dict) and isinstance(sender.get("id"), int) else None


def read_visit(raw: Mapping[str, Any], keys: KeyRing, catalogues: Catalogues) -> Visit | None:
    """The visit an update is; None for groups, channels and anything no person sent in a private chat.

    In a private chat the chat's id is the person's own (core.telegram.org/bots/api#chat).
    """
    user = sender(raw)
    event: Any = next((raw[kind] for kind in _PEOPLE if isinstance(raw.get(kind), dict)), None)
    if user is None or user.get("is_bot") or event is None:
        return None
    message = event.get("message") if "callback_query" in raw else event
    chat = message.get("chat") if isinstance(message, dict) else None
    if not isinstance(chat, dict) or chat.get("type") != "private":
        return None
    code = user.get("language_code")
    hint = catalogues.nearest(code if isinstance(code, str) else None)
    return Visit(keys.person(user["id"]), ChatId(user["id"]), hint, raw["update_id"])


def is_shared(visit: Visit) -> bool:
    """Whether the visit is a group's or a channel's (core.telegram.org/bots/api#chat: their numbers are negative)."""
    return visit.chat < 0

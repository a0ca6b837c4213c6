"""What of an update is kept at all, decided before any of it is stored.

* A place is only ever stored as the middle of the cell it lies in: no accuracy, no course, no name of a venue.
* Of a pressed button's card the words are left out: those of a review are the person's own answers.
* Of groups nothing is stored, but that somebody called the bot there.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from people.place import coarse_place

Raw = Mapping[str, Any]

_OF_CARD = ("message_id", "date", "chat", "reply_to_message")
"""Where a card replies to something, that is what its button is about."""
_SHARED = ("group", "supergroup", "channel")
_GROUPS = ("group", "supergroup")
_AWAY, _THERE = ("left", "kicked"), ("member", "administrator")
_DEEPEST = 250
"""Telegram's own objects are a few levels deep. What lies below this is left out, for it could not be looked at."""
_POLE, _DATE_LINE = 90, 180
_NOTHING = object()


def discreet(raw: Raw) -> Raw | None:
    """The update as it may be stored; None where nothing of it is of use. Never raises, whatever comes."""
    for kind, event in raw.items():
        chat = event.get("chat") if isinstance(event, dict) else None
        if isinstance(chat, dict) and chat.get("type") in _SHARED:
            return _from_group(raw["update_id"], kind, event, chat)
    press = raw.get("callback_query")
    seen = _without_card(raw, press) if isinstance(press, dict) else raw
    return None if seen is None else _coarse_fields(seen, 0)


def _without_card(raw: Raw, press: Raw) -> Raw | None:
    """The press without what stood on the card: nobody reads it, and parsing it would cost more than all the rest."""
    card = press.get("message")
    if not isinstance(card, dict):
        return raw
    chat = card.get("chat")
    if isinstance(chat, dict) and chat.get("type") in _SHARED:
        return None
    return {**raw, "callback_query": {**press, "message": {key: card[key] for key in _OF_CARD if key in card}}}


def _from_group(update: int, kind: str, event: Raw, chat: Raw) -> Raw | None:
    """That the bot was added to a group, or a command with a name in it: who it was is left out."""
    if chat["type"] not in _GROUPS:
        return None
    where = {"chat": {key: chat[key] for key in ("id", "type") if key in chat}}
    if kind == "my_chat_member" and _status(event, "old") in _AWAY and _status(event, "new") in _THERE:
        return {"update_id": update, kind: {**where, "added": True}}
    command, sender = _named_command(event), event.get("from")
    by_a_person = isinstance(sender, dict) and not sender.get("is_bot") and "sender_chat" not in event
    if kind != "message" or not command or not by_a_person:
        return None
    topic = {"message_thread_id": event["message_thread_id"]} if event.get("is_topic_message") else {}
    return {"update_id": update, kind: {**where, **topic, "text": command}}


def _status(event: Raw, when: str) -> object:
    member = event.get(f"{when}_chat_member")
    return member.get("status") if isinstance(member, dict) else None


def _named_command(event: Raw) -> str:
    text = event.get("text")
    command = text.split(maxsplit=1)[0] if isinstance(text, str) and text.startswith("/") else ""
    return command if "@" in command else ""


def _coarse(value: Any, depth: int) -> Any:
    """The value without exact places, and with nothing that is no text (a lone surrogate) in its texts."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if not isinstance(value, (dict, list)):
        return value
    if depth == _DEEPEST:
        return _NOTHING
    if isinstance(value, list):
        return _coarse_items(value, depth + 1)
    if "latitude" in value or "longitude" in value:
        return _cell(value.get("latitude"), value.get("longitude"))
    return _coarse_fields(value, depth + 1)


def _coarse_fields(fields: Raw, depth: int) -> dict[str, Any]:
    looked = {key: _coarse(value, depth) for key, value in _without_venue(fields).items()}
    return {key: value for key, value in looked.items() if value is not _NOTHING}


def _coarse_items(items: Sequence[Any], depth: int) -> list[Any]:
    looked = [_coarse(item, depth) for item in items]
    return [item for item in looked if item is not _NOTHING]


def _without_venue(fields: Raw) -> Raw:
    """A venue is a place with a name, an address, and the numbers two map services know it by: only the place stays."""
    venue = fields.get("venue")
    if not isinstance(venue, dict):
        return fields
    rest = {key: value for key, value in fields.items() if key != "venue"}
    return {"location": venue.get("location"), **rest}


def _cell(latitude: object, longitude: object) -> Any:
    if not (isinstance(latitude, (int, float)) and isinstance(longitude, (int, float))):
        return _NOTHING
    if not (abs(latitude) <= _POLE and abs(longitude) <= _DATE_LINE):  # a number that is none is neither
        return _NOTHING
    middle = coarse_place(latitude, longitude)
    return {"latitude": middle[0], "longitude": middle[1]}

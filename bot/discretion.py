"""What of an update is kept at all, decided before any of it is stored.

* A place is only ever stored as the middle of the cell it lies in: no accuracy, no course, no name of a venue.
* Of a pressed button's card the words are left out: those of a review are the person's own answers.
* Of groups and channels nothing is stored but what `bot.overheard` lets through.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.overheard import chat_of, overheard, press_overheard
from people.place import coarse_place

Raw = Mapping[str, Any]

_OF_CARD = ("message_id", "date", "chat", "reply_to_message")
"""Where a card replies to something, that is what its button is about."""
_DEEPEST = 250
"""Telegram's own objects are a few levels deep. What lies below this is left out, for it could not be looked at."""
_POLE, _DATE_LINE = 90, 180
_NOTHING = object()


def discreet(raw: Raw) -> Raw | None:
    """The update as it may be stored; None where nothing of it is of use. Never raises, whatever comes."""
    seen = _seen(raw)
    return None if seen is None else _coarse_fields(seen, 0)


def _seen(raw: Raw) -> Raw | None:
    for kind, event in raw.items():
        chat = chat_of(event)
        if chat is not None:
            return _of_shared(raw, kind, overheard(kind, event, chat))
    press = raw.get("callback_query")
    card = press.get("message") if isinstance(press, dict) else None
    if not (isinstance(press, dict) and isinstance(card, dict)):
        return raw
    chat = chat_of(card)
    if chat is not None:
        return _of_shared(raw, "callback_query", press_overheard(press, card, chat))
    # Nobody reads what stood on the card, and parsing it would cost more than all the rest.
    return {**raw, "callback_query": {**press, "message": {key: card[key] for key in _OF_CARD if key in card}}}


def _of_shared(raw: Raw, kind: str, kept: Raw | None) -> Raw | None:
    return None if kept is None else {"update_id": raw["update_id"], kind: kept}


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

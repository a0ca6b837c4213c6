"""Entities Telegram finds in a text by itself; offsets and lengths are in UTF-16 code units."""

import re

from simulator.records import Json

_PATTERNS = (
    ("url", re.compile(r"\b(?:https?://|www\.|t\.me/)[^\s<>\"]*[^\s<>\".,;:!?')\]]")),
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("bot_command", re.compile(r"(?<![\w/<>])/\w{1,64}(?:@\w{3,32})?(?![\w/])", re.ASCII)),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z]\w{3,31}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")),
)
_TRIGGERS = frozenset("/@#.")


def utf16_length(text: str) -> int:
    """The length of a text in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def found_entities(text: str, taken: list[Json]) -> list[Json]:
    """Links, addresses, commands, mentions and hashtags outside the entities already there."""
    if _TRIGGERS.isdisjoint(text):
        return []
    found: list[Json] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            entity: Json = {
                "type": kind,
                "offset": utf16_length(text[: match.start()]),
                "length": utf16_length(match.group()),
            }
            if not any(_overlap(entity, other) for other in (*_exclusive(taken), *found)):
                found.append(entity)
    return in_order(found)


def in_order(entities: list[Json]) -> list[Json]:
    """Entities as Telegram lists them: by place, the longer first."""
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _exclusive(entities: list[Json]) -> list[Json]:
    kinds = ("code", "pre", "text_link", "text_mention", "custom_emoji")
    return [entity for entity in entities if entity["type"] in kinds]


def _overlap(one: Json, other: Json) -> bool:
    starts_before_end = one["offset"] < other["offset"] + other["length"]
    return bool(starts_before_end and other["offset"] < one["offset"] + one["length"])

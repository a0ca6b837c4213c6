"""Texts and captions as Telegram takes them in: parsed, trimmed, measured in code points."""

from dataclasses import dataclass

from simulator.entities import found_entities, in_order, utf16_length
from simulator.html import parse_html
from simulator.limits import CAPTION_CODE_POINTS, ENTITIES, RAW_TEXT_BYTES, TEXT_CODE_POINTS
from simulator.records import Json
from simulator.refusal import RefusalError, bad_request

_INVISIBLE = "\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2800\ufeff\ufffc"
_CONTROLS = {code: " " for code in range(32) if chr(code) != "\n"} | {ord("\r"): ""}


@dataclass(frozen=True, slots=True)
class FormattedText:
    """A text with its entities."""

    text: str
    entities: list[Json]


def message_text(raw: str, parse_mode: str, entities: object, *, too_long: str) -> FormattedText:
    """The text of a message.

    Raises:
        RefusalError: 400, when it is empty, too long (in the words of `too_long`) or badly marked up.
    """
    if not raw:
        raise bad_request("message text is empty")
    formatted = _formatted(raw, parse_mode, entities)
    if not formatted.text.strip(_INVISIBLE + " \n"):
        raise bad_request("text must be non-empty")
    if len(formatted.text) > TEXT_CODE_POINTS:
        raise bad_request(too_long)
    return formatted


def caption_text(raw: str, parse_mode: str, entities: object) -> FormattedText:
    """A caption, which may be empty.

    Raises:
        RefusalError: 400, when it is too long or badly marked up.
    """
    formatted = _formatted(raw, parse_mode, entities)
    if len(formatted.text) > CAPTION_CODE_POINTS:
        raise bad_request("message caption is too long")
    return formatted


def _formatted(raw: str, parse_mode: str, entities: object) -> FormattedText:
    if len(raw.encode(errors="replace")) > RAW_TEXT_BYTES:
        raise bad_request("text is too long")
    text, marked = _parsed(raw.translate(_CONTROLS), parse_mode, entities)
    trimmed, marked = _trimmed(text, marked)
    return FormattedText(trimmed, in_order(marked + found_entities(trimmed, marked))[:ENTITIES])


def _parsed(raw: str, parse_mode: str, entities: object) -> tuple[str, list[Json]]:
    match parse_mode.lower():
        case "":
            return raw, _given(entities, raw)
        case "html":
            return parse_html(raw)
        case "markdown" | "markdownv2":
            raise RefusalError(400, f"Bad Request: simulator does not know parse_mode {parse_mode} yet")
        case _:
            raise bad_request("unsupported parse_mode")


def _given(entities: object, text: str) -> list[Json]:
    if entities is None:
        return []
    if not isinstance(entities, list) or not all(_is_entity(entity) for entity in entities):
        raise bad_request("can't parse entities: expected an Array of MessageEntity")
    return [entity for entity in entities if _fits(entity, utf16_length(text))]


def _is_entity(value: object) -> bool:
    wanted = {"type": str, "offset": int, "length": int}
    return isinstance(value, dict) and all(isinstance(value.get(name), kind) for name, kind in wanted.items())


def _fits(entity: Json, end: int) -> bool:
    return bool(0 <= entity["offset"] < entity["offset"] + entity["length"] <= end)


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    start = utf16_length(text[: len(text) - len(text.lstrip(" \n"))])
    trimmed = text.strip(" \n")
    end = utf16_length(trimmed)
    kept: list[Json] = []
    for entity in entities:
        first = max(0, entity["offset"] - start)
        last = min(end, entity["offset"] + entity["length"] - start)
        if first < last:
            kept.append(entity | {"offset": first, "length": last - first})
    return trimmed, kept

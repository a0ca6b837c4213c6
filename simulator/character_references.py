"""The few character references that Telegram decodes: four names, and numbers."""

import re

_REFERENCE = re.compile(r"&(?:#(?:x(?P<hex>[0-9a-fA-F]+)|(?P<dec>[0-9]+))|(?P<name>[A-Za-z]+));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_LONGEST_NUMERIC_REFERENCE = 9
_LAST_CODE_POINT = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


def character_at(markup: str, at: int) -> tuple[str, int]:
    """The character at an ampersand and where the text goes on; an unknown reference is just text."""
    match = _REFERENCE.match(markup, at)
    character = _referred(match) if match else None
    return (character, match.end()) if match and character else ("&", at + 1)


def _referred(match: re.Match[str]) -> str | None:
    if match["name"]:
        return _NAMED.get(match["name"])
    digits = match.group().rstrip(";")
    code = int(match["hex"], 16) if match["hex"] else int(match["dec"])
    readable = 0 < code < _LAST_CODE_POINT and code not in _SURROGATES
    return chr(code) if readable and len(digits) <= _LONGEST_NUMERIC_REFERENCE else None


def decoded(raw: str) -> str:
    """A whole text with its references decoded."""
    parts: list[str] = []
    at = 0
    while at < len(raw):
        if raw[at] == "&":
            character, at = character_at(raw, at)
            parts.append(character)
        else:
            end = raw.find("&", at)
            parts.append(raw[at : end if end >= 0 else len(raw)])
            at = end if end >= 0 else len(raw)
    return "".join(parts)

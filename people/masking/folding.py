"""A plainer view of a text for patterns to look at, in which every character still knows where it stood."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Span = tuple[int, int]
"""Where something begins and where it ends, the end not included."""

_MARKS = {"Mn", "Me"}
_UNSEEN = {"Cc", "Cf"}
_MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text: ASCII digits, hyphens and spaces for all their kinds, nothing invisible, letters with their accents.

    A phone number written with Arabic digits, a key cap emoji a digit or a soft hyphen between them looks as any other.
    """

    text: str
    spans: tuple[Span, ...]

    def written(self, span: Span) -> Span:
        """Where a part of the folded text stood in what was written."""
        start, end = span
        return self.spans[start][0], self.spans[end - 1][1]


def fold(written: str) -> Folded:
    """The folded view of any text, in time linear in its length."""
    characters: list[str] = []
    spans: list[Span] = []
    for place, character in enumerate(written):
        plain = _plain(character)
        if plain is None and characters:
            characters[-1] = _single("NFC", characters[-1] + character, characters[-1])
            spans[-1] = (spans[-1][0], place + 1)
        elif plain:
            characters.append(plain)
            spans.append((place, place + 1))
    return Folded("".join(characters), tuple(spans))


def gaps(spans: list[Span], end: int) -> Iterator[Span]:
    """What lies between spans that stand in order, the parts before the first and after the last included."""
    starts = [0, *(stop for _, stop in spans)]
    stops = [*(start for start, _ in spans), end]
    return zip(starts, stops, strict=True)


@lru_cache(maxsize=4096)
def _plain(character: str) -> str | None:
    """What a pattern sees of a character: nothing of what is invisible; None: a mark on the one before."""
    if character.isspace():
        return "\n" if character in "\n\r\v\f\x85\u2028\u2029" else " "
    category = unicodedata.category(character)
    if category in _MARKS:
        return None
    if category in _UNSEEN:
        return ""
    if category == "Pd" or character == _MINUS:
        return "-"
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return _single("NFKC", character, character)


def _single(form: Literal["NFC", "NFKC"], characters: str, otherwise: str) -> str:
    composed = unicodedata.normalize(form, characters)
    return composed if len(composed) == 1 else otherwise

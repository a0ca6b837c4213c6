"""Cuts what somebody wrote into sentences of words, each folded so that spellings of one word are alike.

Folded away: case, accents (å and a are alike, as phones write them), repeated letters ("dööö", "mamma"/"mama"),
apostrophes, invisible characters, Arabic vowel signs and the letters that Arabic and Persian keyboards write
differently, and the letters in which Ukrainian and Russian spell the same word.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_ALIKE = str.maketrans(
    {
        "æ": "a", "ø": "o", "ß": "ss", "ı": "i", "ł": "l", "đ": "d", "ð": "d",
        "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ء": "", "ٱ": "ا", "ـ": "",
        "і": "и", "ы": "и", "ґ": "г", "э": "е", "є": "е",
    }
)  # fmt: skip
_APOSTROPHES = "'’‘ʼ`´"
_INVISIBLE = frozenset({"Mn", "Me", "Cf"})
_REPEATED = re.compile(r"([^\W\d_])\1+")
_PIECE = re.compile(r"@[\w.]+|[^\W_]+|[🔪💊🔫⚰🪦🩸]|[.!?؟۔…]+|[,;:،؛]")
_ENDS = frozenset(".!?؟۔")
_PAUSES = frozenset(",;:،؛")


@dataclass(frozen=True, slots=True)
class Word:
    """One word. `forms` is what it is compared by; `clause` counts the commas before it in its sentence."""

    forms: tuple[str, ...]
    written: str
    capital: bool
    clause: int


Sentence = Sequence[Word]


def fold(word: str) -> str:
    """How a word is compared."""
    folded = _plain(word.casefold()).translate(_ALIKE)
    return _REPEATED.sub(r"\1", folded.replace("ae", "a").replace("oe", "o"))


def is_word(text: str) -> bool:
    """Whether all of it is one word."""
    return bool(_PIECE.fullmatch(_plain(text))) and text[0] not in _ENDS | _PAUSES


def read_sentences(text: str) -> list[list[Word]]:
    """The sentences of a text that have words. A full stop, ! or ? ends one; dots in a row and new lines do not."""
    plain = _plain(text)
    shouted = not any(letter.islower() for letter in plain)
    sentences: list[list[Word]] = [[]]
    clause = 0
    for piece in _PIECE.findall(plain):
        if piece in _PAUSES:
            clause += 1
        elif piece[0] in _ENDS and not piece.startswith(".."):
            sentences.append([])
        elif piece[0] not in "….":
            capital = piece[0].isupper() and not shouted
            sentences[-1].append(Word((fold(piece),), piece.casefold(), capital, clause))
    return [sentence for sentence in sentences if sentence]


def _plain(text: str) -> str:
    """Letters without their accents, nothing invisible, no apostrophes."""
    if text.isascii():
        return text.replace("'", "").replace("`", "")
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text))
    return "".join(c for c in parts if c not in _APOSTROPHES and unicodedata.category(c) not in _INVISIBLE)

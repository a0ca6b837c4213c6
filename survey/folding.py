"""Texts made alike, so that what people type meets what was meant however it was typed."""

import unicodedata

_ALIKE = str.maketrans({"ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك"})
"""Arabic letters that keyboards of Arabic, Persian and Urdu write differently; NFKD joins the rest of them."""

_DROPPED = frozenset("ـ'’‘ʼʻ`´")
"""Tatweel, which only stretches a word, and the marks that stand for an apostrophe."""


def fold(text: str) -> str:
    """A text's letters and digits with a space between words: no case, accents, vowel signs, punctuation or emoji."""
    return " ".join("".join(map(_folded, _decomposed(text))).split())


def _decomposed(text: str) -> str:
    letters = (letter for letter in text if letter not in _DROPPED)
    return unicodedata.normalize("NFKD", "".join(letters).casefold()).translate(_ALIKE)


def _folded(letter: str) -> str:
    """The letter or digit, nothing for a mark on one, a space for all else."""
    category = unicodedata.category(letter)
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    if category[0] in "LN":
        return letter
    return "" if category[0] == "M" or category == "Cf" else " "

"""What is seen from how a word is written: names, handles, house numbers and number plates."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from people.concern.phrase import AnyWord, Choice, Part, Run, Sign
from people.concern.words import Sentence, Word

_PLATE = re.compile(r"[a-z]{3}\d\d[a-z\d]")


@dataclass(frozen=True, slots=True)
class Names:
    """Tells a person's name from a place and from a word that only begins a sentence."""

    before_places: frozenset[str]
    no_names: frozenset[str]

    def begins_full_name(self, sentence: Sentence, at: int) -> bool:
        """The first of two words with capitals that do not follow a word such as "in" or "at"."""
        named = at + 1 < len(sentence) and self._may_be_name(sentence[at]) and self._may_be_name(sentence[at + 1])
        return named and not self._after_place_word(sentence, at)

    def capital(self, sentence: Sentence, at: int) -> bool:
        """A word with a capital that does not begin its sentence."""
        return at > 0 and self._may_be_name(sentence[at]) and not self._after_place_word(sentence, at)

    def _may_be_name(self, word: Word) -> bool:
        return word.capital and word.forms[0] not in self.no_names

    def _after_place_word(self, sentence: Sentence, at: int) -> bool:
        return at > 0 and sentence[at - 1].forms[0] in self.before_places


def signs(names: Names) -> Mapping[str, Part]:
    """What can be written between < and > without a list."""
    return {
        "Name": Run((Sign(names.begins_full_name), AnyWord())),
        "Capital": Sign(names.capital),
        "Handle": Sign(_handle),
        "Number": Sign(_number),
        "Plate": Choice((Sign(_plate), Run((Sign(_begins_plate), AnyWord())))),
    }


def _handle(sentence: Sentence, at: int) -> bool:
    return sentence[at].written.startswith("@")


def _number(sentence: Sentence, at: int) -> bool:
    return sentence[at].written[0].isdecimal()


def _plate(sentence: Sentence, at: int) -> bool:
    """As `abc123`."""
    return bool(_PLATE.fullmatch(sentence[at].written))


def _begins_plate(sentence: Sentence, at: int) -> bool:
    """As `abc 123`."""
    return bool(_PLATE.fullmatch("".join(word.written for word in sentence[at : at + 2])))

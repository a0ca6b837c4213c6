"""A sentence made ready for looking up many phrases in it.

A set of places is a whole number: bit 3 stands for the place just before the fourth word. So a phrase is tried at
every word of the sentence at once, and no text makes it slow.
"""

import copy
from collections import defaultdict
from typing import Self

from people.concern.words import Sentence


class Reading:
    """A sentence, where its words stand, and which of them phrases may cover."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.everywhere = (1 << len(sentence)) - 1
        self.allowed = self.everywhere
        self.known: dict[int, int] = {}
        """Where a part that is one word fits, by the part's identity: worked out once for all phrases."""
        self.forms: dict[str, int] = defaultdict(int)
        self.within_clause = 0
        for at, word in enumerate(sentence):
            for form in word.forms:
                self.forms[form] |= 1 << at
            if at and word.clause == sentence[at - 1].clause:
                self.within_clause |= 1 << at

    def without(self, places: int) -> Self:
        """The same sentence, with phrases kept from covering the words at these places."""
        other = copy.copy(self)
        other.allowed = self.everywhere & ~places
        return other


def each_place(places: int) -> list[int]:
    """The places of a set, one by one, in their order."""
    found = []
    while places:
        lowest = places & -places
        found.append(lowest)
        places ^= lowest
    return found

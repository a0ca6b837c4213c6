"""Finds every phrase of a list in a sentence, looking only at those that can begin with one of its words."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from people.concern.phrase import Literal, Run
from people.concern.reading import Reading, each_place

LabelT = TypeVar("LabelT")


class PhraseBook(Generic[LabelT]):
    """Phrases with a label each."""

    def __init__(self, phrases: Iterable[tuple[LabelT, Run]]) -> None:
        self._phrases = tuple(phrases)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_beginning: dict[str, list[int]] = defaultdict(list)
        self._by_sign: set[int] = set()
        for number, (_, run) in enumerate(self._phrases):
            self._enter(number, run)
        self._lengths = sorted({len(beginning) for beginning in self._by_beginning})

    def find(self, reading: Reading) -> list[tuple[LabelT, Run]]:
        """Every phrase that is in the sentence."""
        candidates = (self._phrases[number] for number in sorted(self._candidates(reading.forms)))
        return [(label, run) for label, run in candidates if run.ends(reading, reading.everywhere)]

    def covered(self, reading: Reading) -> int:
        """The places of all words that the phrases cover, each phrase as short as it can be where it starts."""
        covered = 0
        for _, run in self.find(reading):
            for start in each_place(reading.everywhere):
                ends = run.ends(reading, start)
                if ends:
                    covered |= (ends & -ends) - start
        return covered

    def _enter(self, number: int, run: Run) -> None:
        for opening in run.openings():
            if isinstance(opening, Literal):
                for word in opening.words:
                    self._by_word[word].append(number)
                for beginning in opening.beginnings:
                    self._by_beginning[beginning].append(number)
            else:
                self._by_sign.add(number)

    def _candidates(self, forms: Iterable[str]) -> set[int]:
        numbers = set(self._by_sign)
        for form in forms:
            numbers.update(self._by_word.get(form, ()))
            for length in self._lengths:
                numbers.update(self._by_beginning.get(form[:length], ()))
        return numbers

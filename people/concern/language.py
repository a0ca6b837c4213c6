"""What one language's lists notice."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from people.concern.category import Category
from people.concern.phrase_book import PhraseBook
from people.concern.reading import Reading
from people.concern.words import Sentence, Word

_LEAST_OF_A_WORD = 3
"""Letters that must be left of a word when the one joined in front of it is taken off."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """Habits of a language: words also written apart from the next one, and letters joined in front of a word."""

    joined: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()

    def adapt(self, sentence: Sentence) -> Sentence:
        """The sentence as this language's phrases are written."""
        joined = self._join(sentence) if self.joined else sentence
        return [self._with_stem(word) for word in joined] if self.prefixes else joined

    def _join(self, sentence: Sentence) -> list[Word]:
        words: list[Word] = []
        for word in sentence:
            if words and words[-1].forms[0] in self.joined:
                before = words.pop()
                words.append(replace(word, forms=(before.forms[0] + word.forms[0],)))
            else:
                words.append(word)
        return words

    def _with_stem(self, word: Word) -> Word:
        form = word.forms[0]
        stems = (form.removeprefix(prefix) for prefix in self.prefixes if form.startswith(prefix))
        return replace(word, forms=(form, *(stem for stem in stems if len(stem) >= _LEAST_OF_A_WORD)))


@dataclass(frozen=True, slots=True)
class LanguageConcerns:
    """One language: what to notice, what takes it back, and what says that a sentence only tells a story."""

    language: str
    reviewed_by: str | None
    spelling: Spelling
    concerns: PhraseBook[Category]
    cancelling: PhraseBook[None]
    stories: PhraseBook[None]

    def categories(self, sentence: Sentence) -> Iterator[Category]:
        """What the sentence reads like, in no order."""
        reading = Reading(self.spelling.adapt(sentence))
        found = self.concerns.find(reading)
        if not found or self.stories.find(reading):
            return
        rest = reading.without(self.cancelling.covered(reading))
        yield from (category for category, run in found if run.ends(rest, rest.everywhere))

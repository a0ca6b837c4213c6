"""Notices what reads like distress or like a matter for the police. It diagnoses nothing and promises nothing."""

from dataclasses import dataclass

from people.concern.category import Category
from people.concern.language import LanguageConcerns
from people.concern.words import read_sentences

_BY_GRAVITY = {category: at for at, category in enumerate(Category)}


@dataclass(frozen=True, slots=True)
class Concerns:
    """All languages together, since people write in any of them, and mix them."""

    languages: tuple[LanguageConcerns, ...]

    def notice(self, text: str) -> Category | None:
        """What the text reads like, the most serious one; None for what most people write."""
        sentences = read_sentences(text)
        found = {
            category
            for language in self.languages
            for sentence in sentences
            for category in language.categories(sentence)
        }
        return min(found, key=_BY_GRAVITY.__getitem__, default=None)

    def doubts(self) -> tuple[str, ...]:
        """The languages nobody has reviewed, one sentence each. Warnings: they keep nothing from starting."""
        return tuple(
            f'the word list of "{each.language}" has not been reviewed by a child-safety professional'
            for each in self.languages
            if each.reviewed_by is None
        )

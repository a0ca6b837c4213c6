"""How an update will look to followers, and everything that can still be changed in it before it is submitted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from delivery.message import Button, Letter
from delivery.plain_text import plain
from digests.proposed import Proposed, proposed_text
from digests.recording import Writing
from handlers.recording_taps import CANCEL, EDIT, LATER, SHOW, SUBMIT, pack
from handlers.recording_view import Row, joined, problem_text, row, rows_of
from localization.catalogue import Catalogues, Words
from localization.labels import listed
from people.masking.mask import Hidden, mask
from people.organisation import Organisation
from promises.draft_steps import edit
from promises.drafting import Step
from promises.promise import ProgressUpdate
from promises.signing import Actor, fingerprint

_IN_A_ROW = 2


@dataclass(frozen=True, slots=True)
class PreviewScreen:
    """The last step. `signatures` is how many organisations have to sign."""

    writing: Writing
    seen: Proposed
    words: Words
    catalogues: Catalogues
    signatures: int

    def letter(self, language: str = "", notice: str = "") -> Letter:
        """The preview in one of the languages it is written in. `notice` is said first."""
        words, shown = self.words, language if language in self.seen.languages else self.seen.languages[0]
        text = joined(
            problem_text(self.writing, words) or notice,
            personal_text(self.seen.update, words),
            words("recording.preview"),
            proposed_text(self.seen, self.catalogues.words(shown)),
            words(f"recording.preview.{self.signatures}", other=other_party(self.writing.actor, words)),
        )
        return Letter(text, tuple(self._rows(shown)))

    def _rows(self, shown: str) -> Iterator[Row]:
        begun, words = self.writing.begun, self.words
        yield row(words, "button.recording.submit", SUBMIT, fingerprint(self.seen.update))
        yield from language_rows(self.seen, shown, self.catalogues, lambda each: pack(SHOW, begun, each))
        changes = [Button(words(f"button.recording.change.{each}"), pack(EDIT, begun, each)) for each in self._asked()]
        yield from rows_of(changes, _IN_A_ROW)
        yield (*row(words, "button.recording.later", LATER), *row(words, "button.recording.cancel", CANCEL, begun))

    def _asked(self) -> Iterator[Step]:
        writing = self.writing
        return (step for step in Step if edit(writing.promise, writing.draft, step) != writing.draft)


def language_rows(seen: Proposed, shown: str, catalogues: Catalogues, data: Callable[[str], str]) -> Iterator[Row]:
    """A button for each other language it is written in."""
    names = [(each, plain(catalogues.own_name(each))) for each in seen.languages if each != shown]
    return rows_of([Button(name, data(each)) for each, name in names], _IN_A_ROW)


def personal_text(update: ProgressUpdate, words: Words) -> str:
    """What in it looks as if it were about one person: everybody will read it. Nothing where nothing does."""
    found = mask("\n".join((update.text, *update.translations.values()))).hidden
    kinds = [words(f"hidden.{kind.name.lower()}") for kind in found if kind is not Hidden.LINK]
    return words("recording.personal", what=listed(kinds, words.language)) if kinds else ""


def other_party(actor: Actor, words: Words) -> str:
    """The organisation that is not the actor's own."""
    other = next(each for each in Organisation if each is not actor.organisation)
    return words(f"staff.organisation.{other}")

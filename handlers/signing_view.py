"""Proposals as letters: what waits, one of them as followers would see it, and what became of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from delivery.message import Button, Letter
from digests.proposals import Looked
from digests.proposed import proposed_text
from handlers.recording_preview import language_rows, other_party, personal_text
from handlers.recording_taps import (
    ASK,
    LOOK,
    NOT_ASK,
    PUBLISHED,
    REVISE,
    SIGN,
    WAITING,
    WITHDRAW,
    WITHDRAW_NOW,
    pack,
)
from handlers.recording_view import Row, joined, row
from handlers.staff_view import back
from localization.catalogue import Catalogues, Words
from localization.labels import in_language, written_date
from people.audit import Deed
from people.organisation import Organisation
from promises.desk import Outcome
from promises.draft_check import MAX_TEXT
from promises.promise import Promise
from promises.proposal import ProposalState
from promises.signing import fingerprint

PAGE = 8
"""Proposals on one screen."""


def waiting_letter(found: Sequence[Looked], page: int, promise: Promise, words: Words) -> Letter:
    """A page of what waits for a signature or for a change, what the reader can do something about first."""
    if not found:
        return Letter(words("signing.none"), (_published_row(words), back(words)))
    ordered = sorted(found, key=lambda each: not (each.may_sign or _is_ours_to_change(each)))
    last = (len(ordered) - 1) // PAGE
    page = min(max(page, 0), last)
    shown = ordered[page * PAGE : (page + 1) * PAGE]
    lines = [words("signing.list"), *(_line(each, promise, words) for each in shown)]
    rows: list[Row] = [(_item(each, promise, words),) for each in shown]
    turns = [(label, page + step) for label, step in (("‹", -1), ("›", 1)) if 0 <= page + step <= last]
    rows.append(tuple(Button(label, pack(WAITING, to)) for label, to in turns))
    return Letter("\n".join(lines), (*filter(None, rows), back(words)))


@dataclass(frozen=True, slots=True)
class LookScreen:
    """One proposal on the screen."""

    looked: Looked
    zone: tzinfo | None
    words: Words
    catalogues: Catalogues

    def letter(self, language: str = "", notice: str = "") -> Letter:
        """The proposal in one of the languages it is written in. `notice` is said first."""
        looked = self.looked
        shown = language if looked.shown and language in looked.shown.languages else looked.proposal.update.language
        text = joined(notice, self._whose(), self._asked(), *self._seen(shown), self._standing())
        return Letter(text, tuple(self._rows(shown)))

    def _whose(self) -> str:
        proposal, words = self.looked.proposal, self.words
        day = written_date(proposal.written.astimezone(self.zone).date(), words.language)
        writer = words(f"staff.organisation.{proposal.update.organisation}")
        if self.looked.author:
            return words("signing.from_named", name=self.looked.author, writer=writer, day=day)
        return words("signing.from", writer=writer, day=day)

    def _asked(self) -> str:
        proposal = self.looked.proposal
        asked = proposal.state is ProposalState.CHANGE_ASKED
        return self.words("signing.asked", comment=proposal.comment) if asked else ""

    def _seen(self, language: str) -> Iterator[str]:
        looked, words = self.looked, self.words
        if looked.shown is None:
            yield words("signing.left")
            return
        if looked.may_sign:
            yield personal_text(looked.proposal.update, words)
        yield words("recording.preview")
        yield proposed_text(looked.shown, self.catalogues.words(language))

    def _standing(self) -> str:
        proposal, words = self.looked.proposal, self.words
        if proposal.state in (ProposalState.PUBLISHED, ProposalState.WITHDRAWN):
            return words(f"signing.state.{proposal.state}")
        return words("signing.where", where=where(self.looked, words))

    def _rows(self, shown: str) -> Iterator[Row]:
        looked, words, number = self.looked, self.words, self.looked.proposal.id
        seen = fingerprint(looked.proposal.update)
        if looked.may_sign:
            yield row(words, "button.signing.sign", SIGN, number, seen)
        if looked.may_ask:
            yield row(words, "button.signing.ask", ASK, number, seen)
        if looked.shown:
            yield from language_rows(looked.shown, shown, self.catalogues, lambda each: pack(LOOK, number, each))
        if looked.is_ours and looked.proposal.state in (ProposalState.WAITING, ProposalState.CHANGE_ASKED):
            change = row(words, "button.signing.revise", REVISE, number)
            yield (*change, *row(words, "button.signing.withdraw", WITHDRAW, number))
        yield row(words, "button.signing.waiting", WAITING)


def wish_letter(looked: Looked, words: Words) -> Letter:
    """What should change is waited for."""
    writer = words(f"staff.organisation.{looked.proposal.update.organisation}")
    text = words("signing.ask", writer=writer, most=MAX_TEXT)
    return Letter(text, (row(words, "button.signing.not_ask", NOT_ASK, looked.proposal.id),))


def withdraw_letter(looked: Looked, promise: Promise, words: Words) -> Letter:
    """Ask once before it is taken back."""
    number = looked.proposal.id
    text = words("signing.withdraw", title=title(promise, looked.proposal.update.commitment, words))
    rows = (
        row(words, "button.signing.withdraw_now", WITHDRAW_NOW, number),
        row(words, "button.signing.keep", LOOK, number),
    )
    return Letter(text, rows)


def done_letter(outcome: Outcome, words: Words) -> Letter:
    """What became of it by what was just done."""
    writer = words(f"staff.organisation.{outcome.proposal.update.organisation}")
    missing = [each for each in Organisation if each not in outcome.proposal.signed_by]
    other = words(f"staff.organisation.{missing[0]}") if missing else ""
    if outcome.published:
        text = words("signing.done.published")
    elif outcome.deed in (Deed.PROPOSED, Deed.SIGNED):
        text = words("signing.done.waits", other=other)
    else:
        text = words(f"signing.done.{outcome.deed}", writer=writer)
    return Letter(text, (row(words, "button.signing.waiting", WAITING), back(words)))


def where(looked: Looked, words: Words) -> str:
    """With whom it lies, and what for."""
    other = other_party(looked.actor, words)
    if looked.shown is None:
        return words("signing.where.left")
    if looked.proposal.state is ProposalState.CHANGE_ASKED:
        return words(f"signing.where.{'change_us' if looked.is_ours else 'change_them'}", other=other)
    return words(f"signing.where.{'sign_us' if looked.may_sign else 'sign_them'}", other=other)


def title(promise: Promise, name: str, words: Words) -> str:
    """What a commitment is called; its name alone where the promise has it no more."""
    commitment = promise.commitment(name)
    return in_language(commitment.title, words.language) if commitment else name


def _line(looked: Looked, promise: Promise, words: Words) -> str:
    update = looked.proposal.update
    status = words(f"digest.status.{update.status}")
    about = title(promise, update.commitment, words)
    return words("signing.item", title=about, status=status, where=where(looked, words))


def _item(looked: Looked, promise: Promise, words: Words) -> Button:
    return Button(title(promise, looked.proposal.update.commitment, words), pack(LOOK, looked.proposal.id))


def _is_ours_to_change(looked: Looked) -> bool:
    return looked.is_ours and looked.proposal.state is ProposalState.CHANGE_ASKED


def _published_row(words: Words) -> Row:
    return row(words, "button.staff.correct", PUBLISHED)

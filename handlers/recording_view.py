"""An update being written, as letters: what is asked at each step, and what has been said so far."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from delivery.message import Button, Letter
from delivery.plain_text import plain
from digests.findings import Finding
from digests.recording import Writing
from handlers.recording_taps import ANEW, BACK, CANCEL, CANCEL_NOW, CHOOSE, GO_ON, KEEP, LATER, pack
from handlers.staff_view import back
from localization.catalogue import Catalogues, Words
from localization.labels import in_language
from promises.draft_check import MAX_TEXT
from promises.drafting import Step
from promises.promise import Status, Text

Row = tuple[Button, ...]

PERCENTS = (0, 10, 25, 50, 75, 90, 100)
STATUSES = tuple(status for status in Status if status is not Status.NO_UPDATE)
_IN_A_ROW = 2
_PERCENTS_IN_A_ROW = 4


def begun_letter(writing: Writing, words: Words, number: int, what: str) -> Letter:
    """Something is half written: it goes on, or goes for something else (`what`, of that `number`)."""
    begun = heading(writing, words) or words("recording.untitled")
    anew = row(words, "button.recording.anew", ANEW, number, what, writing.begun)
    return Letter(f"{words('recording.begun')}\n\n{begun}", (row(words, "button.recording.go_on", GO_ON), anew))


def cancel_letter(writing: Writing, words: Words) -> Letter:
    """Ask once before it is thrown away."""
    rows = (
        row(words, "button.recording.keep_on", GO_ON),
        row(words, "button.recording.cancel_now", CANCEL_NOW, writing.begun),
    )
    return Letter(joined(heading(writing, words), words("recording.cancel")), rows)


def later_letter(words: Words) -> Letter:
    """The draft stays until somebody goes on with it."""
    return Letter(words("recording.later"), (row(words, "button.recording.go_on", GO_ON), back(words)))


def thrown_away_letter(words: Words) -> Letter:
    """The draft is gone."""
    return Letter(words("recording.thrown_away"), (back(words),))


def heading(writing: Writing, words: Words) -> str:
    """What it is about, and what has been said of it so far; nothing where that is nothing."""
    draft, commitment = writing.draft, writing.commitment
    if commitment is None:
        return ""
    lines = [words("recording.title", title=in_language(commitment.title, words.language))]
    if activity := commitment.activity(draft.activity):
        lines.append(words("text", text=in_language(activity.title, words.language)))
    if draft.status:
        status = words(f"digest.status.{draft.status}")
        known = draft.percent is not None
        lines.append(words("recording.percent", status=status, percent=draft.percent) if known else status)
    return "\n".join(lines)


def problem_text(writing: Writing, words: Words) -> str:
    """Why what was said last is not in the draft, and what to do; nothing where it is."""
    problem = writing.problem
    return words(f"recording.problem.{problem.name.lower()}", most=MAX_TEXT) if problem else ""


def row(words: Words, key: str, press: str, *about: object, **values: object) -> Row:
    """A row of one button."""
    return (Button(plain(words(key, **values)), pack(press, *about)),)


def rows_of(buttons: Sequence[Button], width: int) -> Iterator[Row]:
    """The buttons in rows, so many to a row."""
    return (tuple(buttons[at : at + width]) for at in range(0, len(buttons), width))


def joined(*parts: str) -> str:
    """The parts that say something, one under the other."""
    return "\n\n".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class StepScreen:
    """One step on the screen."""

    writing: Writing
    words: Words
    catalogues: Catalogues

    def letter(self, notice: str = "") -> Letter:
        """What is asked now. `notice` is said first."""
        writing, words = self.writing, self.words
        said = problem_text(writing, words) or notice
        text = joined(said, heading(writing, words), self._question(), self._standing())
        return Letter(text, (*self._answers(), *self._ways()))

    def _question(self) -> str:
        draft, words = self.writing.draft, self.words
        if draft.translating:
            language = self.catalogues.own_name(draft.translating)
            return words("recording.ask.translation", language=plain(language), most=MAX_TEXT)
        asked = words(f"recording.ask.{draft.step}", most=MAX_TEXT)
        if draft.step is Step.STATUS:
            return "\n".join((asked, "", *map(self._meaning, STATUSES)))
        return asked if draft.step is not Step.FINDING or self.writing.findings else words("recording.no_findings")

    def _meaning(self, status: Status) -> str:
        return self.words(f"recording.meaning.{status}", status=self.words(f"digest.status.{status}"))

    def _standing(self) -> str:
        """What stands there already, where it is asked for again; in a translation, what is to be translated."""
        draft = self.writing.draft
        kept = {Step.TEXT: draft.text, Step.SOURCE: draft.source}
        said = draft.text if draft.translating else kept.get(draft.step)
        return self.words("recording.standing", text=said) if said else ""

    def _answers(self) -> Iterator[Row]:
        match self.writing.draft.step:
            case Step.COMMITMENT:
                yield from ((self._named(each.title, each.name),) for each in self.writing.promise.commitments)
            case Step.ACTIVITY:
                activities = self.writing.commitment.activities if self.writing.commitment else ()
                yield from ((self._named(each.title, each.name),) for each in activities)
                yield self._said("button.recording.whole")
            case Step.STATUS:
                yield from rows_of([self._status(each) for each in STATUSES], _IN_A_ROW)
            case Step.PERCENT:
                yield from rows_of([self._choice(f"{each} %", each) for each in PERCENTS], _PERCENTS_IN_A_ROW)
                yield self._said("button.recording.unsure")
            case Step.SOURCE:
                yield self._said("button.recording.own_knowledge")
            case Step.FINDING:
                yield from ((self._finding(each),) for each in self.writing.findings)
                yield self._said(f"button.recording.{'no_finding' if self.writing.findings else 'next'}")
            case Step.TRANSLATIONS if not self.writing.draft.translating:
                yield from self._languages()

    def _languages(self) -> Iterator[Row]:
        draft = self.writing.draft
        others = [each for each in self.writing.promise.title if each != draft.language]
        yield from rows_of([self._language(each) for each in others], _IN_A_ROW)
        yield self._said(f"button.recording.{'translated' if draft.translations else 'not_translated'}")

    def _language(self, language: str) -> Button:
        name = plain(self.catalogues.own_name(language))
        written = language in self.writing.draft.translations
        return self._choice(plain(self.words("survey.ticked", option=name)) if written else name, language)

    def _status(self, status: Status) -> Button:
        return self._choice(self.words(f"digest.status.{status}"), status)

    def _finding(self, finding: Finding) -> Button:
        kind = "worry" if finding.is_worry else "notice"
        option = in_language(finding.choice.label, self.words.language)
        return self._choice(
            plain(self.words(f"recording.finding.{kind}", option=option, count=finding.count)), finding.name
        )

    def _named(self, title: Text, name: str) -> Button:
        return self._choice(in_language(title, self.words.language), name)

    def _said(self, key: str) -> Row:
        """The button that says nothing more than that: its value is empty."""
        return (self._choice(self.words(key), ""),)

    def _choice(self, label: str, value: object) -> Button:
        return Button(label, pack(CHOOSE, self.writing.begun, self.writing.draft.step, value))

    def _ways(self) -> Iterator[Row]:
        """What stands there kept, back, later and away."""
        draft, begun, words = self.writing.draft, self.writing.begun, self.words
        if draft.step in draft.answered and draft.step in (Step.TEXT, Step.SOURCE):
            yield row(words, "button.recording.keep", KEEP, begun)
        back = row(words, "button.recording.back", BACK, begun) if draft.step is not Step.COMMITMENT else ()
        yield (*back, *row(words, "button.recording.later", LATER))
        yield row(words, "button.recording.cancel", CANCEL, begun)

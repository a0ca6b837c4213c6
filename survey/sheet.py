"""A sheet of paper in figures: questions have numbers, options have letters, and `1b 2a,c` says what is ticked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from string import ascii_lowercase

from survey.condition import holds, questions_in
from survey.engine import apply
from survey.events import Action, AnswerRejected, Event, Rejection, Step, Tap, TapOutdated
from survey.order import asks
from survey.questionnaire import Choice, Question, Questionnaire
from survey.session import Answer, Session, Stage
from survey.ticks import TICKED

PREFER_NOT = "x"
"""Stands for a question that was left blank, or ticked as "would rather not say"."""
_A_PAIR = 2
_ENTRY = re.compile(r"([0-9]{1,2})([a-z](?:,[a-z])*)")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is ticked at one question, by its number on the sheet: letters of its options."""

    number: int
    letters: tuple[str, ...]

    def __str__(self) -> str:
        """As it is typed."""
        return f"{self.number}{','.join(self.letters)}"


def numbered(questionnaire: Questionnaire) -> Iterator[tuple[int, Question]]:
    """The questions with their numbers on the sheet. All are on it, also those that not everybody is asked."""
    return enumerate((question for question in questionnaire.questions if asks(question)), 1)


def letter(at: int) -> str:
    """The letter of the option in that place, the first at 0."""
    return ascii_lowercase[at]


def asked_after(questionnaire: Questionnaire, question: Question) -> tuple[int, str] | None:
    """The number of the one question that decides whether this one is asked, and the letters there that lead to it.

    None where that takes more to say, or where everybody is asked.
    """
    names = {name for each in question.conditions for name in questions_in(each)}
    found = [(number, each) for number, each in numbered(questionnaire) if names == {each.name} and each.choices]
    for number, decides in found:
        leads = [at for at, choice in enumerate(decides.choices) if _leads(decides, choice, question)]
        return number, _letters(leads)
    return None


def _leads(decides: Question, choice: Choice, question: Question) -> bool:
    answers = {decides.name: Answer(options=(choice.name,))}
    return not choice.ends and all(holds(condition, answers) for condition in question.conditions)


def _letters(places: list[int]) -> str:
    """`a, c` or, where they follow each other, `b–k`."""
    if len(places) > _A_PAIR and places == list(range(places[0], places[-1] + 1)):
        return f"{letter(places[0])}–{letter(places[-1])}"
    return ", ".join(map(letter, places))


def read_entries(text: str) -> tuple[Entry, ...]:
    """The entries of a text that has nothing else in it; none for any other text."""
    words = re.sub(r"\s*,\s*", ",", text.strip().lower()).split()
    found = [_ENTRY.fullmatch(word) for word in words]
    if not all(found):
        return ()
    return tuple(Entry(int(each[1]), tuple(each[2].split(","))) for each in found if each)


def enter(questionnaire: Questionnaire, session: Session, entries: tuple[Entry, ...], today: date) -> Step:
    """All of the entries, or none: then the event says which does not fit. Questions between them were left blank."""
    events: list[Event] = []
    after = session
    for entry in entries:
        step = _enter(questionnaire, after, entry, today)
        if step is None:
            rejected = AnswerRejected(session.position.question, Rejection.NOT_ON_SHEET, str(entry))
            return Step(session, (rejected,))
        events += step.events
        after = step.session
    return Step(after, tuple(events))


def _enter(questionnaire: Questionnaire, session: Session, entry: Entry, today: date) -> Step | None:
    question = dict(numbered(questionnaire)).get(entry.number)
    before = _reach(questionnaire, session, question, today) if question else None
    if question is None or before is None:
        return None
    taps = _taps(question, entry, session.version)
    return _all(questionnaire, before, taps, today) if taps else None


def _reach(questionnaire: Questionnaire, session: Session, question: Question, today: date) -> Step | None:
    """Pass over what was left blank until the question is open; None where it cannot be reached."""
    step = Step(session, ())
    while step.session.position.question != question.name or step.session.position.other:
        if step.session.position.stage is not Stage.QUESTIONS:
            return None
        onward = _pass(questionnaire, step, today)
        if onward is None:
            return None
        step = onward
    return step


def _pass(questionnaire: Questionnaire, step: Step, today: date) -> Step | None:
    """One question passed over by the way it has; None where it has to be answered."""
    at = step.session.position.question
    for action in (Action.SKIP, Action.PREFER_NOT, Action.NEXT):
        onward = _all(questionnaire, step, [Tap(step.session.version, action, at)], today)
        if onward:
            return onward
    return None


def _taps(question: Question, entry: Entry, version: int) -> list[Tap]:
    """The buttons that say the same; none where the letters are not this question's."""
    if entry.letters == (PREFER_NOT,) and len(question.choices) <= ascii_lowercase.index(PREFER_NOT):
        action = Action.PREFER_NOT if question.prefer_not else Action.SKIP
        return [Tap(version, action, question.name)]
    places = [ascii_lowercase.index(each) for each in entry.letters]
    several = question.kind in TICKED
    if max(places) >= len(question.choices) or (len(places) > 1 and not several):
        return []
    if several and len(places) > 1 and any(question.choices[at].exclusive for at in places):
        return []  # two boxes that contradict each other: whoever holds the sheet has to say which counts
    taps = [Tap(version, Action.CHOOSE, question.name, question.choices[at].name) for at in dict.fromkeys(places)]
    return [*taps, Tap(version, Action.DONE, question.name)] if several else taps


def _all(questionnaire: Questionnaire, before: Step, taps: list[Tap], today: date) -> Step | None:
    """One tap after the other; None where one of them is refused."""
    step = before
    for tap in taps:
        after = apply(questionnaire, step.session, tap, today)
        if any(isinstance(event, (AnswerRejected, TapOutdated)) for event in after.events):
            return None
        step = Step(after.session, (*step.events, *after.events))
    return step

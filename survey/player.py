"""Plays a questionnaire in a terminal, for those who write one. Nothing is stored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from people.place import written_place
from survey.engine import apply, progress, show, start
from survey.events import (
    Action,
    AnswerRejected,
    AnswerRemoved,
    DidYouMean,
    Event,
    Input,
    OtherAsked,
    QuestionAsked,
    ReviewOpened,
    Shared,
    Step,
    Tap,
    TapOutdated,
    TooYoung,
    Wrote,
)
from survey.numbers import on_scale, read_number
from survey.order import asks
from survey.questionnaire import Kind, Question, Questionnaire, Text
from survey.session import Session, Stage
from survey.shuffle import shown_choices
from survey.ticks import TICKED
from survey.wording import filled

_COMMANDS: Mapping[str, Action] = {
    "back": Action.BACK,
    "skip": Action.SKIP,
    "pass": Action.PREFER_NOT,
    "next": Action.NEXT,
    "done": Action.DONE,
    "submit": Action.SUBMIT,
}
_EDIT, _PLACE = "edit ", "place "
_LONGEST_NUMBER = 3
_NORTHMOST, _EASTMOST = 90, 180


@dataclass(frozen=True, slots=True)
class Player:
    """One walk through a questionnaire, on the day `today`.

    `read` gives a line and raises EOFError at the end; `write` takes one.
    """

    questionnaire: Questionnaire
    language: str
    read: Callable[[], str]
    write: Callable[[str], None]
    today: date

    def play(self) -> Session:
        """Ask until the survey is submitted, ended by an answer, or left; returns where it stands then."""
        step = start(self.questionnaire)
        try:
            while not self._is_over(step):
                self._show(step.session)
                given = self._understand(step.session, self.read())
                step = apply(self.questionnaire, step.session, given, self.today)
                self._tell(step.events)
        except EOFError:
            self.write("Left.")
        return step.session

    def _is_over(self, step: Step) -> bool:
        return step.session.position.stage is Stage.SUBMITTED or TooYoung() in step.events

    def _show(self, session: Session) -> None:
        match show(self.questionnaire, session):
            case QuestionAsked(name):
                self._show_question(session, self._question(name))
            case OtherAsked():
                self.write("In your own words (or skip, back):")
            case ReviewOpened():
                self._show_review(session)

    def _show_question(self, session: Session, question: Question) -> None:
        place = progress(self.questionnaire, session)
        if question.group:
            self.write(f"\n== {question.group.label[self.language]} ==")
        self.write(f"\n[{place.number}/{place.of}] {self._filled(question.label, session)}")
        if question.hint:
            self.write(f"  {self._filled(question.hint, session)}")
        for number, choice in enumerate(shown_choices(question, session.draw), 1):
            self.write(f"  {_mark(question, session, choice.name)} {number}. {choice.label[self.language]}")
        if question.scale:
            self.write(f"  {' '.join(on_scale(question.scale))}")
        self.write(f"({question.kind}: {', '.join(_commands(session, question))})")

    def _show_review(self, session: Session) -> None:
        self.write("\nYour answers:")
        for name, answer in session.answers.items():
            said = [*answer.options, answer.text or ""] if answer.options or answer.text else [answer.status]
            self.write(f"  {name}: {' '.join(said).strip()}")
        self.write("(submit, back, edit NAME)")

    def _filled(self, text: Text, session: Session) -> str:
        return filled(text[self.language], self.questionnaire, session.answers, self.language)

    def _understand(self, session: Session, line: str) -> Input:
        """A command, a place, the number of an option, or words."""
        said = line.strip()
        name = session.position.question
        question = self.questionnaire.question(name)
        if said.startswith(_EDIT):
            return Tap(session.version, Action.EDIT, said.removeprefix(_EDIT).strip())
        if said in _COMMANDS:
            return Tap(session.version, _COMMANDS[said], name)
        if said.startswith(_PLACE):
            return _place(said.removeprefix(_PLACE)) or Wrote(line)
        if question and question.choices and not session.position.other and said.isdecimal():
            options = [choice.name for choice in shown_choices(question, session.draw)]
            at = int(said[:_LONGEST_NUMBER]) - 1
            return Tap(session.version, Action.CHOOSE, name, options[at] if 0 <= at < len(options) else "")
        return Wrote(line)

    def _tell(self, events: tuple[Event, ...]) -> None:
        for event in events:
            match event:
                case AnswerRejected(_, reason, limit):
                    self.write(f"! {reason}" + (f" (limit {limit})" if limit else ""))
                case DidYouMean(name, choice):
                    self.write(f"? did you mean {choice} of {name}")
                case AnswerRemoved(name):
                    self.write(f"! the answer to {name} no longer applies")
                case TapOutdated():
                    self.write("! that is not possible here")
                case TooYoung():
                    self.write("Ended: too young to be asked. Nothing is kept.")

    def _question(self, name: str) -> Question:
        return next(question for question in self.questionnaire.questions if question.name == name)


def _mark(question: Question, session: Session, option: str) -> str:
    """X where it is ticked, its place where it is ranked."""
    selected = session.position.selected
    if option not in selected:
        return " "
    return str(selected.index(option) + 1) if question.kind is Kind.RANK else "x"


def _place(degrees: str) -> Shared | None:
    """The cell of a place in degrees; None where it is no place on Earth."""
    match [read_number(each) for each in degrees.split()]:
        case [str(latitude), str(longitude)] if (
            abs(Decimal(latitude)) <= _NORTHMOST and abs(Decimal(longitude)) <= _EASTMOST
        ):
            return Shared(written_place(float(latitude), float(longitude)))
    return None


def _commands(session: Session, question: Question) -> list[str]:
    """What can be typed besides an answer."""
    offered = {
        "done": question.kind in TICKED,
        "next": not asks(question) or question.name in session.answers,
        "skip": asks(question) and not question.required,
        "pass": asks(question) and question.prefer_not,
        "place LATITUDE LONGITUDE": question.kind is Kind.GEOPOINT,
        "back": True,
    }
    return [command for command, possible in offered.items() if possible]

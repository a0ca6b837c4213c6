"""Plays a questionnaire in a terminal, for those who write one. Nothing is stored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from survey.engine import apply, progress, show, start
from survey.events import (
    Action,
    AnswerRejected,
    AnswerRemoved,
    Event,
    Input,
    OtherAsked,
    QuestionAsked,
    ReviewOpened,
    Step,
    Tap,
    TapOutdated,
    TooYoung,
    Wrote,
)
from survey.questionnaire import Kind, Question, Questionnaire
from survey.session import Session, Stage

_COMMANDS: Mapping[str, Action] = {
    "back": Action.BACK,
    "skip": Action.SKIP,
    "pass": Action.PREFER_NOT,
    "next": Action.NEXT,
    "done": Action.DONE,
    "submit": Action.SUBMIT,
}
_EDIT = "edit "


@dataclass(frozen=True, slots=True)
class Player:
    """One walk through a questionnaire. `read` gives a line and raises EOFError at the end; `write` takes one."""

    questionnaire: Questionnaire
    language: str
    read: Callable[[], str]
    write: Callable[[str], None]

    def play(self) -> Session:
        """Ask until the survey is submitted, ended by an answer, or left; returns where it stands then."""
        step = start(self.questionnaire)
        try:
            while not self._is_over(step):
                self._show(step.session)
                step = apply(self.questionnaire, step.session, self._understand(step.session, self.read()))
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
        self.write(f"\n[{place.number}/{place.of}] {question.label[self.language]}")
        if question.hint:
            self.write(f"  {question.hint[self.language]}")
        for number, choice in enumerate(question.choices, 1):
            mark = "x" if choice.name in session.position.selected else " "
            self.write(f"  {mark} {number}. {choice.label[self.language]}")
        self.write(f"({', '.join(_commands(session, question))})")

    def _show_review(self, session: Session) -> None:
        self.write("\nYour answers:")
        for name, answer in session.answers.items():
            said = [*answer.options, answer.text or ""] if answer.options or answer.text else [answer.status]
            self.write(f"  {name}: {' '.join(said).strip()}")
        self.write("(submit, back, edit NAME)")

    def _understand(self, session: Session, line: str) -> Input:
        """A command, the number of an option, or words."""
        said = line.strip()
        name = session.position.question
        question = self.questionnaire.question(name)
        if said.startswith(_EDIT):
            return Tap(session.version, Action.EDIT, said.removeprefix(_EDIT).strip())
        if said in _COMMANDS:
            return Tap(session.version, _COMMANDS[said], name)
        if question and not session.position.other and said.isdecimal():
            options = dict(enumerate((choice.name for choice in question.choices), 1))
            return Tap(session.version, Action.CHOOSE, name, options.get(int(said), ""))
        return Wrote(line)

    def _tell(self, events: tuple[Event, ...]) -> None:
        for event in events:
            match event:
                case AnswerRejected(_, reason, limit):
                    self.write(f"! {reason}" + (f" (limit {limit})" if limit else ""))
                case AnswerRemoved(name):
                    self.write(f"! the answer to {name} no longer applies")
                case TapOutdated():
                    self.write("! that is not possible here")
                case TooYoung():
                    self.write("Ended: too young to be asked. Nothing is kept.")

    def _question(self, name: str) -> Question:
        return next(question for question in self.questionnaire.questions if question.name == name)


def _commands(session: Session, question: Question) -> list[str]:
    """What can be typed besides an answer."""
    answered = question.name in session.answers
    offered = {
        "done": question.kind is Kind.SELECT_MULTIPLE,
        "next": question.kind is Kind.NOTE or answered,
        "skip": question.kind is not Kind.NOTE and not question.required,
        "pass": question.kind is not Kind.NOTE and question.prefer_not,
        "back": True,
    }
    return [command for command, possible in offered.items() if possible]

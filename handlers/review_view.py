"""The review: every question with its answer, as one message however long they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from delivery.message import Button, Letter
from delivery.plain_text import plain
from handlers.answer_view import answer_text
from handlers.survey_screen import Row, SurveyScreen
from survey.events import Action
from survey.questionnaire import Question
from survey.wording import LONGEST_QUOTE, shortened

_LONGEST_REVIEW = 3600
"""UTF-16 units, as Telegram counts its 4,096; the rest is for a notice above the review."""
_MOST_EDITS = 90
"""Telegram takes a hundred buttons under a message."""


@dataclass(frozen=True, slots=True)
class _Room:
    """How many characters of each free text, answer and question are shown."""

    text: int
    answer: int
    question: int


_ROOMS = (
    _Room(LONGEST_QUOTE, 1000, 1000),
    _Room(60, 400, 1000),
    _Room(60, 120, 160),
    _Room(40, 60, 60),
    _Room(16, 16, 24),
)
"""First quotes are shortened, then questions too, until the review fits."""


def review_letter(screen: SurveyScreen) -> Letter:
    """Every question with its answer, to be changed or sent."""
    questionnaire, answers = screen.questionnaire, screen.session.answers
    answered = [question for question in questionnaire.questions if question.name in answers]
    edits = [
        screen.button("survey.button.edit", Action.EDIT, question.name, number=number)
        for number, question in screen.numbered(answered[:_MOST_EDITS])
    ]
    submit = (screen.button("survey.button.submit", Action.SUBMIT),)
    return Letter(_text(screen, answered), (submit, *_pairs(screen, edits), screen.help_row()))


def _text(screen: SurveyScreen, answered: Sequence[Question]) -> str:
    for room in _ROOMS:
        lines = [_line(screen, number, question, room) for number, question in screen.numbered(answered)]
        text = _joined(screen, lines)
        if _fits(text):
            return text
    while not _fits(text):
        lines.pop()
        text = _joined(screen, [*lines, screen.words("survey.review.more", count=len(answered) - len(lines))])
    return text


def _line(screen: SurveyScreen, number: int, question: Question, room: _Room) -> str:
    answer = answer_text(question, screen.session.answers[question.name], screen.words, room.text)
    return screen.words(
        "survey.review.line",
        number=number,
        question=shortened(screen.said(question.label), room.question),
        answer=shortened(answer, room.answer),
    )


def _joined(screen: SurveyScreen, lines: Iterable[str]) -> str:
    return "\n\n".join((screen.words("survey.review.title"), *lines, screen.words("survey.review.end")))


def _fits(text: str) -> bool:
    return len(plain(text).encode("utf-16-le")) // 2 <= _LONGEST_REVIEW


def _pairs(screen: SurveyScreen, buttons: Sequence[Button]) -> list[Row]:
    return [screen.as_read(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]

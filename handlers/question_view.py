"""An open question as a message: its words and its buttons."""

from collections.abc import Sequence
from datetime import date

from delivery.message import Letter
from handlers.answer_view import how_to_answer, standing_answer
from handlers.question_buttons import always_rows, answer_rows, way_rows, yes_row
from handlers.review_view import review_letter
from handlers.survey_screen import SurveyScreen
from localization.catalogue import Words
from localization.labels import in_language
from survey.engine import show
from survey.events import (
    BREAKS_CONSTRAINT,
    Action,
    AnswerRejected,
    DidYouMean,
    Event,
    OtherAsked,
    QuestionAsked,
    Rejection,
    ReviewOpened,
)
from survey.order import asks
from survey.questionnaire import Choice, Kind, Question, Questionnaire
from survey.session import Session
from survey.wording import written_day, written_number

_TYPED = frozenset((Kind.TEXT, Kind.INTEGER, Kind.DECIMAL, Kind.DATE))
_SPEAK_OF_NUMBERS = frozenset((Rejection.TOO_LITTLE, Rejection.TOO_MUCH, Rejection.NOT_ON_SCALE))
_SPEAK_OF_DAYS = frozenset((Rejection.TOO_EARLY, Rejection.TOO_LATE))


def survey_letter(
    questionnaire: Questionnaire,
    session: Session,
    words: Words,
    today: date,
    events: Sequence[Event] = (),
    *,
    on_paper: bool = False,
) -> Letter:
    """What is open now: a question, the words beside "other", or the review.

    `today` is the respondent's day; `events` are what just happened, of which a near miss is shown above the question;
    `on_paper` numbers the questions as the sheet does.
    """
    screen = SurveyScreen(questionnaire, session, words, today, on_paper)
    match show(questionnaire, session):
        case QuestionAsked():
            return _question_letter(screen, _nearly(screen, events))
        case OtherAsked():
            return _other_letter(screen)
        case ReviewOpened():
            return review_letter(screen)
    return Letter(words("survey.closed"), (screen.help_row(),))


def rejection_text(question: Question | None, rejection: AnswerRejected, words: Words) -> str:
    """Why something cannot stand as an answer, and what to do instead. `question` is None on the review."""
    if question and question.constraint_message and rejection.reason in BREAKS_CONSTRAINT:
        return words("text", text=in_language(question.constraint_message, words.language))
    key = f"survey.rejected.{rejection.reason}"
    if question and rejection.reason is Rejection.USE_BUTTONS:
        key = _instead_of_buttons(question) or key
    return words(key, limit=_limit(rejection, words.language))


def _question_letter(screen: SurveyScreen, nearly: Choice | None) -> Letter:
    words = screen.words
    notice = [words("survey.did_you_mean", option=screen.label(nearly.label))] if nearly else []
    parts = [*notice, *_heading(screen), how_to_answer(screen), standing_answer(screen)]
    yes = (yes_row(screen, nearly),) if nearly else ()
    rows = (*yes, *answer_rows(screen), *way_rows(screen), *always_rows(screen))
    return Letter("\n\n".join(filter(None, parts)), rows)


def _heading(screen: SurveyScreen) -> list[str]:
    """How far this is, the heading of its group, the question and its hint."""
    question = screen.question
    parts = [screen.progress_line()] if asks(question) else []
    if question.group:
        parts.append(f"<u>{screen.shown(question.group.label)}</u>")
    parts.append(f"<b>{screen.shown(question.label)}</b>")
    if question.hint:
        parts.append(f"<i>{screen.shown(question.hint)}</i>")
    return parts


def _other_letter(screen: SurveyScreen) -> Letter:
    question, words = screen.question, screen.words
    choice = question.choice(screen.session.position.other)
    parts = [
        screen.progress_line(),
        f"<b>{screen.shown(question.label)}</b>",
        words("survey.other", option=screen.label(choice.label) if choice else ""),
        words("survey.before_text"),
    ]
    skip = (screen.button("survey.button.skip", Action.SKIP, question.name),)
    return Letter("\n\n".join(parts), (skip, *always_rows(screen)))


def _nearly(screen: SurveyScreen, events: Sequence[Event]) -> Choice | None:
    """The option that was nearly written, if one was."""
    meant = next((event for event in events if isinstance(event, DidYouMean)), None)
    return screen.question.choice(meant.choice) if meant else None


def _instead_of_buttons(question: Question) -> str:
    """What to do where there may be no buttons to answer with."""
    if question.kind is Kind.GEOPOINT:
        return "survey.rejected.send_place"
    return "survey.rejected.write" if question.kind in _TYPED else ""


def _limit(rejection: AnswerRejected, language: str) -> str:
    if rejection.limit and rejection.reason in _SPEAK_OF_DAYS:
        return written_day(rejection.limit, language)
    if rejection.limit and rejection.reason in _SPEAK_OF_NUMBERS:
        return "–".join(written_number(number, language) for number in rejection.limit.split("–"))
    return rejection.limit

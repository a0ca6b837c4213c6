"""An open question as a message: its words and its buttons."""

from collections.abc import Iterable

from delivery.message import Button, Letter
from delivery.plain_text import plain
from digests.labels import in_language
from handlers.callbacks import Menu, pack_menu, pack_tap
from localization.catalogue import Words
from survey.engine import progress, show
from survey.events import Action, OtherAsked, QuestionAsked, Rejection, ReviewOpened, Tap
from survey.questionnaire import Kind, Question, Questionnaire, Text
from survey.session import Answer, AnswerStatus, Session

_SHORT_LABEL = 16
"""Labels up to this long stand two in a row."""
_QUOTE = 160
"""Characters of free text shown again on the review."""

Rows = tuple[tuple[Button, ...], ...]


def survey_letter(questionnaire: Questionnaire, session: Session, words: Words) -> Letter:
    """What is open now: a question, the words beside "other", or the review."""
    match show(questionnaire, session):
        case QuestionAsked(name):
            return _question_letter(questionnaire, session, _known(questionnaire, name), words)
        case OtherAsked(name, _):
            return _other_letter(questionnaire, session, _known(questionnaire, name), words)
        case ReviewOpened():
            return _review_letter(questionnaire, session, words)
    return Letter(words("survey.closed"))


def rejection_text(reason: Rejection, limit: int, words: Words) -> str:
    """Why something cannot stand as an answer, and what to do instead."""
    return words(f"survey.rejected.{reason}", limit=limit)


def _known(questionnaire: Questionnaire, name: str) -> Question:
    question = questionnaire.question(name)
    assert question is not None  # noqa: S101 - the engine only opens questions of this questionnaire
    return question


def _question_letter(questionnaire: Questionnaire, session: Session, question: Question, words: Words) -> Letter:
    parts = [_progress_line(questionnaire, session, words), f"<b>{_escaped(question.label, words)}</b>"]
    if question.hint:
        parts.append(f"<i>{_escaped(question.hint, words)}</i>")
    if question.kind is Kind.SELECT_MULTIPLE:
        parts.append(_selection_line(question, session.position.selected, words))
    if question.kind is Kind.TEXT:
        parts.append(words("survey.before_text"))
    rows = (
        *_choice_rows(questionnaire, session, question, words),
        *_way_rows(questionnaire, session, question, words),
    )
    return Letter("\n\n".join(parts), rows + _always_rows(questionnaire, session, words))


def _other_letter(questionnaire: Questionnaire, session: Session, question: Question, words: Words) -> Letter:
    choice = question.choice(session.position.other)
    label = in_language(choice.label, words.language) if choice else ""
    parts = [
        _progress_line(questionnaire, session, words),
        f"<b>{_escaped(question.label, words)}</b>",
        words("survey.other", option=label),
        words("survey.before_text"),
    ]
    skip = (Button(words("survey.button.skip"), _tap(questionnaire, Action.SKIP, question.name)),)
    return Letter("\n\n".join(parts), (skip, *_always_rows(questionnaire, session, words)))


def _review_letter(questionnaire: Questionnaire, session: Session, words: Words) -> Letter:
    answered = [question for question in questionnaire.questions if question.name in session.answers]
    lines = [
        words(
            "survey.review.line",
            number=number,
            question=in_language(question.label, words.language),
            answer=answer_text(question, session.answers[question.name], words),
        )
        for number, question in enumerate(answered, 1)
    ]
    edits = [
        Button(words("survey.button.edit", number=number), _tap(questionnaire, Action.EDIT, question.name))
        for number, question in enumerate(answered, 1)
    ]
    submit = (Button(words("survey.button.submit"), _tap(questionnaire, Action.SUBMIT)),)
    text = "\n\n".join((words("survey.review.title"), *lines, words("survey.review.end")))
    return Letter(text, (submit, *_pairs(edits), _help_row(words)))


def answer_text(question: Question, answer: Answer, words: Words) -> str:
    """An answer in words, as the person gave it."""
    if answer.status is AnswerStatus.PREFER_NOT:
        return words("survey.button.prefer_not")
    if answer.status is AnswerStatus.SKIPPED:
        return words("survey.skipped")
    labels = [in_language(choice.label, words.language) for choice in question.choices if choice.name in answer.options]
    if answer.text:
        labels.append(answer.text if len(answer.text) <= _QUOTE else f"{answer.text[:_QUOTE]}…")
    return ", ".join(labels)


def _progress_line(questionnaire: Questionnaire, session: Session, words: Words) -> str:
    place = progress(questionnaire, session)
    return words("survey.progress", number=place.number, of=place.of)


def _selection_line(question: Question, selected: tuple[str, ...], words: Words) -> str:
    if not selected:
        return words("survey.choose_most", most=question.most) if question.most else words("survey.choose_several")
    labels = [in_language(choice.label, words.language) for choice in question.choices if choice.name in selected]
    return words("survey.selected", options=", ".join(labels))


def _choice_rows(questionnaire: Questionnaire, session: Session, question: Question, words: Words) -> Rows:
    """The options in their order, two short ones side by side; a tick never moves them."""
    rows: list[list[Button]] = []
    room = False
    for choice in question.choices:
        label = in_language(choice.label, words.language)
        ticked = choice.name in session.position.selected
        shown = plain(words("survey.ticked", option=label)) if ticked else label  # a button has no markup
        button = Button(shown, _tap(questionnaire, Action.CHOOSE, question.name, choice.name))
        short = len(label) <= _SHORT_LABEL
        if short and room:
            rows[-1].append(button)
        else:
            rows.append([button])
        room = short and len(rows[-1]) == 1
    return tuple(map(tuple, rows))


def _way_rows(questionnaire: Questionnaire, session: Session, question: Question, words: Words) -> Rows:
    """The ways past a question: done, keep the answer it has, or one way not to answer."""
    ways: list[tuple[Action, str]] = []
    if question.kind is Kind.SELECT_MULTIPLE:
        ways.append((Action.DONE, "survey.button.done"))
    if question.kind is Kind.NOTE:
        ways.append((Action.NEXT, "survey.button.next"))
    elif question.name in session.answers:
        ways.append((Action.NEXT, "survey.button.keep"))
    ways += _unanswered(question)
    row = tuple(Button(words(key), _tap(questionnaire, action, question.name)) for action, key in ways)
    return (row,) if row else ()


def _unanswered(question: Question) -> list[tuple[Action, str]]:
    """How not to answer. One button is enough: free text is skipped, a choice is declined."""
    if question.kind is Kind.NOTE:
        return []
    if question.prefer_not and (question.required or question.kind is not Kind.TEXT):
        return [(Action.PREFER_NOT, "survey.button.prefer_not")]
    return [] if question.required else [(Action.SKIP, "survey.button.skip")]


def _always_rows(questionnaire: Questionnaire, session: Session, words: Words) -> Rows:
    """What stands under every question: back, pause, help."""
    row = [Button(words("survey.button.pause"), pack_menu(Menu.PAUSE))]
    name = session.position.question
    if progress(questionnaire, session).number > 1 or session.position.editing or session.position.other:
        row.insert(0, Button(words("survey.button.back"), _tap(questionnaire, Action.BACK, name)))
    return (tuple(row), _help_row(words))


def _help_row(words: Words) -> tuple[Button, ...]:
    return (Button(words("button.help"), pack_menu(Menu.HELP)),)


def _tap(questionnaire: Questionnaire, action: Action, question: str = "", option: str = "") -> str:
    return pack_tap(Tap(questionnaire.version, action, question, option))


def _pairs(buttons: Iterable[Button]) -> list[tuple[Button, ...]]:
    each = list(buttons)
    return [tuple(each[at : at + 2]) for at in range(0, len(each), 2)]


def _escaped(text: Text, words: Words) -> str:
    return words("text", text=in_language(text, words.language))

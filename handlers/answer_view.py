"""Answers in words, and how a question is to be answered."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from delivery.plain_text import plain
from handlers.survey_screen import SurveyScreen
from localization.catalogue import Words
from localization.labels import listed
from survey.bounds import count_bounds
from survey.questionnaire import Kind, Question
from survey.session import Answer, AnswerStatus
from survey.ticks import TICKED
from survey.wording import LONGEST_QUOTE, answer_words, written_day, written_number


def answer_text(question: Question, answer: Answer, words: Words, most: int = LONGEST_QUOTE) -> str:
    """An answer in words, as the person gave it; free text is cut at `most` characters."""
    if answer.status is AnswerStatus.PREFER_NOT:
        return words("survey.button.prefer_not")
    if answer.status is AnswerStatus.SKIPPED:
        return words("survey.skipped")
    said = answer_words(question, answer, words.language, most)
    shared = question.kind is Kind.GEOPOINT and not any(map(question.choice, answer.options))
    return plain(words("survey.place.area", place=said)) if shared else said


def how_to_answer(screen: SurveyScreen) -> str:
    """What the person is to do, and how much of it is done; nothing where the buttons say it all."""
    line = _HOW.get(screen.question.kind)
    return line(screen) if line else ""


def standing_answer(screen: SurveyScreen) -> str:
    """The answer that the open question has already, where its buttons do not show it."""
    question = screen.question
    answer = screen.session.answers.get(question.name)
    if answer is None or (question.kind in TICKED and answer.status is AnswerStatus.GIVEN):
        return ""
    return screen.words("survey.your_answer", answer=answer_text(question, answer, screen.words))


def _selection_line(screen: SurveyScreen) -> str:
    question, words, selected = screen.question, screen.words, screen.session.position.selected
    if selected:
        labels = [screen.label(choice.label) for choice in question.choices if choice.name in selected]
        return words("survey.selected", options=listed(labels, words.language))
    least, most = count_bounds(question)
    bounded = question.constraint.most is not None
    if least > 1:
        return words("survey.choose_between" if bounded else "survey.choose_least", least=least, most=most)
    return words("survey.choose_most" if bounded else "survey.choose_several", most=most)


def _ranking(screen: SurveyScreen) -> str:
    question, words = screen.question, screen.words
    labels = {choice.name: screen.label(choice.label) for choice in question.choices}
    ranked = [labels[name] for name in screen.session.position.selected if name in labels]
    if not ranked:
        return words("survey.rank.how")
    lines = (words("survey.ranked", place=place, option=label) for place, label in enumerate(ranked, 1))
    return "\n".join((words("survey.rank.order"), *lines))


def _number_line(screen: SurveyScreen) -> str:
    question, words = screen.question, screen.words
    least, most = (
        written_number(str(bound), words.language) if isinstance(bound, Decimal) else ""
        for bound in (question.constraint.least, question.constraint.most)
    )
    if least and most:
        return words("survey.number.between", least=least, most=most)
    if least:
        return words("survey.number.least", least=least)
    return words("survey.number.most", most=most) if most else words("survey.number.how")


def _day_line(screen: SurveyScreen) -> str:
    day = screen.today.isoformat()
    return screen.words("survey.date.how", example=written_day(day, screen.words.language), digits=day)


_HOW: Mapping[Kind, Callable[[SurveyScreen], str]] = {
    Kind.SELECT_MULTIPLE: _selection_line,
    Kind.RANK: _ranking,
    Kind.INTEGER: _number_line,
    Kind.DECIMAL: _number_line,
    Kind.DATE: _day_line,
    Kind.GEOPOINT: lambda screen: screen.words("survey.place.how"),
    Kind.TEXT: lambda screen: screen.words("survey.before_text"),
}

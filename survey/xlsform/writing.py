"""Writes a questionnaire as an XLSForm workbook that the tools of ODK and KoboToolbox take.

What XLSForm has no word for stands in columns that begin with `lofteskollen_`, which those tools pass over, so that
reading the workbook again gives the same questionnaire.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils.exceptions import IllegalCharacterError

from survey.definition_writer import longest_words
from survey.order import asks
from survey.questionnaire import Choice, Group, Kind, Question, Questionnaire, Text
from survey.written_values import plain_number
from survey.xlsform.choices_sheet import ENDS, EXCLUSIVE, LIST, OTHER
from survey.xlsform.columns import language_name
from survey.xlsform.constraint import constraint_expression
from survey.xlsform.errors import XlsformErrors
from survey.xlsform.question_types import BEGIN, END, written_type
from survey.xlsform.relevant import expression_of
from survey.xlsform.settings_sheet import DEFAULT_LANGUAGE, NAME, OUR_TITLE, REVIEWED, ROUND, TITLE, VERSION
from survey.xlsform.survey_sheet import MAX_LENGTH, ORIGIN, PLACES, PREFER_NOT
from survey.xlsform.workbook import CHOICES, SETTINGS, SURVEY

Line = Mapping[str, str | int]
"""A row's words by the title of their column."""

_ASKED = ("type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message", "parameters")
_OURS = (PREFER_NOT, MAX_LENGTH, PLACES, ORIGIN)
_SPOKEN = frozenset(("label", "hint", "constraint_message", OUR_TITLE))
_WIDE = 30


def write_xlsform(questionnaire: Questionnaire, path: Path) -> None:
    """Write the workbook; an existing file is replaced.

    Raises:
        XlsformErrors: a text has a character that no workbook can hold.
        OSError: the file cannot be written.
    """
    languages = questionnaire.languages
    book = Workbook()
    book.remove(book.worksheets[0])
    lists = _Lists(questionnaire.questions)
    try:
        _fill(book, SURVEY, (*_ASKED, *_OURS), languages, _survey(questionnaire, lists))
        _fill(book, CHOICES, (LIST, "name", "label", OTHER, EXCLUSIVE, ENDS), languages, lists.lines())
        settings = (TITLE, NAME, VERSION, DEFAULT_LANGUAGE, ROUND, REVIEWED, OUR_TITLE)
        _fill(book, SETTINGS, settings, languages, [_settings(questionnaire)])
    except IllegalCharacterError as error:
        raise XlsformErrors(["a text has a control character, which no workbook can hold"]) from error
    book.save(path)


class _Lists:
    """The lists of options by name; questions with the same options share one."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self._names: dict[str, str] = {}
        self._choices: dict[str, tuple[Choice, ...]] = {}
        for question in questions:
            if question.choices:
                same = (name for name, choices in self._choices.items() if choices == question.choices)
                name = next(same, question.name)
                self._names[question.name] = name
                self._choices[name] = question.choices

    def name(self, question: Question) -> str:
        """The list of the question's options; empty where it has none."""
        return self._names.get(question.name, "")

    def lines(self) -> Iterator[Line]:
        for name, choices in self._choices.items():
            for choice in choices:
                flags = {OTHER: choice.other, EXCLUSIVE: choice.exclusive, ENDS: choice.ends}
                said = {word: "yes" for word, flag in flags.items() if flag}
                yield {LIST: name, "name": choice.name, **_spoken("label", choice.label), **said}


def _survey(questionnaire: Questionnaire, lists: _Lists) -> Iterator[Line]:
    for group, questions in groupby(questionnaire.questions, key=lambda question: question.group):
        if group:
            yield _group(group)
        for question in questions:
            yield _question(question, lists.name(question))
        if group:
            yield {"type": END}


def _group(group: Group) -> Line:
    condition = expression_of(group.relevant) if group.relevant else ""
    return {"type": BEGIN, "name": group.name, **_spoken("label", group.label), "relevant": condition}


def _question(question: Question, options: str) -> Line:
    longest = None if question.kind is Kind.TEXT else longest_words(question)
    return {
        "type": written_type(question.kind, options),
        "name": question.name,
        **_spoken("label", question.label),
        **_spoken("hint", question.hint),
        "required": "yes" if question.required else "",
        "relevant": expression_of(question.relevant) if question.relevant else "",
        "constraint": constraint_expression(question),
        **_spoken("constraint_message", question.constraint_message),
        "parameters": _parameters(question),
        PREFER_NOT: ("yes" if question.prefer_not else "no") if asks(question) else "",
        MAX_LENGTH: "" if longest is None else longest,
        PLACES: options if question.kind is Kind.GEOPOINT else "",
        ORIGIN: question.origin,
    }


def _parameters(question: Question) -> str:
    scale = question.scale
    if scale:
        return f"start={plain_number(scale.start)} end={plain_number(scale.end)} step={plain_number(scale.step)}"
    return "randomize=true" if question.random_order else ""


def _settings(questionnaire: Questionnaire) -> Line:
    first = questionnaire.languages[0]
    return {
        TITLE: questionnaire.title[first],
        NAME: questionnaire.name,
        VERSION: questionnaire.version,
        DEFAULT_LANGUAGE: language_name(first),
        ROUND: questionnaire.round,
        REVIEWED: " ".join(questionnaire.reviewed),
        **_spoken(OUR_TITLE, questionnaire.title),
    }


def _spoken(word: str, text: Text) -> dict[str, str]:
    return {_title(word, language): words for language, words in text.items()}


def _title(word: str, language: str) -> str:
    return f"{word}::{language_name(language)}"


def _fill(book: Workbook, name: str, words: Sequence[str], languages: Sequence[str], lines: Iterable[Line]) -> None:
    """A sheet with a column for each word, or each of its languages; words that look like a formula stay words."""
    titles = [title for word in words for title in (_titles(word, languages) if word in _SPOKEN else [word])]
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for row, line in enumerate([dict(zip(titles, titles, strict=True)), *lines], 1):
        for column, title in enumerate(titles, 1):
            if line.get(title, "") != "":
                cell = sheet.cell(row, column, line[title])
                cell.data_type = "n" if isinstance(line[title], int) else "s"
                sheet.column_dimensions[cell.column_letter].width = _WIDE


def _titles(word: str, languages: Sequence[str]) -> list[str]:
    return [_title(word, language) for language in languages]

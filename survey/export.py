"""Responses as a table: one row a response, one column a question, nothing that names a person or a chat."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TextIO

from survey.cells import CellType, cell_type, no_formula
from survey.names import COLUMNS
from survey.ports import Response
from survey.questionnaire import Kind, Question, Questionnaire
from survey.session import Answer, AnswerStatus

_LINE_END = "\r\n"
"""Of a CSV file (RFC 4180)."""

Rows = Iterable[tuple[Response, Mapping[str, Answer]]]

_CHANNELS = {"chat": "resident"}
"""What a channel is called where it goes out: somebody in their own chat is a resident."""


def columns(questionnaires: Sequence[Questionnaire]) -> tuple[str, ...]:
    """The header: what is known of the response, then every question of every version in its order."""
    names: dict[str, None] = {}
    for questionnaire in questionnaires:
        for question in questionnaire.questions:
            names.update(dict.fromkeys(question_columns(question)))
    return (*COLUMNS, *names)


def table(questionnaires: Sequence[Questionnaire], rows: Rows) -> Iterator[dict[str, str]]:
    """Each response as column → cell; a column the response's version does not have is empty."""
    header = columns(questionnaires)
    questions = {question.name: question for each in reversed(questionnaires) for question in each.questions}
    for response, answers in rows:
        cells = dict.fromkeys(header, "") | _about(response)
        for name, answer in answers.items():
            if name in questions:
                cells.update(_cells(questions[name], answer))
        yield cells


def write_csv(file: TextIO, questionnaires: Sequence[Questionnaire], rows: Rows) -> int:
    """Write the table as CSV for a spreadsheet (the caller opens the file as `utf-8-sig`); returns the rows written.

    Words are quoted and numbers and days are not, so that a program that asks can tell 007 from 7.
    """
    kinds = kinds_of(questionnaires)
    file.write(",".join(map(no_formula, columns(questionnaires))) + _LINE_END)
    written = 0
    for cells in table(questionnaires, rows):
        file.write(",".join(_csv_cell(name, kinds.get(name), text) for name, text in cells.items()) + _LINE_END)
        written += 1
    return written


def write_json(file: TextIO, questionnaires: Sequence[Questionnaire], rows: Rows) -> int:
    """Write the table as a JSON array of objects, one line a response; returns the rows written."""
    written = 0
    file.write("[")
    for cells in table(questionnaires, rows):
        file.write("\n" if written == 0 else ",\n")
        file.write(json.dumps(cells, ensure_ascii=False))
        written += 1
    file.write("\n]\n")
    return written


def kinds_of(questionnaires: Sequence[Questionnaire]) -> Mapping[str, Kind]:
    """The kind of each question by its name; the newest version says it."""
    return {question.name: question.kind for form in reversed(questionnaires) for question in form.questions}


def _csv_cell(name: str, kind: Kind | None, text: str) -> str:
    if not text or cell_type(name, kind, text) is not CellType.WORDS:
        return text
    quoted = no_formula(text).replace('"', '""')
    return f'"{quoted}"'


def _about(response: Response) -> dict[str, str]:
    values: tuple[Any, ...] = (
        response.id, response.status, response.survey, response.version, response.round,
        response.language, _CHANNELS.get(response.channel, response.channel),
        response.started_on, response.submitted_on,
    )  # fmt: skip
    return dict(zip(COLUMNS, map(_written, values), strict=True))


def _written(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def question_columns(question: Question) -> tuple[str, ...]:
    """The columns of one question."""
    if question.kind is Kind.NOTE:
        return ()
    if question.kind is Kind.TEXT:
        return (question.name, f"{question.name}__language")
    if any(choice.other for choice in question.choices):
        return (question.name, f"{question.name}__other", f"{question.name}__language")
    return (question.name,)


def _cells(question: Question, answer: Answer) -> dict[str, str]:
    if answer.status is AnswerStatus.SKIPPED:
        return {}
    if answer.status is AnswerStatus.PREFER_NOT:
        return {question.name: "prefer_not"}
    if question.kind is Kind.TEXT:
        return {question.name: answer.text or "", f"{question.name}__language": answer.language or ""}
    cells = {question.name: " ".join(answer.options)}
    if answer.text:
        cells |= {f"{question.name}__other": answer.text, f"{question.name}__language": answer.language or ""}
    return cells

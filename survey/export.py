"""Responses as a table: one row a response, one column a question, nothing that names a person or a chat."""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TextIO

from survey.names import COLUMNS
from survey.ports import Response
from survey.questionnaire import Kind, Question, Questionnaire
from survey.session import Answer, AnswerStatus

Rows = Iterable[tuple[Response, Mapping[str, Answer]]]

_FORMULA = re.compile(r"(^ *)(?=[=+\-@\t\r\n\0＝＋－＠])|([;\t\r\n] *)(?=[=+\-@＝＋－＠])")
"""Where a spreadsheet may see the start of a formula (OWASP, CSV injection): at the start of a cell, and inside one for
the Swedish Excel, which parts cells at a semicolon whatever quotes stand around it. Full-width forms count too."""

_CHANNELS = {"chat": "resident"}
"""What a channel is called where it goes out: somebody in their own chat is a resident."""

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
NUMBERS = frozenset((Kind.INTEGER, Kind.DECIMAL, Kind.RANGE))


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
    """Write the table as CSV for a spreadsheet (the caller opens the file as `utf-8-sig`); returns the rows written."""
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([no_formula(name) for name in columns(questionnaires)])
    numbers = {each.name for form in questionnaires for each in form.questions if each.kind in NUMBERS}
    written = 0
    for cells in table(questionnaires, rows):
        writer.writerow([_cell(text, number=name in numbers) for name, text in cells.items()])
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


def _cell(text: str, *, number: bool) -> str:
    """The cell as it is safe: what was checked to be a number may begin with a minus."""
    return text if number and _NUMBER.fullmatch(text) else no_formula(text)


def no_formula(cell: str) -> str:
    """The cell with an apostrophe wherever a spreadsheet might see the start of a formula."""
    return _FORMULA.sub(r"\g<0>'", cell)

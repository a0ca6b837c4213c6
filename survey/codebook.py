"""What each column of an export means: for people as rows, for programs as a JSON Schema."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from localization.labels import in_language
from survey.cells import NUMBERS
from survey.export import columns, question_columns
from survey.names import COLUMNS
from survey.questionnaire import Kind, Question, Questionnaire

HEADER = ("column", "type", "question", "value", "label")

_ABOUT = {
    "response_id": "Slumpad. Pekar inte ut någon.",
    "status": "submitted: skickat; partial: lämnat halvvägs; open: pågår.",
    "survey": "Frågeformulärets namn.",
    "version": "Frågeformulärets version.",
    "round": "Omgången. En person svarar en gång i varje.",
    "language": "Språket som personen svarade på.",
    "channel": "resident: egen chatt; kiosk: lånad telefon; paper: papper; sample: påhittat exempel.",
    "started_on": "Dagen då svaret påbörjades.",
    "submitted_on": "Dagen då svaret skickades.",
}
PREFER_NOT = "Vill inte svara"
_WORDS, _OTHER, _LANGUAGE = (
    "Egna ord, med personuppgifter dolda",
    "Egna ord om Annat",
    "Språket i de egna orden, gissat",
)

_APOSTROPHES = (
    "Ett ' har lagts till där ett kalkylprogram kunde se en formel: före = + - @, först i cellen och efter semikolon, "
    "tabb eller ny rad. Mellanslag och andra ' kan stå emellan. Först i cellen står det också före tabb och ny rad. "
    "Ta bort ett ' där, så är orden som de skrevs. Det gäller xlsx och csv, inte json."
)
_LIMITS = (
    "Ett blad rymmer 1 048 575 svar och en cell 32 767 tecken. Är det mer blir det ingen fil: ta ut svaren som csv."
)
_NOTES = (("'", _APOSTROPHES), ("", _LIMITS))
"""On the file as a whole: a value that may be in any cell, and what is said of it."""


class Entry(NamedTuple):
    """One line of the codebook: a column, or a value that it may have."""

    column: str
    kind: str
    question: str
    value: str
    label: str


def codebook(questionnaires: Sequence[Questionnaire], language: str) -> Iterator[Entry]:
    """Every column in the export's order, each followed by its values; the newest version's words first."""
    for name in COLUMNS:
        yield Entry(name, "text", "", "", _ABOUT[name])
    seen: set[str] = set()
    for questionnaire in questionnaires:
        for question in questionnaire.questions:
            if question.name not in seen:
                seen.add(question.name)
                yield from _entries(question, language)


def notes() -> Iterator[Entry]:
    """What holds for every column."""
    for value, said in _NOTES:
        yield Entry("*", "", "", value, said)


def json_schema(questionnaires: Sequence[Questionnaire], language: str) -> dict[str, Any]:
    """What a JSON export holds (JSON Schema, draft 2020-12)."""
    questions = {each.name: each for form in reversed(questionnaires) for each in form.questions}
    names = columns(questionnaires)
    properties = {name: _property(name, questions.get(name), language) for name in names}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Löfteskollen: responses",
        "type": "array",
        "items": {
            "type": "object",
            "properties": properties,
            "required": list(names),
            "additionalProperties": False,
        },
    }


def _entries(question: Question, language: str) -> Iterator[Entry]:
    names = question_columns(question)
    if not names:
        return
    asked = in_language(question.label, language)
    yield Entry(names[0], question.kind, asked, "", _WORDS if question.kind is Kind.TEXT else "")
    for choice in question.choices:
        yield Entry(names[0], "", "", choice.name, in_language(choice.label, language))
    if question.prefer_not:
        yield Entry(names[0], "", "", "prefer_not", PREFER_NOT)
    for name in names[1:]:
        yield Entry(name, "text", asked, "", _OTHER if name.endswith("__other") else _LANGUAGE)


def _property(name: str, question: Question | None, language: str) -> dict[str, Any]:
    described: dict[str, Any] = {"type": "string"}
    if question is None:
        return described | ({"description": _ABOUT[name]} if name in _ABOUT else {})
    described["description"] = in_language(question.label, language)
    if question.kind is Kind.SELECT_ONE:
        described["enum"] = ["", *(choice.name for choice in question.choices), "prefer_not"]
    elif question.kind in NUMBERS:
        described["pattern"] = r"^(-?[0-9]+(\.[0-9]+)?|prefer_not)?$"
    return described

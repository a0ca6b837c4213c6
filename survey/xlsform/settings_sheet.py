"""The sheet `settings`: what the form is called."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from localization.catalogue import SOURCE
from survey.definition import LONGEST_TITLE
from survey.xlsform.columns import OURS, Columns, Row, language_code, read_table
from survey.xlsform.errors import CellProblem, Place
from survey.xlsform.workbook import SETTINGS, SURVEY, Cell, Sheet

TITLE, NAME, VERSION, DEFAULT_LANGUAGE = "form_title", "form_id", "version", "default_language"
OUR_TITLE, ROUND, REVIEWED = (OURS + word for word in ("title", "round", "reviewed"))

COLUMNS = Columns(
    read=(TITLE, NAME, VERSION, DEFAULT_LANGUAGE, OUR_TITLE, ROUND, REVIEWED),
    spoken=(OUR_TITLE,),
    refused={},
    aliases={"set_form_title": TITLE, "set_form_id": NAME},
)
_UNSAID = ("", "default")


@dataclass(frozen=True, slots=True)
class Settings:
    """The one row of the sheet; `default_language` is the code of words whose column says none."""

    row: Row
    default_language: str = SOURCE


def read_settings(sheet: Sheet | None, problems: list[CellProblem]) -> Settings:
    """The settings; nothing where there is no such sheet."""
    nothing = Row(1, Place(len(SETTINGS), 1, 1, SETTINGS), {})
    table = read_table(sheet, COLUMNS, "", problems) if sheet else None
    row = table.rows[0] if table and table.rows else nothing
    default = row.cell(DEFAULT_LANGUAGE)
    code = SOURCE if default.text.lower() in _UNSAID else language_code(default.text)
    if not code:
        problems.append(CellProblem(default.place, f'"{default.text}" is no language we know'))
    return Settings(row, code)


def about(settings: Settings, file_name: str) -> dict[str, Cell]:
    """The cells of the questionnaire's own fields; what XLSForm leaves out has its usual value."""
    usual = {NAME: _tag(file_name), VERSION: "1", ROUND: "first", TITLE: file_name[:LONGEST_TITLE]}
    return {word: _or_usual(settings.row.cell(word), text) for word, text in usual.items()}


def titles(settings: Settings, title: Cell, languages: Sequence[str]) -> Mapping[str, Cell]:
    """The title in each language: XLSForm's one wherever a column of ours says no other."""
    own = settings.row.words(OUR_TITLE)
    return {language: own[language] if language in own and own[language].text else title for language in languages}


def _tag(file_name: str) -> str:
    """A name like that of the file."""
    return re.sub(r"[^a-z0-9]+", "-", file_name.lower()).strip("-")[:40] or SURVEY


def _or_usual(cell: Cell, usual: str) -> Cell:
    return cell if cell.text else Cell(usual, cell.place)

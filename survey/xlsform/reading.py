"""Reads a questionnaire from an XLSForm workbook, the form of ODK and KoboToolbox (https://xlsform.org/en/ref-table/).

The sheets become the document that a YAML file would be, and the same reader checks it: what holds for a file holds for
a workbook. What cannot be carried over is refused with its cell; nothing is left out that changes what is asked.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from ruamel.yaml.nodes import Node

from localization.source import Problem
from survey.definition import understand
from survey.questionnaire import Questionnaire
from survey.xlsform import choices_sheet, settings_sheet, survey_sheet
from survey.xlsform.choices_sheet import OtherWords
from survey.xlsform.columns import Table, read_table
from survey.xlsform.errors import CellProblem, Place, XlsformErrors
from survey.xlsform.settings_sheet import NAME, REVIEWED, ROUND, TITLE, VERSION, Settings
from survey.xlsform.tree import Data, Tree, as_number
from survey.xlsform.wording import languages_of, missing_columns
from survey.xlsform.workbook import CHOICES, SETTINGS, SURVEY, Cell, read_workbook


def _nothing(_language: str) -> None:
    """Nobody says "other"."""


def read_xlsform(path: Path, other_words: OtherWords = _nothing) -> Questionnaire:
    """The questionnaire of a workbook. `other_words` says "other" in a language, for `or_other`.

    Raises:
        XlsformErrors: the workbook has problems; it carries them all.
    """
    problems: list[CellProblem] = []
    sheets = read_workbook(path, problems)
    if SURVEY not in sheets:
        raise XlsformErrors([f'{path}: there is no sheet "{SURVEY}"'])
    settings = settings_sheet.read_settings(sheets.get(SETTINGS), problems)
    survey = read_table(sheets[SURVEY], survey_sheet.COLUMNS, settings.default_language, problems)
    choices = None
    if CHOICES in sheets:
        choices = read_table(sheets[CHOICES], choices_sheet.COLUMNS, settings.default_language, problems)
    tree = Tree()
    noted: list[Problem] = []
    document = _document(path, settings, (survey, choices), other_words, tree, problems)
    questionnaire = understand(tree.value(document, noted))
    problems += tree.in_cells(noted)
    if problems:
        raise XlsformErrors(map(str, _one_a_cell(problems)))
    return questionnaire


def _document(
    path: Path,
    settings: Settings,
    tables: tuple[Table, Table | None],
    other_words: OtherWords,
    tree: Tree,
    problems: list[CellProblem],
) -> Node:
    """What a YAML file would say."""
    survey, choices = tables
    start = _start(survey)
    languages = languages_of(survey, choices)
    problems += _missing_columns(survey, choices, languages, start)
    about = settings_sheet.about(settings, path.stem)
    titles = settings_sheet.titles(settings, about[TITLE], languages)
    lists = choices_sheet.read_lists(choices, languages, other_words, problems)
    questions = survey_sheet.SurveySheet(survey, lists, tree, problems).read()
    reviewed = settings.row.cell(REVIEWED)
    fields: dict[str, Data] = {
        "name": tree.node(about[NAME].text, about[NAME].place),
        "version": tree.node(as_number(about[VERSION].text), about[VERSION].place),
        "round": tree.node(about[ROUND].text, about[ROUND].place),
        "languages": tree.node(languages, start),
        "title": tree.node(_texts(titles, tree), about[TITLE].place),
        "questions": tree.node(questions, start),
        "reviewed": tree.node(reviewed.text.split(), reviewed.place),
    }
    return tree.node(fields, start)


def _texts(cells: Mapping[str, Cell], tree: Tree) -> Mapping[str, Data]:
    return {language: tree.node(cell.text, cell.place) for language, cell in cells.items()}


def _one_a_cell(problems: Sequence[CellProblem]) -> list[CellProblem]:
    """The first problem of each cell: the others often come of it."""
    first: dict[Place, CellProblem] = {}
    for problem in problems:
        first.setdefault(problem.place, problem)
    return sorted(first.values())


def _start(survey: Table) -> Place:
    """Where what is said of the whole sheet stands: its labels."""
    places = [column.place for column in survey.columns]
    labels = [column.place for column in survey.columns if column.word == "label"]
    return (labels or places or [Place(0, 1, 1, SURVEY)])[0]


def _missing_columns(
    survey: Table, choices: Table | None, languages: tuple[str, ...], start: Place
) -> list[CellProblem]:
    spoken = [word for word in survey_sheet.COLUMNS.spoken if word == "label" or survey.has(word)]
    problems = missing_columns(survey, spoken, languages, start)
    if choices and choices.columns:
        problems += missing_columns(choices, ["label"], languages, choices.columns[0].place)
    return problems

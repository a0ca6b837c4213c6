"""A questionnaire written as a workbook and read again is the same; and other tools take the workbook."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from survey.definition import read_questionnaire
from survey.questionnaire import Questionnaire
from survey.xlsform.errors import XlsformErrors
from survey.xlsform.reading import read_xlsform
from survey.xlsform.writing import write_xlsform
from tests.unit.survey.made import questionnaires

HERE = Path(__file__).parents[1]
SHIPPED = HERE.parents[2] / "content" / "sandviken" / "questionnaire.yaml"
FILES = [SHIPPED, *sorted((HERE / "questionnaires").glob("*.yaml"))]
PATIENT = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_written_reads_the_same(path: Path, tmp_path: Path) -> None:
    questionnaire = read_questionnaire(path)
    write_xlsform(questionnaire, tmp_path / "form.xlsx")
    assert read_xlsform(tmp_path / "form.xlsx") == questionnaire


@pytest.mark.no_cover  # the same lines again and again, and counting them takes longer than running them
@PATIENT
@given(questionnaires())
def test_whatever_can_be_asked_survives_a_spreadsheet(
    tmp_path_factory: pytest.TempPathFactory, questionnaire: Questionnaire
) -> None:
    path = tmp_path_factory.getbasetemp() / "made.xlsx"
    write_xlsform(questionnaire, path)
    assert read_xlsform(path) == questionnaire


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_converter_of_odk_takes_what_is_written(path: Path, tmp_path: Path) -> None:
    questionnaire = read_questionnaire(path)
    write_xlsform(questionnaire, tmp_path / "form.xlsx")
    warnings: list[str] = []
    converted = convert(xlsform=str(tmp_path / "form.xlsx"), warnings=warnings).xform
    assert all(
        f'nodeset="/data/{question.name}"' in converted for question in questionnaire.questions if not question.group
    )
    assert [warning for warning in warnings if "sv_simple" not in warning] == []


@pytest.mark.no_cover  # the same lines again and again, and counting them takes longer than running them
@settings(PATIENT, max_examples=15)
@given(questionnaires())
def test_the_converter_takes_whatever_can_be_asked(
    tmp_path_factory: pytest.TempPathFactory, questionnaire: Questionnaire
) -> None:
    path = tmp_path_factory.getbasetemp() / "converted.xlsx"
    write_xlsform(questionnaire, path)
    assert convert(xlsform=str(path), warnings=[]).xform.startswith("<?xml")


def test_words_that_look_like_a_formula_are_written_as_words(town: Questionnaire, tmp_path: Path) -> None:
    write_xlsform(_titled(town, "=1+1"), tmp_path / "form.xlsx")
    cell = load_workbook(tmp_path / "form.xlsx")["settings"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_questions_with_the_same_options_share_a_list(tmp_path: Path) -> None:
    write_xlsform(read_questionnaire(SHIPPED), tmp_path / "form.xlsx")
    survey = load_workbook(tmp_path / "form.xlsx")["survey"]
    types = {row[1]: row[0] for row in survey.iter_rows(values_only=True)}
    assert types["notice_dialogue"] == types["notice_narcotics"] == "select_one notice_narcotics"


def test_a_character_that_no_workbook_holds_is_told(town: Questionnaire, tmp_path: Path) -> None:
    with pytest.raises(XlsformErrors, match="control character"):
        write_xlsform(_titled(town, "\a"), tmp_path / "form.xlsx")


def _titled(questionnaire: Questionnaire, title: str) -> Questionnaire:
    return replace(questionnaire, title=dict.fromkeys(questionnaire.languages, title))

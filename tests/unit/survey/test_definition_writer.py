"""Questionnaires written to a file and read again."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from survey.definition import read_questionnaire
from survey.definition_writer import written
from survey.questionnaire import Questionnaire
from tests.unit.survey.made import questionnaires

HERE = Path(__file__).parent
SHIPPED = HERE.parents[2] / "content" / "sandviken" / "questionnaire.yaml"
FILES = [SHIPPED, *sorted((HERE / "questionnaires").glob("*.yaml"))]


def read_again(questionnaire: Questionnaire, folder: Path) -> Questionnaire:
    path = folder / "again.yaml"
    path.write_text(written(questionnaire), encoding="utf-8")
    return read_questionnaire(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_written_reads_the_same(path: Path, tmp_path: Path) -> None:
    questionnaire = read_questionnaire(path)
    assert read_again(questionnaire, tmp_path) == questionnaire


@pytest.mark.no_cover  # the same lines again and again, and counting them takes longer than running them
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(questionnaires())
def test_whatever_can_be_asked_can_be_written(
    tmp_path_factory: pytest.TempPathFactory, questionnaire: Questionnaire
) -> None:
    again = read_again(questionnaire, tmp_path_factory.getbasetemp())
    assert again == questionnaire
    assert written(again) == written(questionnaire)


def test_it_reads_like_a_file_somebody_wrote(town: Questionnaire) -> None:
    lines = written(town).splitlines()
    assert lines[:8] == [
        "name: town",
        "version: 1",
        "round: first",
        "languages: [sv, en]",
        "reviewed: []",
        "title:",
        "  sv: Staden",
        "  en: The town",
    ]
    assert "      - {name: park, label: {sv: Parken, en: The park}}" in lines
    assert "    relevant: {question: age, is: [teen]}" in lines

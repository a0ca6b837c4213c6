"""The published schema: it says what the reader reads."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from survey.definition import read_questionnaire
from survey.form import FORMS
from survey.questionnaire import Kind
from survey.schema import schema, schema_text

HERE = Path(__file__).parent
CONTENT = HERE.parents[2] / "content"
SOUND = [CONTENT / "sandviken" / "questionnaire.yaml", *sorted((HERE / "questionnaires").glob("*.yaml"))]
BY_SHAPE = [
    "bad_name", "choices_on_a_text", "date_bound_a_number", "flag_not_true_or_false", "group_in_a_group",
    "group_with_a_hint", "group_without_questions", "language_number", "long_button",
    "max_length_too_high", "missing_keys", "no_choices", "number_bound_not_whole", "number_with_lengths", "one_choice",
    "parameters_of_a_text", "range_without_numbers", "relevant_mixed", "relevant_unfinished", "required_note",
    "swedish_missing", "too_many_choices", "unknown_key", "unknown_top_key", "unknown_type", "version_too_high",
]  # fmt: skip
"""Broken files whose fault shows in their shape."""


def test_the_published_schema_is_the_one_in_the_code() -> None:
    published = (CONTENT / "questionnaire.schema.json").read_text(encoding="utf-8")
    assert published == schema_text(), "run: python -m survey.schema > content/questionnaire.schema.json"


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_what_the_reader_takes_the_schema_takes(path: Path) -> None:
    assert read_questionnaire(path).questions
    assert [error.message for error in Draft202012Validator(schema()).iter_errors(as_json(path))] == []


def test_there_is_an_example_of_every_kind() -> None:
    questions = read_questionnaire(HERE / "questionnaires" / "every_kind.yaml").questions
    assert {question.kind for question in questions} == set(Kind) == set(FORMS)


@pytest.mark.parametrize("name", BY_SHAPE)
def test_a_fault_of_shape_shows_in_the_editor(name: str) -> None:
    assert list(Draft202012Validator(schema()).iter_errors(as_json(HERE / "broken" / f"{name}.yaml")))


def test_editors_find_the_schema_from_the_questionnaire() -> None:
    path = CONTENT / "sandviken" / "questionnaire.yaml"
    first = path.read_text(encoding="utf-8").splitlines()[0]
    link = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / link).resolve() == CONTENT / "questionnaire.schema.json"


def as_json(path: Path) -> Any:
    """What an editor holds against the schema: YAML's days are texts there."""
    loaded = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return json.loads(json.dumps(loaded, default=lambda value: value.isoformat() if isinstance(value, date) else value))

from datetime import datetime
from pathlib import Path

import pytest

from survey.xlsform.columns import language_code, language_name
from survey.xlsform.reading import read_xlsform
from tests.unit.survey.xlsform.books import Rows, form


@pytest.mark.parametrize(
    ("called", "code"),
    [
        ("Swedish (sv)", "sv"),
        ("svenska", "sv"),
        ("SV", "sv"),
        ("Enkel svenska (sv_simple)", "sv_simple"),
        ("sv-simple", "sv_simple"),
        ("Arabiska", "ar"),
        ("Somali", "so"),
        ("whatever (xx)", "xx"),
        ("Portuguese (pt-BR)", "pt_br"),
        ("xx", ""),
        ("Elvish", ""),
        ("", ""),
    ],
)
def test_a_language_is_known_by_its_code_or_its_name(called: str, code: str) -> None:
    assert language_code(called) == code


@pytest.mark.parametrize("code", ["sv", "sv_simple", "uk", "xx", "pt_br"])
def test_a_column_names_its_language_so_that_it_is_found_again(code: str) -> None:
    assert language_code(language_name(code)) == code


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (2.0, "2"),
        (2.5, "2.5"),
        (True, "true"),
        (datetime.fromisoformat("2027-01-02"), "2027-01-02"),
        (datetime.fromisoformat("2027-01-02T13:30"), "2027-01-02 13:30:00"),
        ("  två  ", "två"),
    ],
)
def test_whatever_is_typed_into_a_label_is_words(tmp_path: Path, typed: object, read: str) -> None:
    survey: Rows = [["type", "name", "label::sv"], ["text", "wish", typed]]
    assert read_xlsform(form(tmp_path, survey)).questions[0].label == {"sv": read}

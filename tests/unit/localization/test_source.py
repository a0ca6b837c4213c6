from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from localization.source import Problem, Value, read_source

Read = Callable[[str], tuple[Value, list[Problem]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """The value under `x`, and the problems it adds itself to when it is asked for something."""

    def read_text(text: str) -> tuple[Value, list[Problem]]:
        path = tmp_path / "x.yaml"
        path.write_text(text, encoding="utf-8")
        problems: list[Problem] = []
        return read_source(path, problems).record(required=("x",))["x"], problems

    return read_text


def test_values_are_given_as_they_are_meant(read: Read) -> None:
    assert read("x: no")[0].text() == "no"
    assert read("x: '112'")[0].text() == "112"
    assert read("x: 7")[0].number(1, 9) == 7
    assert read("x: true")[0].flag() is True
    assert read("x: 2020-05-27")[0].date() == date(2020, 5, 27)
    assert read("x: {sv: Hej, en: Hi}")[0].words(("sv", "en")) == {"sv": "Hej", "en": "Hi"}
    assert [each.text() for each in read("x: [a, b]")[0].items()] == ["a", "b"]


def test_what_is_left_out_has_its_default(read: Read) -> None:
    value, problems = read("x: {}")
    absent = value.record(required=(), optional=("y",))["y"]
    assert not absent.present
    assert absent.number(1, 9, default=3) == 3
    assert absent.flag(default=True) is True
    assert absent.items() == []
    assert problems == []


ASKING: list[tuple[str, Callable[[Value], object], str]] = [
    ("x: 112", lambda x: x.text(), "1:4: text is expected here, in quotes if it looks like something else"),
    ("x: [a]", lambda x: x.text(), "1:4: text is expected here, in quotes if it looks like something else"),
    ("x: abcd", lambda x: x.text(3), "1:4: 4 characters are too many, 3 fit"),
    ("x: 10", lambda x: x.number(1, 9), "1:4: a whole number from 1 to 9 is expected here"),
    ("x: -1", lambda x: x.number(1, 9), "1:4: a whole number from 1 to 9 is expected here"),
    ("x: 0x7", lambda x: x.number(1, 9), "1:4: a whole number from 1 to 9 is expected here"),
    ("x: yes", lambda x: x.flag(), "1:4: true or false is expected here"),
    ("x: 2020-02-30", lambda x: x.date(), "1:4: a date is expected here, as 2020-05-27"),
    ("x: blue", lambda x: x.one_of(["red"]), '1:4: "blue" is not known here; known are red'),
    ("x: a", lambda x: x.items(), "1:4: a list is expected here"),
    ("x: a", lambda x: x.record(("y",)), "1:4: keys with values are expected here"),
    ("x: {sv: Hej}", lambda x: x.words(("sv", "en")), '1:4: missing here: "en"'),
]


@pytest.mark.parametrize(("text", "ask", "message"), ASKING)
def test_what_is_not_as_asked_for_is_told_once_with_its_place(
    read: Read, text: str, ask: Callable[[Value], object], message: str
) -> None:
    value, problems = read(text)
    ask(value)
    value.problem("and more")
    assert [f"{each.line}:{each.column}: {each.message}" for each in problems] == [message]


def test_an_unknown_key_is_told_where_the_key_stands(read: Read) -> None:
    value, problems = read("x:\n  z: 1")
    value.record((), ("y",))
    assert [str(each) for each in problems] == [f'{value.file}:2:3: the key "z" is not known here; known are y']


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x: [", "not YAML"),
        ("x: &a 1", "anchors"),
        ("x: &a {not: *a}", "anchors"),
        ("x: 1\nx: 2", 'the key "x" is here twice'),
        ("{x: 1}\n---\n{x: 2}", "not YAML"),
        ("? [x]\n: 1\n", "text is expected"),
        ("", "the file is empty"),
    ],
)
def test_a_broken_file_is_a_problem_and_not_an_exception(read: Read, text: str, message: str) -> None:
    _, problems = read(text)
    assert message in problems[0].message


def test_a_file_in_another_encoding_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes("x: å".encode("latin-1"))
    problems: list[Problem] = []
    assert not read_source(path, problems).present
    assert str(problems[0]).startswith(f"{path}:1:1: cannot be read: ")

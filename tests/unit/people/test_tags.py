from pathlib import Path

import pytest

from people.errors import TagFileErrors
from people.tags import Tag, read_tags

FILE = """\
languages: [sv, en]
tags:
  - name: lighting
    label: {sv: Ljus, en: Light}
  - name: school
    label: {sv: Skolan, en: School}
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "tags.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_tags_are_read_in_their_order(tmp_path: Path) -> None:
    assert read_tags(written(tmp_path, FILE)) == (
        Tag("lighting", {"sv": "Ljus", "en": "Light"}),
        Tag("school", {"sv": "Skolan", "en": "School"}),
    )


def test_without_a_file_there_are_none(tmp_path: Path) -> None:
    assert read_tags(tmp_path / "tags.yaml") == ()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("name: school", "name: lighting", '5:11: "lighting" is here twice'),
        ("en: School", "en: ''", "6:29: text is expected here, and this is empty"),
        ("{sv: Skolan, en: School}", "{sv: Skolan}", '6:12: missing here: "en"'),
        ("name: school", "name: School", "5:11: a name has at most 20 characters"),
        ("{sv: Ljus,", f"{{sv: {'L' * 21},", "4:17: 21 characters are too many, 20 fit"),
        ("tags:", "tag:", '2:1: the key "tag" is not known here'),
        ("languages: [sv, en]", "languages: [en]", "1:12: Swedish (sv) is missing among the languages"),
    ],
)
def test_a_problem_is_told_with_its_place(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in FILE
    path = written(tmp_path, FILE.replace(old, new, 1) if old != "name: school" else FILE.replace(old, new))
    with pytest.raises(TagFileErrors) as caught:
        read_tags(path)
    assert f"{path}:{problem}" in str(caught.value)


def test_too_many_are_a_problem(tmp_path: Path) -> None:
    many = "".join(f"  - {{name: t{number}, label: {{sv: a, en: b}}}}\n" for number in range(21))
    with pytest.raises(TagFileErrors, match="there are 1 to 20 tags"):
        read_tags(written(tmp_path, f"languages: [sv, en]\ntags:\n{many}"))

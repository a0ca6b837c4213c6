import shutil
from pathlib import Path

import pytest

from bot.content import ContentError, read_content
from tests.shipped import shipped, with_few_words


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return with_few_words(tmp_path / "town")


def replace_in(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems(folder: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read_content(folder)
    assert str(caught.value).splitlines() == caught.value.problems
    return caught.value.problems


def test_the_shipped_content_is_right_and_whole() -> None:
    content = shipped()
    assert content.questionnaires == (content.questionnaire, content.dialogue)
    assert set(content.questionnaire.languages) <= set(content.catalogues.languages)
    for commitment in content.promise.commitments:
        assert content.questionnaire.question(f"notice_{commitment.name}")


def test_every_problem_of_every_file_is_told_at_once_with_its_place(folder: Path) -> None:
    replace_in(folder / "questionnaire.yaml", "version: 1", "version: one")
    replace_in(folder / "questionnaire.yaml", "type: text", "type: essay")
    replace_in(folder / "help_lines.yaml", '"112"', '"ring"')
    (folder / "promise.yaml").write_text("name: [", encoding="utf-8")
    found = problems(folder)
    places = [line.split(": ")[0] for line in found]
    for name in ("questionnaire.yaml", "promise.yaml", "help_lines.yaml"):
        mine = [place for place in places if f"{name}:" in place]
        assert mine, found
        assert all(part.isdigit() for place in mine for part in place.split(f"{name}:")[1].split(":"))
    assert sum("questionnaire.yaml" in place for place in places) >= 2


def test_a_folder_that_is_not_there_names_each_missing_file(tmp_path: Path) -> None:
    found = " ".join(problems(tmp_path / "nowhere"))
    for name in ("questionnaire.yaml", "promise.yaml", "help_lines.yaml"):
        assert name in found


def test_earlier_versions_are_kept_for_surveys_still_open(folder: Path) -> None:
    (folder / "earlier").mkdir()
    shutil.copy(folder / "questionnaire.yaml", folder / "earlier" / "1.yaml")
    replace_in(folder / "questionnaire.yaml", "version: 1", "version: 2")
    content = read_content(folder)
    assert [each.version for each in content.questionnaires] == [2, 1, 101]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("version: 101", "version: 1", "version 1 is another questionnaire's"),
        ("name: dialogue_wish", "name: wish", '"wish" is a question of another questionnaire'),
        ("name: dialogue_heard", "name: dialogue_heard\n    required: true\n    prefer_not: false", "is counted"),
    ],
)
def test_the_questions_at_dialogues_stand_apart_from_the_survey(folder: Path, old: str, new: str, said: str) -> None:
    replace_in(folder / "dialogue.yaml", old, new)
    assert said in " ".join(problems(folder))


def test_without_a_file_for_dialogues_nothing_is_asked_there(folder: Path) -> None:
    (folder / "dialogue.yaml").unlink()
    assert read_content(folder).dialogue is None


def test_a_broken_earlier_version_is_a_problem_too(folder: Path) -> None:
    (folder / "earlier").mkdir()
    (folder / "earlier" / "1.yaml").write_text("name: x\n", encoding="utf-8")
    assert all("1.yaml" in line for line in problems(folder))

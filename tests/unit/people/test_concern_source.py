from pathlib import Path

import pytest

from people.concern.category import Category
from people.concern.concerns import Concerns
from people.concern.source import read_concerns
from people.errors import ConcernFileErrors

FILE = """\
language: sv
reviewed: false
before_places: [i, på]
between: [bara, typ]
lists:
  - name: family
    words: [pappa, mamma]
  - name: someone
    words: [<family>, han]
not: [vill inte dö]
story: [i spelet]
self_harm: [vill dö]
school_threat: [bomb i skolan]
sexual: [tafsar på mig]
recruited: [tvingas sälja]
crime_now: [står här med kniv]
violence:
  - <someone> slår mig
suspect: [<Name> säljer knark]
"""


def read(folder: Path, text: str = FILE, name: str = "sv.yaml") -> Concerns:
    (folder / name).write_text(text, encoding="utf-8")
    return read_concerns(folder)


def test_a_list_as_small_as_this_notices_what_is_in_it(tmp_path: Path) -> None:
    concerns = read(tmp_path)
    assert concerns.notice("Jag vill bara typ dö") is Category.SELF_HARM
    assert concerns.notice("ibland slår han mig men mamma slår mig aldrig") is Category.VIOLENCE
    assert concerns.notice("Det är Kalle Svensson säljer knark") is Category.SUSPECT
    assert concerns.notice("På Stora Torget säljer knark någon") is None
    assert concerns.notice("jag vill inte dö") is None
    assert concerns.notice("i spelet slår pappa, han slår mig") is None
    assert concerns.notice("i spelet dör alla. han slår mig") is Category.VIOLENCE


def test_of_several_concerns_the_most_serious_counts(tmp_path: Path) -> None:
    assert read(tmp_path).notice("pappa slår mig. han tafsar på mig") is Category.SEXUAL


def test_only_what_is_for_the_police_is_a_tip() -> None:
    assert {category for category in Category if category.is_tip} == {Category.CRIME_NOW, Category.SUSPECT}


def test_people_are_told_which_lists_nobody_has_reviewed(tmp_path: Path) -> None:
    english = FILE.replace("language: sv", "language: en").replace(
        "reviewed: false", "reviewed: true\nreviewed_by: A child psychologist, 2026-12-01"
    )
    (tmp_path / "en.yaml").write_text(english, encoding="utf-8")
    assert read(tmp_path).doubts() == ('the word list of "sv" has not been reviewed by a child-safety professional',)


def test_spelling_habits_of_a_language_are_data(tmp_path: Path) -> None:
    concerns = read(
        tmp_path,
        FILE.replace("between:", "joined: [själv]\nprefixes: [och]\nbetween:").replace(
            "[vill dö]", "[självmord ikväll, slut nu]"
        ),
    )
    assert concerns.notice("själv mord ikväll") is Category.SELF_HARM
    assert concerns.notice("ochslut nu") is Category.SELF_HARM


@pytest.mark.parametrize(
    ("right", "wrong", "place", "message"),
    [
        ("language: sv", "language: en", ":1:11: ", "called en.yaml"),
        ("reviewed: false", "reviewed: true", ":2:11: ", "reviewed_by"),
        ("reviewed: false", "reviewed: perhaps", ":2:11: ", "true or false"),
        ("<family>, han", "<partner>, han", ":9:13: ", "<partner> is no list above this line"),
        ("name: someone", "name: family", ":8:11: ", "here twice"),
        ("[vill dö]", "[vill dö, vill dö]", ":12:22: ", "here twice"),
        ("[vill dö]", "[vill (dö]", ":12:13: ", '"(" is not closed'),
        ("[vill dö]", "[vill dö)]", ":12:13: ", 'no "(" before it'),
        ("[vill dö]", "[vill (dö|)]", ":12:13: ", "nothing on one side"),
        ("[vill dö]", "[själv-mord]", ":12:13: ", "is not one word"),
        ("[vill dö]", "[dö*d]", ":12:13: ", "is not understood"),
        ("[vill dö]", "[bara? dö]", ":12:13: ", "begins with a word that must be there"),
        ("[vill dö]", "[(vill|jag)* dö]", ":12:13: ", "begins with a word that must be there"),
        ("[vill dö]", '["... dö"]', ":12:13: ", "begins with a word that must be there"),
        ("[vill dö]", '["*mord ikväll"]', ":12:13: ", "begins with a word that must be there"),
        ("[vill dö]", "[vill ...]", ":12:13: ", "does not end with ..."),
        ("[vill dö]", "[hhhh* dö]", ":12:13: ", "too many words"),
        ("[vill dö]", "[]", ":12:12: ", "at least one phrase"),
        ("[vill dö]", "vill dö", ":12:12: ", "a list is expected"),
        ("self_harm:", "selfharm:", ":12:1: ", "not known here"),
        ("self_harm: [vill dö]\n", "", ":1:1: ", 'missing here: "self_harm"'),
    ],
)
def test_a_slip_in_a_list_is_told_with_its_place(
    tmp_path: Path, right: str, wrong: str, place: str, message: str
) -> None:
    with pytest.raises(ConcernFileErrors) as error:
        read(tmp_path, FILE.replace(right, wrong, 1))
    told = str(error.value).splitlines()
    assert any(f"sv.yaml{place}" in line and message in line for line in told), told


def test_the_slips_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "en.yaml").write_text("language: [", encoding="utf-8")
    with pytest.raises(ConcernFileErrors) as error:
        read(tmp_path, FILE.replace("vill dö", "(vill").replace("slår mig", "slår (mig"))
    files = [(Path(problem.file).name, problem.line) for problem in error.value.problems]
    assert files == [("en.yaml", 1), ("sv.yaml", 12), ("sv.yaml", 18)]


def test_a_folder_without_any_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConcernFileErrors, match="no word list"):
        read_concerns(tmp_path)

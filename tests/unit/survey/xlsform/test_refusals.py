"""What cannot be carried over from a spreadsheet is told by its cell, all at once."""

from pathlib import Path

import pytest

from survey.xlsform.reading import read_xlsform
from tests.unit.survey.xlsform.books import CHOICES, SETTINGS, Rows, form, problems, save

HEADER = ["type", "name", "label::Swedish (sv)"]
ASKED = ["text", "wish", "Önskan?"]
NAME = "a name has at most 20 characters, a to z, 0 to 9 and _, and starts with a letter"
RECORDED = "is not asked but recorded; the bot records nothing of the kind, so leave the row out"
NO_OTHER = "or_other has no words in Swedish (sv); give the option a row, with yes in lofteskollen_other"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["calculate", "sum", None], "A3: nothing is calculated here; leave the row out"),
        (["begin_repeat", "again", "Igen"], "A3: questions that repeat cannot be carried over"),
        (["image", "photo", "Bild"], "A3: an answer here is no image; ask in words"),
        (["audio", "sound", "Ljud"], "A3: an answer here is no audio; ask in words"),
        (["start", "start", None], f'A3: "start" {RECORDED}'),
        (["select_one_from_file towns.csv", "town", "Ort"], 'A3: options come from the sheet "choices" only'),
        (["select_one", "town", "Ort"], 'A3: "select_one" is no type that can be asked here'),
        (["time", "when", "När?"], 'A3: "time" is no type that can be asked here'),
        ([None, "when", "När?"], "A3: the type is missing"),
        (["select_one towns", "town", "Ort"], 'A3: the sheet "choices" has no list "towns"'),
        (["select_one yes_no or_other", "sure", "Säker?"], f"A3: {NO_OTHER}"),
        (["text", "Wish 2", "Önskan?"], f"B3: {NAME}"),
        (["text", "wish", "Önskan?"], 'B3: "wish" is here twice'),
        (["text", "status", "Önskan?"], 'B3: "status" is taken by the export'),
        (["text", None, "Önskan?"], "B3: text is expected here, and this is empty"),
        (["text", "more", None], "C3: text is expected here, and this is empty"),
        (["text", "more", "Om ${that}?"], 'C3: no question "that" is asked before this one'),
        (["end_group", None, None], "A3: no group is open here"),
        (["begin_group", "more", "Mer"], "A3: this group has no end"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_asked(tmp_path: Path, row: list[object], said: str) -> None:
    assert problems(form(tmp_path, [HEADER, ASKED, row])) == [f"survey!{said}"]


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        ("calculation", "1 + 1", "nothing is calculated here"),
        ("choice_filter", "town = ${town}", "options that hang on earlier answers cannot be carried over"),
        ("repeat_count", 3, "questions that repeat cannot be carried over"),
        ("default", "x", "nothing is answered beforehand here"),
        ("read_only", "yes", "whatever is asked can be answered here"),
        ("guidance_hint", "x", "there is one hint, which everybody sees; put it there"),
        ("required_message::Swedish (sv)", "x", "the bot has its own words for this"),
        ("media::image", "a.jpg", "questions are words: no picture, no sound"),
        ("audio::Swedish (sv)", "a.mp3", "questions are words: no picture, no sound"),
        ("bind::jr:preload", "x", "only XLSForm's own columns can be carried over"),
        ("required", "${age} > 5", "yes or no is expected here; a condition cannot be carried over"),
        ("lofteskollen_prefer_not", "maybe", "yes or no is expected here; a condition cannot be carried over"),
        ("relevant", "${age} + 1 = 5", 'this cannot be carried over from "+ 1 = 5" on'),
        ("relevant", "${nothing} = ''", 'no question "nothing" is asked before this one'),
        ("relevant", "selected(${sure}, 'maybe')", 'the question "sure" has no option "maybe"'),
        ("relevant", "${age} >= 200", "this can never be true"),
        ("relevant", "${sure} >= 2", '"sure" is a select_one: only numbers and days are more or less'),
        (
            "constraint",
            "regex(., '(a+)+')",
            "a group is not repeated in patterns here, or some texts would take minutes",
        ),
        ("constraint", "string-length(.) <= 9999", "a whole number from 1 to 3000 is expected here"),
        ("constraint", ". <= 5", "a text has no constraint of this kind here"),
        ("constraint_message::Swedish (sv)", "Nej", "there is no constraint that this could be said of"),
        ("parameters", "rows=5", 'a text has no "parameters"'),
        ("parameters", "many", "parameters are written start=0 end=10 step=1, or randomize=true"),
    ],
)
def test_a_cell_that_cannot_be_carried_over(tmp_path: Path, column: str, text: object, said: str) -> None:
    survey: Rows = [
        [*HEADER, "constraint", column] if column != "constraint" else [*HEADER, "note", column],
        ["integer", "age", "Ålder?", ". <= 120" if column != "constraint" else None],
        ["select_one yes_no", "sure", "Säker?"],
        [*ASKED, None, text],
    ]
    assert problems(form(tmp_path, survey)) == [f"survey!E4: {said}"]


def test_a_range_of_too_many_numbers(tmp_path: Path) -> None:
    survey: Rows = [[*HEADER, "parameters"], ["range", "grade", "Betyg?", "start=0 end=100"]]
    assert problems(form(tmp_path, survey)) == [
        "survey!D2: a range has at most 11 numbers, which fit on a phone's buttons"
    ]


def test_a_constraint_that_is_refused_takes_its_message_along(tmp_path: Path) -> None:
    survey: Rows = [
        [*HEADER, "constraint", "constraint_message::Swedish (sv)"],
        ["decimal", "height", "Längd?", ". > 0", "Över 0"],
    ]
    assert problems(form(tmp_path, survey)) == ["survey!D2: a limit belongs to what is allowed here: write >= or <="]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("relevent", '"relevent" is no column we know; is "relevant" meant?'),
        ("label::Swedish (sv)", 'the column "label" is here twice'),
        ("hint::Elvish", '"Elvish" is no language we know; call the column hint::Swedish (sv)'),
    ],
)
def test_a_column_that_is_not_understood(tmp_path: Path, title: str, said: str) -> None:
    assert problems(form(tmp_path, [[*HEADER, title], [*ASKED, None]])) == [f"survey!D1: {said}"]


def test_columns_that_change_nothing_are_passed_over(tmp_path: Path) -> None:
    survey: Rows = [[*HEADER, "appearance", "Ansvarig", None, "notes"], [*ASKED, "multiline", "Eva", "?", "Fråga Eva"]]
    assert read_xlsform(form(tmp_path, survey)).questions[0].label == {"sv": "Önskan?"}


def test_each_missing_language_is_told_once_by_its_column(tmp_path: Path) -> None:
    survey: Rows = [
        [*HEADER, "label::English (en)", "hint::English (en)"],
        ["select_one yes_no", "sure", "Säker?", "Sure?", None],
        ["text", "wish", "Önskan?", None, "Briefly"],
    ]
    assert problems(form(tmp_path, survey)) == [
        "survey!E1: there is no column hint::Swedish (sv)",
        "survey!D3: text is expected here, and this is empty",
        "choices!C1: there is no column label::English (en)",
    ]


def test_a_form_in_english_only_is_told_that_swedish_is_missing(tmp_path: Path) -> None:
    survey: Rows = [["type", "name", "label::English (en)"], ["text", "wish", "Wish?"]]
    assert problems(form(tmp_path, survey, [])) == ["survey!C1: Swedish (sv) is missing among the languages"]


def test_options_are_refused_where_they_stand(tmp_path: Path) -> None:
    choices: Rows = [
        [*CHOICES[0], "image", "lofteskollen_other"],
        ["yes_no", "yes", "Ja", "yes.png", None],
        ["yes_no", "No!", "Nej", None, None],
        ["yes_no", "maybe", None, None, "perhaps"],
        ["yes_no", "dunno", "En alldeles för lång text för en knapp på telefonen", None, None],
    ]
    assert problems(form(tmp_path, [HEADER, ["select_one yes_no", "sure", "Säker?"]], choices)) == [
        "choices!D2: options are words here: no picture and no sound",
        f"choices!B3: {NAME}",
        "choices!C4: text is expected here, and this is empty",
        "choices!E4: yes or no is expected here; a condition cannot be carried over",
        "choices!C5: 51 characters are too many, 40 fit",
    ]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ([["form_title", "version"], ["T", "2.0.0"]], "B2: a whole number from 1 to 999999 is expected here"),
        ([["form_title", "version"], ["T", 2017021501]], "B2: a whole number from 1 to 999999 is expected here"),
        (
            [["form_title", "form_id"], ["T", "My form"]],
            "B2: at most 40 small letters, digits, - and _ are expected here",
        ),
        ([["form_title", "default_language"], ["T", "Elvish"]], 'B2: "Elvish" is no language we know'),
        ([["form_title", "lofteskollen_reviewed"], ["T", "sv fi"]], 'B2: "fi" is not among the languages'),
        ([["form_tittle", "form_title"], ["T", "T"]], 'A1: "form_tittle" is no column we know; is "form_title" meant?'),
    ],
)
def test_settings_are_told_by_their_cells(tmp_path: Path, settings: Rows, said: str) -> None:
    assert problems(form(tmp_path, [HEADER, ASKED], settings=settings)) == [f"settings!{said}"]


def test_a_workbook_without_a_survey_is_no_form(tmp_path: Path) -> None:
    path = save(tmp_path, {"choices": CHOICES, "settings": SETTINGS})
    assert problems(path) == [f'{path}: there is no sheet "survey"']


def test_all_problems_are_told_at_once_in_the_order_of_the_cells(tmp_path: Path) -> None:
    survey: Rows = [
        [*HEADER, "relevant"],
        ["begin_group", "g", "Grupp", "${later} = ''"],
        ["video", "film", "Film", None],
        ["text", "later", "Sen?", None],
        ["end_group", None, None, None],
        ["begin_group", "empty", "Tom", None],
        ["file", "film", "Film", None],
        ["end group", None, None, None],
    ]
    assert problems(form(tmp_path, survey, settings=[["form_title", "version"], ["T", 0]])) == [
        'survey!D2: no question "later" is asked before this one',
        "survey!A3: an answer here is no video; ask in words",
        "survey!A7: an answer here is no file; ask in words",
        "settings!B2: a whole number from 1 to 999999 is expected here",
    ]


def test_a_hint_of_a_group_has_nowhere_to_go(tmp_path: Path) -> None:
    survey: Rows = [
        [*HEADER, "hint::Swedish (sv)"],
        ["begin_group", "g", "Grupp", "Läs noga"],
        [*ASKED, None],
        ["end_group", None, None, None],
    ]
    assert problems(form(tmp_path, survey)) == ['survey!D2: a group has no "hint"']


def test_an_option_without_a_list_is_not_lost(tmp_path: Path) -> None:
    choices: Rows = [*CHOICES, [None, "lost", "Vilse"]]
    told = problems(form(tmp_path, [HEADER, ASKED], choices))
    assert told == ["choices!A7: in which list? The list_name is missing"]


def test_a_constraint_on_an_option_that_is_not_there(tmp_path: Path) -> None:
    clears = "not(selected(., 'nowhere') and count-selected(.) > 1)"
    survey: Rows = [[*HEADER, "constraint"], ["select_multiple places", "where", "Var?", clears]]
    assert problems(form(tmp_path, survey)) == [
        'survey!A2: the list "places" has no option "nowhere", which the constraint speaks of'
    ]


def test_a_message_beside_two_constraints_is_kept_for_the_one_that_can_be_broken(tmp_path: Path) -> None:
    both = "count-selected(.) <= 2 and not(selected(., 'none') and count-selected(.) > 1)"
    survey: Rows = [
        [*HEADER, "constraint", "constraint_message::Swedish (sv)"],
        ["select_multiple places", "where", "Var?", both, "Högst två"],
    ]
    where = read_xlsform(form(tmp_path, survey)).questions[0]
    assert where.constraint_message == {"sv": "Högst två"}
    assert where.choices[2].exclusive

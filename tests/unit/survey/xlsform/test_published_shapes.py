"""Forms of the shapes that others have published, rebuilt in our own words.

The shapes are those of the examples beside the Household Energy Survey (https://github.com/abdulganiu99/Household-Energy-Survey,
folders `tempelates` and `xlsform`) and of pyxform's own tests (https://github.com/XLSForm/pyxform, tests/example_xls).
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

from survey.condition import Chosen
from survey.questionnaire import Choice, Constraint, Group, Kind, Questionnaire, Scale
from survey.xlsform.reading import read_xlsform
from tests.unit.survey.xlsform.books import Rows, form, problems, save

OTHER = {"sv": "Något annat", "en": "Something else"}


def test_options_with_a_follow_up_and_or_other(tmp_path: Path) -> None:
    """sample_pizza_questionnaire.xlsx: no settings but a title, curly quotes, a list that already has "other"."""
    survey: Rows = [
        ["type", "name", "label", "relevant", "comments", None],
        ["select_one yes_no", "likes_sport", "Gillar du sport?", None, None, None],
        ["select_multiple sports", "sports", "Vilka?", None, "with skip logic", None],
        ["text", "sports_other", "Vilken annan?", "selected(${sports}, ‘other’)\n", "with skip logic", None],
        ["select_multiple sports or_other", "best", "Bästa?", "${likes_sport} = 'yes'", None, None],
        ["select_one yes_no or_other", "more", "Mer?", None, None, None],
    ]
    choices: Rows = [
        ["list_name", "name", "label"],
        ["yes_no", "yes", "Ja"],
        ["yes_no", "no", "Nej"],
        [None, None, None],
        ["sports", "bandy", "Bandy"],
        ["sports", "other", "Annat"],
    ]
    settings: Rows = [["form_title", "default_language"], ["Sport", "Swedish"]]
    path = save(tmp_path, {"Form Responses 1": [["x"]], "survey": survey, "choices": choices, "settings": settings})
    read = read_xlsform(path, OTHER.get)
    assert (read.name, read.version, read.round, read.languages) == ("form", 1, "first", ("sv",))
    _, sports, follow_up, best, more = read.questions
    assert sports.choices == (Choice("bandy", {"sv": "Bandy"}), Choice("other", {"sv": "Annat"}))
    assert follow_up.relevant == Chosen("sports", ("other",))
    assert best.relevant == Chosen("likes_sport", ("yes",))
    assert best.choices[1] == Choice("other", {"sv": "Annat"}, other=True)
    assert more.choices[2] == Choice("other", {"sv": "Något annat"}, other=True)


def test_a_form_that_names_neither_its_languages_nor_itself(tmp_path: Path) -> None:
    """extra_columns.xlsx, and most forms made in one go: no settings, and `label` alone."""
    survey: Rows = [["type", "name", "label", "hint"], ["select_one yes_no", "sport", "Gillar du sport?", "Ärligt"]]
    choices: Rows = [["list_name", "name", "label"], ["yes_no", "yes", "Ja"], ["yes_no", "no", "Nej"]]
    read = read_xlsform(save(tmp_path, {"survey": survey, "choices": choices}))
    assert (read.name, read.title, read.languages) == ("form", {"sv": "form"}, ("sv",))
    [question] = read.questions
    assert (question.label, question.hint) == ({"sv": "Gillar du sport?"}, {"sv": "Ärligt"})


def test_words_in_no_named_language_stand_beside_those_of_another(tmp_path: Path) -> None:
    """field-list.xlsx: `label` and `label::English (en)`."""
    survey: Rows = [["type", "name", "label", "label::English (en)"], ["text", "wish", "Önskan?", "Wish?"]]
    [question] = read_xlsform(save(tmp_path, {"survey": survey})).questions
    assert question.label == {"sv": "Önskan?", "en": "Wish?"}


def test_every_sort_of_constraint(tmp_path: Path) -> None:
    """constraint_example.xlsx: `int`, a column with a space in its name, and a message beside each constraint."""
    survey: Rows = [
        ["type", "name", "label", "hint", "constraint", "constraint message"],
        ["int", "few", "Heltal", "Under 10", ". < 10", "Under 10, tack"],
        ["decimal", "height", "Längd", None, ". >= 10.51 and . <= 18.39", "Mellan 10,51 och 18,39"],
        ["date", "coming", "Dag", None, ". >= today()", "Inte förr"],
        [
            "select_multiple fruits",
            "fruits",
            "Frukt",
            None,
            "not(selected(., 'none') and count-selected(.) > 1)",
            "Nej",
        ],
        ["select_multiple fruits", "three", "Frukt", None, "count-selected(.) <= 2", "Högst två"],
        ["text", "short", "Text", None, "regex(., ‘^[\\s\\S]{0,100}$’)", "Högst 100 tecken"],
    ]
    choices: Rows = [
        ["list name", "name", "label"],
        *(["fruits", each, each.title()] for each in ("apple", "pear", "none")),
    ]
    settings: Rows = [["form_title", "default_language"], ["Frukt", "svenska"]]
    few, height, coming, fruits, three, short = read_xlsform(form(tmp_path, survey, choices, settings)).questions
    assert (few.kind, few.constraint) == (Kind.INTEGER, Constraint(most=Decimal(9)))
    assert (few.constraint_message, few.hint) == ({"sv": "Under 10, tack"}, {"sv": "Under 10"})
    assert height.constraint == Constraint(Decimal("10.51"), Decimal("18.39"))
    assert coming.constraint == Constraint(least="today")
    assert [choice.exclusive for choice in fruits.choices] == [False, False, True]
    assert not any(choice.exclusive for choice in three.choices)
    assert three.constraint == Constraint(most=Decimal(2))
    assert short.constraint == Constraint(max_length=500, pattern=r"^[\s\S]{0,100}$")


def test_two_languages_and_groups_under_a_consent(tmp_path: Path) -> None:
    """Household Energy Access and Usage Survey.xlsx: groups by consent, old spellings, truths as formulas."""
    survey: Rows = [
        ["type", "name", "label::Swedish", "label::English", "relevant", "required", "appearance", "constraint"],
        ["select_one yes_no", "consent", "Vill du?", "Will you?", None, "yes", "quick", None],
        ["note", "no_thanks", "Tack ändå", "Thanks anyway", "${consent}='no'", None, None, None],
        ["begin_group", "home", "Hemmet", "The home", "${consent}='yes'", None, "field-list", None],
        ["integer", "size", "Hur många?", "How many?", None, "true()", None, ".>0 and .<=20"],
        ["geopoint", "where", "Var?", "Where?", None, "=FALSE()", None, None],
        ["end group", None, None, None, None, None, None, None],
        ["begin group", "plain", None, None, "${size} >= 2", None, None, None],
        ["date", "since", "Sedan när?", "Since when?", None, None, None, ". >= date('2000-01-01')"],
        ["text", "why", "Varför?", "Why?", "${consent}='yes'", None, None, None],
        ["end_group", None, None, None, None, None, None, None],
    ]
    choices: Rows = [
        ["list name", "name", "label::Swedish", "label::English", "country"],
        ["yes_no", "yes", "Ja", "Yes", "x"],
        ["yes_no", "no", "Nej", "No", "x"],
    ]
    settings: Rows = [["form_title", "form_id", "version", "style"], ["Energi", "energi", "2", "pages"]]
    read = read_xlsform(form(tmp_path, survey, choices, settings))
    assert read.languages == ("sv", "en")
    assert read.title == {"sv": "Energi", "en": "Energi"}
    consent, _, size, where, since, why = read.questions
    assert (consent.required, size.required, where.required) == (True, True, False)
    home = Group("home", {"sv": "Hemmet", "en": "The home"}, Chosen("consent", ("yes",)))
    assert (size.group, where.group, since.group) == (home, home, None)
    assert size.constraint == Constraint(Decimal(1), Decimal(20))
    assert since.constraint == Constraint(least=date(2000, 1, 1))
    assert len(why.conditions) == 1, "a group without a label is only its condition, beside the question's own"
    assert "Every" in repr(why.relevant)


def test_a_form_that_records_more_than_it_asks(tmp_path: Path) -> None:
    """tutorial_xlsform.xlsx: metadata first, options named by numbers, a picture."""
    survey: Rows = [
        ["type", "name", "label::Swedish (sv)", "hint::Swedish (sv)"],
        *([kind, kind, None, None] for kind in ("start", "end", "today", "deviceid")),
        ["phonenumber\n\n", "phonenumber\n\n ", None, None],
        ["text", "name", "1. Vad heter du?", None],
        ["image", "picture", "3. Får jag ta en bild?", None],
        ["select_one yes_no", "children", "4. Har du barn?", None],
    ]
    choices: Rows = [["list name", "name", "label::Swedish (sv)"], ["yes_no", 0.0, "nej"], ["yes_no", 1.0, "ja"]]
    told = problems(form(tmp_path, survey, choices))
    assert [each.partition(":")[0] for each in told] == [
        "survey!A2", "survey!A3", "survey!A4", "survey!A5", "survey!A6", "survey!A8", "choices!B2", "choices!B3",
    ]  # fmt: skip


def test_the_old_way_of_naming_languages_and_lists(tmp_path: Path) -> None:
    """yes_or_no_question.xlsx and specify_other.xlsx: one colon, `select one from … or specify other`."""
    survey: Rows = [
        ["type", "name", "label:swedish"],
        ["select one from yes_or_no or specify other", "day", "Bra dag?"],
    ]
    choices: Rows = [["list name", "name", "label:swedish"], ["yes_or_no", "yes", "ja"], ["yes_or_no", "no", "nej"]]
    read = read_xlsform(form(tmp_path, survey, choices), OTHER.get)
    assert [choice.name for choice in read.questions[0].choices] == ["yes", "no", "other"]


def test_ranges_ranks_and_random_orders(tmp_path: Path) -> None:
    """The kinds that https://xlsform.org/en/#question-types describes with parameters."""
    survey: Rows = [
        ["type", "name", "label::Svenska (sv)", "parameters", "constraint"],
        ["range", "usual", "Betyg?", None, None],
        ["range", "fine", "Betyg?", "start=0; end=1, step=0.1", None],
        ["rank places", "order", "Ordning?", "randomize = true", "count-selected(.) >= 1 and count-selected(.) <= 2"],
        ["select_multiple places", "where", "Var?", "randomize=false", None],
    ]
    choices: Rows = [["list_name", "name", "label::Svenska (sv)"], ["places", "a", "A"], ["places", "b", "B"]]
    usual, fine, order, where = read_xlsform(form(tmp_path, survey, choices)).questions
    assert usual.scale == Scale(Decimal(1), Decimal(10))
    assert fine.scale == Scale(Decimal(0), Decimal(1), Decimal("0.1"))
    assert (order.random_order, where.random_order) == (True, False)
    assert order.constraint == Constraint(Decimal(1), Decimal(2))


def test_rows_that_are_switched_off_or_comments_are_not_asked(tmp_path: Path) -> None:
    survey: Rows = [
        ["type", "name", "label::sv", "disabled"],
        ["text", "wish", "Önskan?", "no"],
        ["image", "photo", "Bild", "yes"],
        ["# ask the school first", None, None, None],
    ]
    read: Questionnaire = read_xlsform(form(tmp_path, survey, [["list_name", "name", "label::sv"]]))
    assert [question.name for question in read.questions] == ["wish"]

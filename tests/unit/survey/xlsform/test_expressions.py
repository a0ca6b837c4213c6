"""Conditions and constraints as XLSForm's authors write them."""

from datetime import date
from decimal import Decimal

import pytest

from survey.questionnaire import Kind
from survey.xlsform.constraint import limits
from survey.xlsform.expression import Call, Itself, NotUnderstood, Words, parse, quoted
from survey.xlsform.relevant import condition_data
from survey.xlsform.tree import Data

KINDS = {"age": Kind.INTEGER, "where": Kind.SELECT_MULTIPLE, "likes": Kind.SELECT_ONE, "wish": Kind.TEXT}
LIKES = {"question": "likes", "is": ["a"]}
ANSWERED = {"question": "age", "answered": True}


@pytest.mark.parametrize(
    ("written", "condition"),
    [
        ("selected(${where}, 'park')", {"question": "where", "is": ["park"]}),
        ("selected( ${ where } ,‘park’)", {"question": "where", "is": ["park"]}),
        ("${likes} = 'a'", LIKES),
        ('"a"=${likes}', LIKES),
        ("(((${likes} = 'a')))", LIKES),
        ("${likes} != 'a'", {"not": LIKES}),
        ("not(${likes} = 'a')", {"not": LIKES}),
        ("${likes} = 'a' or ${likes} = 'b'", {"question": "likes", "is": ["a", "b"]}),
        ("selected(${where}, 'a') or ${likes} = 'a'", {"any": [{"question": "where", "is": ["a"]}, LIKES]}),
        ("(${likes} = 'a') or (${likes} = 'a')", {"any": [LIKES, LIKES]}),
        ("${likes} = 'a' and ${age} >= 18", {"every": [LIKES, {"question": "age", "at_least": Decimal(18)}]}),
        (
            "${likes} = 'a' or ${age} <= 5 and ${wish} != ''",
            {
                "any": [
                    LIKES,
                    {"every": [{"question": "age", "at_most": Decimal(5)}, {"question": "wish", "answered": True}]},
                ]
            },
        ),
        ("18 <= ${age}", {"question": "age", "at_least": Decimal(18)}),
        ("${age} > 18", {"every": [ANSWERED, {"not": {"question": "age", "at_most": Decimal(18)}}]}),
        ("${age} < -2.5", {"every": [ANSWERED, {"not": {"question": "age", "at_least": Decimal("-2.5")}}]}),
        (
            "${age} = 5",
            {"every": [{"question": "age", "at_least": Decimal(5)}, {"question": "age", "at_most": Decimal(5)}]},
        ),
        ("${moved} >= date('2020-01-31')", {"question": "moved", "at_least": date(2020, 1, 31)}),
        ("${wish} = ''", {"question": "wish", "answered": False}),
        ("string-length(${wish}) > 0", {"question": "wish", "answered": True}),
        ("count-selected(${where}) = 0", {"question": "where", "answered": False}),
    ],
)
def test_a_condition_is_carried_over(written: str, condition: Data) -> None:
    assert condition_data(parse(written), KINDS) == condition


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "this is unfinished"),
        ("${likes} =", 'cannot be carried over from "=" on'),
        ("${age} + 1 > 2", 'cannot be carried over from "\\+ 1 > 2" on'),
        ("../likes = 'a'", 'cannot be carried over from "./likes'),
        ("${age} > ${other}", "no number, day or text of its own"),
        ("if(${age} > 5, 'a', 'b')", r"if\(\) cannot be carried over"),
        ("regex(${wish}, 'a')", r"regex\(\) cannot be carried over"),
        ("${where} = 'park'", r"several options can be chosen in where, so write selected"),
        ("${where} = 'park' or ${where} = 'town'", "several options can be chosen"),
        ("count-selected(${where}) > 2", "only whether something was"),
        ("${moved} >= today()", "no number, day or text"),
        ("${moved} >= date('2020-02-30')", '"2020-02-30" is no day'),
        (". = 'a'", "only the answer to an earlier question"),
        ("'a' = 'a'", "only the answer to an earlier question"),
        ("${likes}", "a condition compares"),
        ("true()", r"true\(\) cannot be carried over"),
        ("not(${likes} = 'a', 'b')", r"not\(\) cannot be carried over"),
        ("(" * 41 + "1" + ")" * 41, "too long"),
        ("${likes} = 'a' or " * 200 + "${likes} = 'a'", "too long"),
    ],
)
def test_what_our_conditions_cannot_say_is_refused(written: str, said: str) -> None:
    with pytest.raises(NotUnderstood, match=said):
        condition_data(parse(written), KINDS)


@pytest.mark.parametrize(
    ("kind", "written", "keys"),
    [
        (Kind.INTEGER, ". >= 0 and . <= 10", {"least": Decimal(0), "most": Decimal(10)}),
        (Kind.INTEGER, "(. > 0) and (10 > .)", {"least": Decimal(1), "most": Decimal(9)}),
        (Kind.INTEGER, ". > 0.5", {"least": Decimal(1)}),
        (Kind.INTEGER, ". = 4", {"least": Decimal(4), "most": Decimal(4)}),
        (Kind.DECIMAL, ".>=-0.5", {"least": Decimal("-0.5")}),
        (Kind.DATE, ". <= today()", {"most": "today"}),
        (Kind.DATE, ". > date('2020-01-31')", {"least": date(2020, 2, 1)}),
        (
            Kind.TEXT,
            "string-length(.) >= 2 and string-length(.) < 10",
            {"min_length": Decimal(2), "max_length": Decimal(9)},
        ),
        (Kind.TEXT, "regex(., '[0-9]+')", {"pattern": "[0-9]+"}),
        (Kind.TEXT, "regex(., concat('it', \"'\", 's'))", {"pattern": "it's"}),
        (Kind.SELECT_MULTIPLE, "count-selected(.) <= 3", {"most": Decimal(3)}),
        (Kind.RANK, "count-selected(.) = 2", {"least": Decimal(2), "most": Decimal(2)}),
    ],
)
def test_a_constraint_is_carried_over(kind: Kind, written: str, keys: dict[str, Data]) -> None:
    found = limits(parse(written), kind)
    assert (found.keys, found.exclusive) == (keys, set())


@pytest.mark.parametrize("more", ["count-selected(.) > 1", "count-selected(.) >= 2"])
def test_none_of_them_beside_another_is_an_option_that_clears_the_rest(more: str) -> None:
    found = limits(parse(f"not(selected(., 'none') and {more}) and count-selected(.) <= 3"), Kind.SELECT_MULTIPLE)
    assert (found.keys, found.exclusive) == ({"most": Decimal(3)}, {"none"})


@pytest.mark.parametrize(
    ("kind", "written", "said"),
    [
        (Kind.DECIMAL, ". > 0", "write >= or <="),
        (Kind.DATE, ". < today()", "write >= or <="),
        (Kind.INTEGER, ". != 4", "not one value"),
        (Kind.INTEGER, ". >= 1 and . >= 2", r"two limits of the same side \(least\)"),
        (Kind.INTEGER, ". >= 1 or . <= -1", "an integer has no constraint of this kind"),
        (Kind.INTEGER, ". <= ${age}", "no number, day or text"),
        (Kind.INTEGER, ". <= today()", "no number, day or text"),
        (Kind.INTEGER, ". >= date('2020-01-01')", "compared with something else"),
        (Kind.DATE, ". >= 5", "compared with something else"),
        (Kind.TEXT, ". >= 5", "a text has no constraint of this kind"),
        (Kind.TEXT, "regex(., ${wish})", "a pattern is a text in quotes"),
        (Kind.TEXT, "regex(., concat('a', ${wish}))", "a pattern is a text in quotes"),
        (Kind.TEXT, "regex(${wish}, 'a')", "a text has no constraint of this kind"),
        (Kind.SELECT_ONE, "count-selected(.) <= 3", "a select_one has no constraint of this kind"),
        (Kind.RANK, "not(selected(., 'a') and count-selected(.) > 1)", "a rank has no constraint of this kind"),
        (Kind.RANGE, ". <= 5", "a range has no constraint of this kind"),
        (Kind.NOTE, ". <= 5", "a note has no constraint of this kind"),
    ],
)
def test_a_constraint_we_cannot_hold_is_refused(kind: Kind, written: str, said: str) -> None:
    with pytest.raises(NotUnderstood, match=said):
        limits(parse(written), kind)


@pytest.mark.parametrize("text", ["", "a", "it's", 'say "x"', '"it\'s"', "''", "'\""])
def test_a_text_in_quotes_reads_as_it_was(text: str) -> None:
    match parse(f"regex(., {quoted(text)})"):
        case Call("regex", (Itself(), Words(read))):
            assert read == text
        case Call("regex", (Itself(), Call("concat", parts))):
            assert "".join(part.text for part in parts if isinstance(part, Words)) == text
        case _:
            pytest.fail("it reads as something else")

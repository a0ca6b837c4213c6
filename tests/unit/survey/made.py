"""Questionnaires made up by hypothesis: whatever the reader would take, of every kind, with conditions and groups."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from hypothesis import strategies as st

from survey.condition import Answered, Any, AtLeast, AtMost, Chosen, Condition, Every, Not
from survey.form import FORMS
from survey.order import asks
from survey.questionnaire import Bound, Choice, Constraint, Group, Kind, Question, Questionnaire, Scale, Text
from survey.reach import can_hold

LANGUAGES = ("sv", "en", "ar")
PATTERNS = ["", "[0-9]+", "it's", 'say "x"', "[\"']{2}(a|b)?"]
_LETTERS = "aåÖ yes'\"<>&=#:-!?,.[]{}%@*|$0١ن\n"
Bounded = TypeVar("Bounded", Decimal, date)
_OTHERS = (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE)


def words(most: int) -> st.SearchStrategy[str]:
    """A text as an author may write it, spreadsheet and YAML signs among it; it takes up no answer."""
    plain = st.text(_LETTERS, min_size=1, max_size=most).map(str.strip)
    return plain.filter(lambda text: bool(text) and "${" not in text)


def spoken(most: int) -> st.SearchStrategy[Text]:
    return st.fixed_dictionaries({language: words(most) for language in LANGUAGES})


@st.composite
def choices(draw: st.DrawFn, kind: Kind) -> tuple[Choice, ...]:
    names = draw(st.lists(st.sampled_from(["yes", "no", "on", "a", "b", "c_1"]), min_size=2, max_size=5, unique=True))
    other = draw(st.sampled_from([None, *names])) if kind in _OTHERS else None
    alone = draw(st.sampled_from([None, *names[1:]])) if kind is not Kind.RANK else None
    made: list[Choice] = []
    for at, name in enumerate(names):
        label = {language: f"{text}{at}" for language, text in draw(spoken(9)).items()}
        exclusive, ends = kind is Kind.SELECT_MULTIPLE and name == alone, kind is Kind.SELECT_ONE and name == alone
        made.append(Choice(name, label, name == other, exclusive, ends))
    return tuple(made)


@st.composite
def numbers(draw: st.DrawFn, kind: Kind) -> Decimal:
    number = draw(st.integers(-3000, 3000))
    return Decimal(number) if kind is Kind.INTEGER else Decimal(number) / 4


@st.composite
def between(draw: st.DrawFn, values: st.SearchStrategy[Bounded]) -> tuple[Bounded | None, Bounded | None]:
    """A least and a most; either may be left out."""
    first, second = draw(values), draw(values)
    low, high = min(first, second), max(first, second)
    return low if draw(st.booleans()) else None, high if draw(st.booleans()) else None


@st.composite
def bounds(draw: st.DrawFn, kind: Kind, offered: Sequence[Choice]) -> tuple[Bound | None, Bound | None]:
    if kind is Kind.DATE:
        least, most = draw(between(st.dates(date(1990, 1, 1), date(2030, 1, 1))))
        return least, "today" if most is None and draw(st.booleans()) else most
    if FORMS[kind].options:
        together = sum(not choice.exclusive for choice in offered)
        return draw(between(st.integers(1, together).map(Decimal)))
    return draw(between(numbers(kind)))


@st.composite
def constraints(draw: st.DrawFn, kind: Kind, offered: Sequence[Choice]) -> Constraint:
    if kind is Kind.TEXT:
        pattern = draw(st.sampled_from(PATTERNS))
        longest = draw(st.integers(9, 500 if pattern else 3000))
        return Constraint(min_length=draw(st.integers(0, 9)), max_length=longest, pattern=pattern)
    least, most = draw(bounds(kind, offered)) if "least" in FORMS[kind].constraint else (None, None)
    if any(choice.other for choice in offered):
        return Constraint(least, most, max_length=draw(st.sampled_from([200, 1000, 7])))
    return Constraint(least, most)


@st.composite
def conditions(draw: st.DrawFn, before: Sequence[Question], depth: int = 2) -> Condition:
    if depth and draw(st.booleans()):
        inner = conditions(before, depth - 1)
        several = st.lists(inner, min_size=2, max_size=3).map(tuple)
        return draw(st.one_of(several.map(Every), several.map(Any), inner.map(Not)))
    question = draw(st.sampled_from(before))
    form = FORMS[question.kind]
    if draw(st.booleans()) and question.choices:
        names = [choice.name for choice in question.choices]
        return Chosen(question.name, tuple(draw(st.lists(st.sampled_from(names), min_size=1, unique=True))))
    if draw(st.booleans()) and (form.numbers or form.days):
        days = st.integers(0, 9000).map(lambda number: date(2000, 1, 1) + timedelta(number))
        value = draw(days) if form.days else draw(numbers(question.kind))
        return AtLeast(question.name, value) if draw(st.booleans()) else AtMost(question.name, value)
    return Answered(question.name)


@st.composite
def relevants(draw: st.DrawFn, before: Sequence[Question], outer: Condition | None = None) -> Condition | None:
    asked = [question for question in before if asks(question)]
    condition = draw(st.none() | conditions(asked)) if asked else None
    possible = condition and can_hold(Every((outer, condition)) if outer else condition, before)
    return condition if possible else None


@st.composite
def questions(draw: st.DrawFn, before: Sequence[Question], group: Group | None) -> Question:
    kind = draw(st.sampled_from(Kind)) if before else Kind.SELECT_ONE
    wants = "choices" in FORMS[kind].needed or (kind is Kind.GEOPOINT and draw(st.booleans()))
    offered = draw(choices(kind)) if wants else ()
    constraint = draw(constraints(kind, offered))
    constrained = kind is Kind.TEXT or constraint != Constraint()
    said = constrained and "constraint_message" in FORMS[kind].keys and draw(st.booleans())
    asked = kind is not Kind.NOTE
    label = draw(spoken(30))
    earlier = [question.name for question in before if asks(question)]
    if draw(st.booleans()) and earlier:
        label = {**label, "sv": f"Du sa ${{{draw(st.sampled_from(earlier))}}}?"}
    start, step = draw(numbers(Kind.DECIMAL)), Decimal(draw(st.sampled_from(["1", "0.25", "10"])))
    return Question(
        name=f"q{len(before)}",
        kind=kind,
        label=label,
        hint=draw(st.just({}) | spoken(20)),
        choices=offered,
        required=asked and draw(st.booleans()),
        prefer_not=draw(st.booleans()) if asked else True,
        relevant=draw(relevants(before, group.relevant if group else None)),
        group=group,
        constraint=constraint,
        constraint_message=draw(spoken(20)) if said else {},
        scale=Scale(start, start + step * draw(st.integers(1, 10)), step) if kind is Kind.RANGE else None,
        random_order="randomize" in FORMS[kind].parameters and draw(st.booleans()),
        origin=draw(st.just("") | words(20)),
    )


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    made: list[Question] = []
    for number in range(draw(st.integers(1, 4))):
        group = None
        if draw(st.booleans()):
            group = Group(f"g{number}", draw(spoken(20)), draw(relevants(made)))
        for _ in range(draw(st.integers(1, 2))):
            made.append(draw(questions(made, group)))
    return Questionnaire(
        name=draw(st.sampled_from(["a", "trygg-vardag", "x_1"])),
        version=draw(st.integers(1, 999_999)),
        round=draw(st.sampled_from(["first", "2027-1"])),
        title=draw(spoken(30)),
        languages=LANGUAGES,
        questions=tuple(made),
        reviewed=tuple(draw(st.lists(st.sampled_from(LANGUAGES), unique=True))),
    )

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.condition import Answered, Any, AtLeast, AtMost, Chosen, Condition, Every, Not, holds
from survey.questionnaire import Choice, Constraint, Group, Kind, Question, Questionnaire, Scale
from survey.reach import can_hold
from survey.session import Answer

TEEN = Chosen("age", ("teen",))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (TEEN, True),
        (Chosen("age", ("child",)), False),
        (Every((Chosen("places", ("park",)), Chosen("places", ("station",)))), True),
        (Every((Chosen("places", ("park",)), Chosen("places", ("nowhere",)))), False),
        (Every((TEEN, Chosen("age", ("adult",)))), False),
        (Any((Chosen("age", ("child",)), TEEN)), True),
        (Every((Answered("school"), TEEN)), True),
        (Every((Answered("school"), Not(TEEN))), False),
        (Every((Answered("school_why"), Chosen("school", ("likes",)))), False),
        (Not(Answered("age")), False),
        (Not(Answered("safe")), True),
        (Every((Answered("wish"), Not(Answered("school")))), True),
        (Every((Answered("wish"), Chosen("places", ("nowhere",)))), False),
    ],
)
def test_a_condition_that_no_answers_can_make_true_is_found(
    town: Questionnaire, condition: Condition, expected: bool
) -> None:
    assert can_hold(condition, town.questions) is expected


def about(
    kind: Kind, least: Decimal | date | None = None, most: Decimal | date | None = None, scale: Scale | None = None
) -> Question:
    return Question("it", kind, {}, constraint=Constraint(least, most), scale=scale)


def between(least: Decimal | date, most: Decimal | date) -> Condition:
    return Every((AtLeast("it", least), AtMost("it", most)))


@pytest.mark.parametrize(
    ("question", "condition", "expected"),
    [
        (about(Kind.INTEGER), between(Decimal(5), Decimal(5)), True),
        (about(Kind.INTEGER), between(Decimal("5.1"), Decimal("5.9")), False),
        (about(Kind.DECIMAL), between(Decimal("5.1"), Decimal("5.2")), True),
        (about(Kind.INTEGER), AtLeast("it", Decimal(9999)), True),
        (about(Kind.INTEGER), AtLeast("it", Decimal(10000)), False),
        (about(Kind.INTEGER, most=Decimal(20000)), AtLeast("it", Decimal(10000)), True),
        (about(Kind.INTEGER, least=Decimal(18)), Every((Answered("it"), Not(AtLeast("it", Decimal(18))))), False),
        (about(Kind.INTEGER, least=Decimal(18)), Not(AtLeast("it", Decimal(18))), True),
        (
            about(Kind.DECIMAL, least=Decimal(0), most=Decimal(1)),
            Every((Not(AtMost("it", Decimal(0))), Not(AtLeast("it", Decimal(1))), Answered("it"))),
            True,
        ),
        (about(Kind.RANGE, scale=Scale(Decimal(0), Decimal(10), Decimal(5))), between(Decimal(4), Decimal(6)), True),
        (about(Kind.RANGE, scale=Scale(Decimal(0), Decimal(10), Decimal(5))), between(Decimal(6), Decimal(9)), False),
        (about(Kind.DATE), between(date(2020, 1, 1), date(2020, 1, 1)), True),
        (about(Kind.DATE, least=date(2020, 1, 2)), AtMost("it", date(2020, 1, 1)), False),
        (about(Kind.DATE, most=date(2020, 1, 2)), Every((Answered("it"), Not(AtMost("it", date(2020, 1, 1))))), True),
        (about(Kind.DATE), AtLeast("it", date.max), True),
    ],
)
def test_numbers_and_days_are_tried_at_and_beside_every_bound(
    question: Question, condition: Condition, expected: bool
) -> None:
    assert can_hold(condition, [question]) is expected


def choices(*names: str) -> tuple[Choice, ...]:
    return tuple(Choice(name, {}) for name in names)


@pytest.mark.parametrize(
    ("constraint", "condition", "expected"),
    [
        (Constraint(), Not(Chosen("it", ("a",))), False),
        (Constraint(least=Decimal(1), most=Decimal(2)), Not(Chosen("it", ("a",))), True),
        (Constraint(least=Decimal(2), most=Decimal(2)), Not(Chosen("it", ("a", "b"))), False),
        (Constraint(most=Decimal(1)), Every((Chosen("it", ("a",)), Chosen("it", ("b",)))), False),
    ],
)
def test_a_rank_holds_as_many_options_as_it_wants(constraint: Constraint, condition: Condition, expected: bool) -> None:
    options = choices("a", "b", "c")
    rank = Question("it", Kind.RANK, {}, choices=options, required=True, prefer_not=False, constraint=constraint)
    assert can_hold(condition, [rank]) is expected


def test_a_group_that_is_not_asked_answers_nothing() -> None:
    first = Question("first", Kind.SELECT_ONE, {}, choices=choices("a", "b"))
    inner = Question("inner", Kind.TEXT, {}, group=Group("g", {}, Chosen("first", ("a",))))
    assert can_hold(Answered("inner"), [first, inner])
    assert not can_hold(Every((Answered("inner"), Chosen("first", ("b",)))), [first, inner])


def test_a_shared_place_is_none_of_the_named() -> None:
    place = Question("it", Kind.GEOPOINT, {}, choices=choices("a", "b"), required=True, prefer_not=False)
    assert can_hold(Not(Chosen("it", ("a", "b"))), [place])


def test_a_long_chain_of_many_options_is_judged_at_once() -> None:
    many = choices(*(f"c{number}" for number in range(20)))
    chain = [Question("q0", Kind.SELECT_MULTIPLE, {}, choices=many)]
    for number in range(1, 40):
        condition = Any(tuple(Chosen(question.name, ("c1", "c2")) for question in chain))
        chain.append(Question(f"q{number}", Kind.SELECT_MULTIPLE, {}, choices=many, relevant=condition))
    assert can_hold(Chosen("q39", ("c19",)), chain)


@given(
    st.integers(-3, 3),
    st.integers(0, 4),
    st.lists(st.tuples(st.sampled_from([AtLeast, AtMost]), st.integers(-9, 9), st.booleans()), min_size=1, max_size=4),
)
def test_what_is_tried_finds_what_counting_every_number_finds(
    least: int, wide: int, said: list[tuple[type[AtLeast | AtMost], int, bool]]
) -> None:
    conditions = [make("it", Decimal(halves) / 2) for make, halves, _ in said]
    condition = Every(tuple(Not(each) if flip else each for each, (*_, flip) in zip(conditions, said, strict=True)))
    question = Question(
        "it",
        Kind.INTEGER,
        {},
        required=True,
        prefer_not=False,
        constraint=Constraint(Decimal(least), Decimal(least + wide)),
    )
    counted = any(holds(condition, {"it": Answer(options=(str(each),))}) for each in range(least, least + wide + 1))
    assert can_hold(condition, [question]) is counted

"""Made-up questionnaires: every kind of question, groups, random orders, and conditions that hang on one another."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from survey.condition import Answered, Any, AtLeast, AtMost, Chosen, Condition, Every, Not
from survey.questionnaire import Bound, Choice, Constraint, Group, Kind, Question, Questionnaire, Scale

HOSTILE_LABELS = (
    *(
        "Ja",
        "ja.",
        "Nej",
        "Trygg",
        "Otrygg",
        "1",
        "2",
        "10–12 år",
        "13",
        "a, b",
        "1, 2",
        "👍",
        "\u202ebak",
        "نَعَم",
        "لا",
    ),
    *("${q0}", "{limit}", "%s", "<b>", "É", "ß", "ﷺ", "Ⅷ", "x" * 40),
)
"""Labels that look like numbers, lists, markup, placeholders and one another."""

_DAYS = (date(2020, 1, 1), date(2026, 11, 23), date(2026, 11, 24))
_NUMBERS = tuple(map(Decimal, ("-5", "0", "1", "1.5", "40")))
_SCALES = (
    Scale(Decimal(0), Decimal(10)),
    Scale(Decimal(-2), Decimal(2)),
    Scale(Decimal("0.5"), Decimal(2), Decimal("0.5")),
)
_LENGTHS = (Constraint(), Constraint(max_length=5), Constraint(min_length=5, max_length=9, pattern="[0-9 ]+"))
_FEWEST = {Kind.SELECT_ONE: 2, Kind.SELECT_MULTIPLE: 3, Kind.RANK: 2, Kind.GEOPOINT: 0}


def made_up(random: Random) -> Questionnaire:
    """A questionnaire of one question to eight; the first is always asked."""
    asked = [kind for kind in Kind if kind is not Kind.NOTE]
    questions = [_question(random, "q0", random.choice(asked), [])]
    group = None
    for at in range(1, random.randint(1, 8)):
        if random.random() < 0.4:
            group = random.choice([None, Group(f"g{at}", {"sv": "Kväll"}, _condition(random, questions))])
        question = _question(random, f"q{at}", random.choice(list(Kind)), questions)
        questions.append(replace(question, group=group))
    return Questionnaire("made_up", 1, "first", {"sv": "Påhittad"}, ("sv", "ar"), tuple(questions))


def _question(random: Random, name: str, kind: Kind, before: Sequence[Question]) -> Question:
    choices = _choices(random, kind)
    return Question(
        name=name,
        kind=kind,
        label={"sv": random.choice(["Fråga?", "Du sa ${q0}?", "${q1} ${nobody}"])},
        choices=choices,
        required=kind is not Kind.NOTE and random.random() < 0.5,
        prefer_not=random.random() < 0.5,
        relevant=_condition(random, before) if before and random.random() < 0.4 else None,
        constraint=_constraint(random, kind, choices),
        scale=random.choice(_SCALES) if kind is Kind.RANGE else None,
        random_order=random.random() < 0.5,
    )


def _choices(random: Random, kind: Kind) -> tuple[Choice, ...]:
    if kind not in _FEWEST:
        return ()
    labels = random.sample(HOSTILE_LABELS, random.randint(_FEWEST[kind], 6))
    choices = [Choice(f"c{at}", {"sv": label, "ar": f"{label} ٢"}) for at, label in enumerate(labels)]
    if kind is Kind.SELECT_ONE:
        choices[0] = replace(choices[0], ends=random.random() < 0.2)
    if kind is Kind.SELECT_MULTIPLE:
        choices[0] = replace(choices[0], exclusive=random.random() < 0.5)
    if choices and kind is not Kind.GEOPOINT:
        choices[-1] = replace(choices[-1], other=random.random() < 0.5)
    return tuple(choices)


def _constraint(random: Random, kind: Kind, choices: Sequence[Choice]) -> Constraint:
    match kind:
        case Kind.INTEGER:
            return Constraint(*_two(random, [each for each in _NUMBERS if each == each.to_integral_value()]))
        case Kind.DECIMAL:
            return Constraint(*_two(random, _NUMBERS))
        case Kind.DATE:
            least, most = _two(random, _DAYS)
            return Constraint(least, "today" if most == _DAYS[-1] else most)
        case Kind.SELECT_MULTIPLE | Kind.RANK:
            together = sum(not choice.exclusive for choice in choices)
            return Constraint(*_two(random, [Decimal(count) for count in range(1, together + 1)]), max_length=6)
    return random.choice(_LENGTHS) if kind is Kind.TEXT else Constraint(max_length=6)


def _two(random: Random, ordered: Sequence[Bound]) -> tuple[Bound | None, Bound | None]:
    """Two bounds of which the first is not above the second; either can be missing."""
    least, most = (ordered[place] for place in sorted(random.choices(range(len(ordered)), k=2)))
    return random.choice([(least, most), (least, None), (None, most), (None, None)])


def _condition(random: Random, before: Sequence[Question]) -> Condition:
    shape = random.choice([_about, _about, _about, _not, _several(Every), _several(Any)])
    return shape(random, before)


def _not(random: Random, before: Sequence[Question]) -> Condition:
    return Not(_about(random, before))


def _several(joined: type[Every] | type[Any]) -> Callable[[Random, Sequence[Question]], Condition]:
    return lambda random, before: joined((_about(random, before), _not(random, before)))


def _about(random: Random, before: Sequence[Question]) -> Condition:
    """A condition on the answer to one of those questions."""
    question = random.choice(before)
    if random.random() < 0.3:
        return Answered(question.name)
    if question.kind in {Kind.DATE, Kind.INTEGER, Kind.DECIMAL, Kind.RANGE}:
        value = random.choice(_DAYS) if question.kind is Kind.DATE else random.choice(_NUMBERS)
        return AtLeast(question.name, value) if random.random() < 0.5 else AtMost(question.name, value)
    names = [choice.name for choice in question.choices]
    return (
        Chosen(question.name, tuple(random.sample(names, random.randint(1, len(names)))))
        if names
        else Answered(question.name)
    )

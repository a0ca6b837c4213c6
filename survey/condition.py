"""When a question applies: a closed model, so that it can be checked when loaded and never evaluates text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from survey.session import Answer, AnswerStatus


@dataclass(frozen=True, slots=True)
class Chosen:
    """True while any of the options is chosen in the answer to an earlier question."""

    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """True while an earlier question has an answer that says something (not skipped, not declined)."""

    question: str


@dataclass(frozen=True, slots=True)
class AtLeast:
    """True while the number or day answered to an earlier question is this or more (or later)."""

    question: str
    value: Decimal | date


@dataclass(frozen=True, slots=True)
class AtMost:
    """True while the number or day answered to an earlier question is this or less (or earlier)."""

    question: str
    value: Decimal | date


@dataclass(frozen=True, slots=True)
class Every:
    """True while all of the conditions are."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """True while at least one of the conditions is."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """True while the condition is not."""

    condition: "Condition"


Condition = Chosen | Answered | AtLeast | AtMost | Every | Any | Not


def holds(condition: Condition | None, answers: Mapping[str, Answer]) -> bool:
    """Whether the condition is true of these answers; no condition always is."""
    match condition:
        case None:
            return True
        case Chosen() | Answered() | AtLeast() | AtMost():
            return condition.question in answers and _is_true(condition, answers[condition.question])
        case Every(conditions):
            return all(holds(each, answers) for each in conditions)
        case Any(conditions):
            return any(holds(each, answers) for each in conditions)
        case Not(inner):
            return not holds(inner, answers)


def questions_in(condition: Condition) -> frozenset[str]:
    """The questions that the condition looks at."""
    match condition:
        case Every(several) | Any(several):
            return frozenset().union(*map(questions_in, several))
        case Not(inner):
            return questions_in(inner)
        case Chosen(question) | Answered(question) | AtLeast(question) | AtMost(question):
            return frozenset((question,))


def _is_true(condition: Chosen | Answered | AtLeast | AtMost, answer: Answer) -> bool:
    match condition:
        case Chosen():
            return not set(condition.options).isdisjoint(answer.options)
        case Answered():
            return answer.status is AnswerStatus.GIVEN
        case AtLeast() | AtMost():
            return answer.status is AnswerStatus.GIVEN and _is_within(condition, answer)


def _is_within(condition: AtLeast | AtMost, answer: Answer) -> bool:
    """Whether a number or day was answered that is not beyond the bound."""
    try:
        beyond = _compare(answer.options[0], condition.value)
    except (IndexError, ValueError, ArithmeticError):
        return False
    return beyond >= 0 if isinstance(condition, AtLeast) else beyond <= 0


def _compare(given: str, bound: Decimal | date) -> int:
    """Negative, zero or positive where what was given is less than, equal to or more than the bound."""
    if isinstance(bound, date):
        return (date.fromisoformat(given) - bound).days
    return int(Decimal(given).compare(bound))

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
        case Chosen(question, options):
            return question in answers and not set(options).isdisjoint(answers[question].options)
        case Answered(question):
            return question in answers and answers[question].status is AnswerStatus.GIVEN
        case AtLeast(question, bound):
            value = _value(answers.get(question), bound)
            return value is not None and value >= bound  # type: ignore[operator]  # _value gives the bound's own type
        case AtMost(question, bound):
            value = _value(answers.get(question), bound)
            return value is not None and value <= bound  # type: ignore[operator]  # as above
        case Every(conditions):
            return all(holds(each, answers) for each in conditions)
        case Any(conditions):
            return any(holds(each, answers) for each in conditions)
        case Not(inner):
            return not holds(inner, answers)


def _value(answer: Answer | None, bound: Decimal | date) -> Decimal | date | None:
    """What was answered, as the bound's own type; None where nothing of the kind was."""
    if answer is None or answer.status is not AnswerStatus.GIVEN or not answer.options:
        return None
    try:
        return date.fromisoformat(answer.options[0]) if isinstance(bound, date) else Decimal(answer.options[0])
    except (ValueError, ArithmeticError):
        return None

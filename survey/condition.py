"""When a question applies: a closed model, so that it can be checked when it is loaded and never evaluates text."""

from dataclasses import dataclass


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


Condition = Chosen | Answered | Every | Any | Not

"""What the dialogues have come to together, as far as everybody may know it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digests.gathering import guarded
from digests.guard import CountsWork, GuardedCounts
from digests.residents_view import ResidentsView
from fieldwork.dialogue import Dialogue
from survey.questionnaire import Question, Questionnaire


@dataclass(frozen=True, slots=True)
class Voices:
    """What the commitment to hold dialogues has come to: how many, and how many voices at the least.

    Only dialogues in which enough answered for the public are counted in `at_least`.
    """

    held: int
    at_least: int


def voices(
    work: CountsWork, asked: Sequence[Question], dialogues: Iterable[Dialogue], k_public: int, k_staff: int
) -> Voices:
    """Those of the dialogues that are over. It is made of nothing but cells that the public may be shown.

    `k_public` and `k_staff` are the smallest groups shown. Asking is showing, as everywhere with the guard.
    """
    guard, over = guarded(work, k_public, k_staff), [each for each in dialogues if each.ended]
    return Voices(len(over), sum(at_least(said(guard, asked, each)) for each in over))


def said(guard: GuardedCounts, asked: Sequence[Question], found: Dialogue) -> list[ResidentsView]:
    """What was said there. How many answered is no table of its own: with these it would tell who is hidden."""
    return [ResidentsView(each, guard.answers(found.round, each)) for each in asked]


def at_least(views: Iterable[ResidentsView]) -> int:
    """How many people answered at the least, as far as what was said bears it out."""
    return max((view.people for view in views), default=0)


def countable(asked: Questionnaire | None) -> Sequence[Question]:
    """The questions whose answers are counted: those with options."""
    return [each for each in asked.questions if each.choices] if asked else []

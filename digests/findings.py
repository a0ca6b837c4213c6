"""What residents have said that an update may be the answer to: only what may be shown to everybody."""

from collections.abc import Sequence
from dataclasses import dataclass

from digests.content import DigestContent
from digests.guard import GuardedCounts
from survey.questionnaire import Choice, Question

MOST = 6
"""Findings offered of one question: more is a wall of buttons."""


@dataclass(frozen=True, slots=True)
class Finding:
    """An option that residents chose, and how often, as the guard shows it."""

    question: Question
    choice: Choice
    count: int
    is_worry: bool

    @property
    def name(self) -> str:
        """As an update names it."""
        return f"{self.question.name}/{self.choice.name}"


def findings(
    guard: GuardedCounts, content: DigestContent, commitment: str, taken: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """What residents worry about most, and what they notice of the commitment; the most frequent first.

    `taken` are the findings that the writer said they would take care of: those come before all others.
    """
    worries, view = content.worries, content.views.get(commitment)
    most = [
        *(_most(guard, content.round, worries, taken, is_worry=True) if worries else ()),
        *(_most(guard, content.round, view, taken, is_worry=False) if view else ()),
    ]
    return tuple(sorted(most, key=lambda finding: finding.name not in taken))


def _most(
    guard: GuardedCounts, round_name: str, question: Question, taken: Sequence[str], *, is_worry: bool
) -> list[Finding]:
    counts = guard.answers(round_name, question)
    shown = [(choice, counts[choice.name] or 0) for choice in question.choices]
    found = [Finding(question, choice, count, is_worry) for choice, count in shown if count]
    return sorted(found, key=lambda finding: (finding.name not in taken, -finding.count))[:MOST]

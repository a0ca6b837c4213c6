"""What can go wrong with a promise that is not a person's slip.

PromiseError
└── PromiseFileErrors
"""

from collections.abc import Sequence

from localization.source import Problem


class PromiseError(Exception):
    """The promise cannot be shown."""


class PromiseFileErrors(PromiseError):  # noqa: N818 - it carries several
    """A promise's file has problems; the message has a line for each."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))

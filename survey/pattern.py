r"""Patterns that a text has to match: a small part of regular expressions, of which none can be slow.

Letters, `.`, sets such as `[A-Z0-9]`, `\d`, `\w` and `\s`, groups with `|`, and `?`, `*`, `+`, `{2,5}`; of these only
`?` after a group. The ways there are to match bound the time it takes, so they are counted as the pattern is read.
"""

import re
import warnings
from dataclasses import dataclass, field
from math import prod

from survey.form import LONGEST_MATCHED

MOST_OPEN = 2
MOST_WAYS = 2_100_000
"""About eight times what two open-ended repeats have on the longest text."""

_PART = re.compile(
    r"""
    (?P<set>    \[ \^? \]? (?: \\. | [^\]\\] )* \] )
  | (?P<escape> \\ [dDwWsS.^$|?*+()\[\]{}/\\\- ] )
  | (?P<open>   \( (?: \?: | (?!\?) ) )
  | (?P<close>  \) )
  | (?P<or>     \| )
  | (?P<edge>   [\^$] )
  | (?P<repeat> [*+?] | \{ \d{0,3} ,? \d{0,3} \} )
  | (?P<letter> [^\\\[\](){}|*+?^$] )
    """,
    re.VERBOSE | re.DOTALL,
)
_LIMITS = re.compile(r"\{(\d*)(,?)(\d*)\}")


def pattern_problem(pattern: str) -> str | None:
    """What is wrong with a pattern, in one sentence; None where nothing is."""
    return _syntax_problem(pattern) or _cost_problem(pattern)


def _syntax_problem(pattern: str) -> str | None:
    try:
        with warnings.catch_warnings(action="error"):
            re.compile(pattern)
    except (re.error, OverflowError, RecursionError, FutureWarning) as error:
        return f"this is no regular expression: {error}"
    return None


def _cost_problem(pattern: str) -> str | None:
    reading = _Reading()
    at = 0
    while at < len(pattern):
        part = _PART.match(pattern, at)
        if part is None:
            return f'"{pattern[at : at + 3]}" is not used in patterns here, so that no text can make one slow'
        problem = reading.take(part.lastgroup or "", part[0])
        if problem:
            return problem
        at = part.end()
    return reading.verdict()


@dataclass(slots=True)
class _Reading:
    """What has been met so far: the last part, how many repeats have no end, and how many ways each part has."""

    last: str = ""
    opened: int = 0
    branches: list[int] = field(default_factory=lambda: [1])
    ways: list[int] = field(default_factory=list)

    def take(self, kind: str, part: str) -> str | None:
        """Take one part in; what is wrong with it, if anything is."""
        before, self.last = self.last, kind
        if kind == "open":
            self.branches.append(1)
        elif kind == "or":
            self.branches[-1] += 1
        elif kind == "close":
            self.ways.append(self.branches.pop())
        elif kind == "repeat":
            return self._repeat(part, before)
        return None

    def _repeat(self, part: str, before: str) -> str | None:
        if before == "close" and part != "?":
            return "a group is not repeated in patterns here, or some texts would take minutes"
        if before == "repeat":
            return "one repeat does not follow another in patterns here"
        ways = _ways(part)
        self.opened += ways > LONGEST_MATCHED
        self.ways.append(ways)
        return None

    def verdict(self) -> str | None:
        """What is wrong with the whole."""
        if self.opened > MOST_OPEN:
            return f"a pattern has at most {MOST_OPEN} repeats without an end, or some texts would take minutes"
        if prod(self.ways) * self.branches[0] > MOST_WAYS:
            return "with so many repeats and alternatives in a pattern, some texts would take minutes"
        return None


def _ways(repeat: str) -> int:
    """How many lengths a repeat can have."""
    if repeat == "?":
        return 2
    limits = _LIMITS.fullmatch(repeat)
    if limits is None:
        return LONGEST_MATCHED + 1
    least, comma, most = limits.groups()
    if most:
        return int(most) - int(least or 0) + 1 if comma else 1
    return LONGEST_MATCHED + 1 if comma else 1

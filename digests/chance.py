"""Whether two shares differ by more than chance would make them."""

from dataclasses import dataclass
from math import sqrt

_Z = 1.959963984540054
"""The standard normal quantile of a two-sided interval of 95 %."""


@dataclass(frozen=True, slots=True)
class Interval:
    """What lies between two numbers."""

    lower: float
    upper: float


def difference(chosen: int, asked: int, chosen_before: int, asked_before: int) -> Interval:
    """The 95 % interval of the difference between two independent shares, the earlier taken from the later.

    Method 10 (hybrid score, without continuity correction) of R. G. Newcombe: Interval estimation for the difference
    between independent proportions: comparison of eleven methods. Statistics in Medicine 17 (1998), 873-890.

    Raises:
        ValueError: nobody was asked.
    """
    share, before = _share(chosen, asked), _share(chosen_before, asked_before)
    now, then = _score(share, asked), _score(before, asked_before)
    return Interval(
        share - before - sqrt((share - now.lower) ** 2 + (then.upper - before) ** 2),
        share - before + sqrt((now.upper - share) ** 2 + (before - then.lower) ** 2),
    )


def _share(chosen: int, asked: int) -> float:
    if asked <= 0:
        raise ValueError("a share of nobody")
    return chosen / asked


def _score(share: float, asked: int) -> Interval:
    """Wilson's interval of one share (Journal of the American Statistical Association 22, 1927, 209-212)."""
    middle = share + _Z**2 / (2 * asked)
    reach = _Z * sqrt(share * (1 - share) / asked + _Z**2 / (4 * asked**2))
    whole = 1 + _Z**2 / asked
    return Interval((middle - reach) / whole, (middle + reach) / whole)

import re
from time import perf_counter

import pytest

from survey.pattern import pattern_problem


@pytest.mark.parametrize(
    "pattern",
    [
        r"[0-9]{3} ?[0-9]{2}",
        r"\+?[0-9 -]{6,20}",
        r"[A-Z]{3}[ -]?\d{2}[A-Z0-9]",
        r"(ja|nej|kanske)",
        r"(?:foo)?bar",
        r"[^@ ]+@[^@ ]+\.[a-z]{2,9}",
        r"^[\[\]]$",
        r"[]a-]x{3}y{,4}",
        r"{}",
    ],
)
def test_a_pattern_that_is_always_quick_may_be_used(pattern: str) -> None:
    assert pattern_problem(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("[", "no regular expression"),
        ("[[:alpha:]]", "no regular expression"),
        ("a" + "{9}" * 2, "no regular expression"),
        ("(?i)a", "not used"),
        ("(?<!a)b", "not used"),
        ("(?P<n>a)", "not used"),
        (r"\ba", "not used"),
        ("(a|aa)+", "a group is not repeated"),
        ("(a){2}", "a group is not repeated"),
        ("a+?", "one repeat does not follow another"),
        ("a+b+c{2,}", "at most 2 repeats"),
        ("a?" * 30, "so many repeats"),
        ("(a|a)" * 30, "so many repeats"),
    ],
)
def test_a_pattern_that_could_be_slow_or_is_none_is_refused_in_a_sentence(pattern: str, said: str) -> None:
    assert said in str(pattern_problem(pattern))


@pytest.mark.parametrize("pattern", ["a*a*[bc]", "[ab]?a*a*[bc]", "a?" * 20 + "[bc]", "(a|a)" * 20 + "[bc]"])
def test_the_slowest_that_may_be_used_is_over_in_a_moment(pattern: str) -> None:
    assert pattern_problem(pattern) is None
    began = perf_counter()
    assert re.fullmatch(pattern, "a" * 500) is None
    assert perf_counter() - began < 2

from collections import Counter, defaultdict
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.ports import ResponseId
from survey.reading.grouping import Group, Waiting, form_groups

K, TODAY = 5, date(2026, 11, 23)


def waiting(number: int, area: str = "north", language: str = "sv", days_ago: int = 1) -> Waiting:
    return Waiting(ResponseId(f"r{number:04}"), area, language, TODAY - timedelta(days=days_ago))


def test_k_alike_are_a_group_and_what_they_share_is_known() -> None:
    [group] = form_groups([waiting(number) for number in range(K)], TODAY, K)
    assert (group.area, group.language, group.first, group.last, len(group.members)) == (
        *("north", "sv", TODAY - timedelta(days=1), TODAY - timedelta(days=1)),
        K,
    )


def test_fewer_wait() -> None:
    assert form_groups([waiting(number) for number in range(K - 1)], TODAY, K) == []


def test_a_day_that_is_not_over_waits() -> None:
    assert form_groups([waiting(number, days_ago=0) for number in range(9)], TODAY, K) == []


def test_a_group_takes_whole_days() -> None:
    made = [waiting(number, days_ago=3) for number in range(9)] + [waiting(10 + each, days_ago=2) for each in range(4)]
    [group] = form_groups(made, TODAY, K)
    assert len(group.members) == 9
    assert group.first == group.last == TODAY - timedelta(days=3)


@pytest.mark.parametrize(("days", "language"), [(6, None), (7, "")])
def test_a_rare_language_joins_its_area_after_a_week(days: int, language: str | None) -> None:
    made = [waiting(number, language=code, days_ago=days) for number, code in enumerate(("so", "en", "ar", "fa", "uk"))]
    formed = form_groups(made, TODAY, K)
    assert [group.language for group in formed] == ([] if language is None else [language])
    assert all(group.area == "north" for group in formed)


@pytest.mark.parametrize(("days", "groups"), [(13, 0), (14, 1)])
def test_a_rare_area_joins_any_other_after_two_weeks(days: int, groups: int) -> None:
    made = [waiting(number, area=f"area{number}", days_ago=days) for number in range(K)]
    formed = form_groups(made, TODAY, K)
    assert len(formed) == groups
    assert all((group.area, group.language) == ("", "sv") for group in formed)


arrivals = st.lists(
    st.builds(
        waiting,
        st.integers(0, 5000),
        st.sampled_from(["", "north", "south", "centre"]),
        st.sampled_from(["sv", "so", "en"]),
        st.integers(0, 40),
    ),
    unique_by=lambda each: each.response,
    max_size=80,
)


@given(arrivals, st.integers(3, 10))
def test_no_group_is_smaller_than_k_and_nobody_is_in_two(made: list[Waiting], k: int) -> None:
    formed = form_groups(made, TODAY, k)
    assert all(len(group.members) >= k for group in formed)
    members = Counter(member for group in formed for member in group.members)
    assert max(members.values(), default=1) == 1
    of = {each.response: each for each in made}
    for group in formed:
        for member in map(of.__getitem__, group.members):
            assert group.area in ("", member.area)
            assert group.language in ("", member.language)
            assert group.first <= member.day <= group.last < TODAY


@pytest.mark.parametrize("seed", range(300))
def test_an_attacker_with_every_filter_on_every_day_tells_no_fewer_than_k_apart(seed: int) -> None:
    """They note for each response under which filters it was listed on which day; alike notes cannot be told apart."""
    random = Random(seed)
    waits: list[Waiting] = []
    formed: list[Group] = []
    notes: dict[ResponseId, set[str]] = defaultdict(set)
    for day in range(30):
        today = TODAY + timedelta(days=day)
        for number in range(random.randrange(6)):
            area, language = random.choice(("", "a", "a", "b", "c")), random.choice(("sv", "sv", "sv", "so", "en"))
            waits.append(Waiting(ResponseId(f"{seed}.{day}.{number}"), area, language, today))
        if random.random() < 0.7:  # nobody reads every day
            formed += form_groups(waits, today, K)
            grouped = {member for group in formed for member in group.members}
            waits = [each for each in waits if each.response not in grouped]
        for group in formed:
            for area in ("", "a", "b", "c"):
                for language in ("", "sv", "so", "en"):
                    if area in ("", group.area) and language in ("", group.language):
                        for member in group.members:
                            notes[member].add(f"{day} {area} {language} {group.first} {group.last}")
    alike = Counter(frozenset(seen) for seen in notes.values())
    assert min(alike.values(), default=K) >= K

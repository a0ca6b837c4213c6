import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.limits import RateLimits, Rates
from simulator.refusal import RefusalError


class Time:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def retry_after(limits: RateLimits, chat_id: int, *, private: bool = True) -> int | None:
    try:
        limits.new_message(chat_id, private=private)
    except RefusalError as refusal:
        return refusal.retry_after
    return None


def test_one_person_gets_three_at_once_and_then_one_a_second() -> None:
    time = Time()
    limits = RateLimits(Rates(), time)
    assert [retry_after(limits, 1) for _ in range(4)] == [None, None, None, 1]
    assert retry_after(limits, 2) is None
    time.now += 1
    assert [retry_after(limits, 1) for _ in range(2)] == [None, 1]


def test_a_group_gets_twenty_a_minute() -> None:
    time = Time()
    limits = RateLimits(Rates(), time)
    assert [retry_after(limits, -1, private=False) for _ in range(21)] == [None] * 20 + [60]
    time.now += 59.5
    assert retry_after(limits, -1, private=False) == 1
    time.now += 0.5
    assert retry_after(limits, -1, private=False) is None


def test_everybody_together_gets_thirty_in_any_second() -> None:
    time = Time()
    limits = RateLimits(Rates(), time)
    assert [retry_after(limits, chat) for chat in range(31)] == [None] * 30 + [1]
    time.now += 0.9
    assert retry_after(limits, 99) == 1
    time.now += 0.1
    assert retry_after(limits, 99) is None


def test_other_calls_have_a_limit_of_their_own() -> None:
    limits = RateLimits(Rates(other_per_second=2), Time())
    limits.other_call()
    limits.other_call()
    with pytest.raises(RefusalError, match="Too Many Requests: retry after 1"):
        limits.other_call()
    assert retry_after(limits, 1) is None


def test_rates_can_change_on_the_way() -> None:
    limits = RateLimits(Rates(), Time())
    limits.rates.private_burst = 1
    assert [retry_after(limits, 1), retry_after(limits, 1)] == [None, 1]


@given(st.lists(st.floats(min_value=0, max_value=3), max_size=60))
def test_waiting_as_long_as_told_is_always_enough(pauses: list[float]) -> None:
    time = Time()
    limits = RateLimits(Rates(), time)
    for pause in pauses:
        time.now += pause
        wait = retry_after(limits, 1)
        if wait is not None:
            time.now += wait
            assert retry_after(limits, 1) is None

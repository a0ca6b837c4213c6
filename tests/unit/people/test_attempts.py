from datetime import UTC, datetime, timedelta

import pytest

from people.attempts import ALL_IN, EACH_IN, WRONG_EACH, WRONG_IN_ALL, Attempts, Refusal
from people.person import PersonKey
from people.receipt import RANDOM_BYTES

ALVA, BO = PersonKey("alva"), PersonKey("bo")
SECOND = timedelta(seconds=1)


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def attempts(clock: Clock) -> Attempts:
    return Attempts(clock)


def crowd(number: int) -> list[PersonKey]:
    return [PersonKey(str(each)) for each in range(number)]


def test_after_five_wrong_codes_a_person_waits_an_hour_and_others_do_not(attempts: Attempts, clock: Clock) -> None:
    for _ in range(WRONG_EACH):
        assert attempts.take(ALVA) is None
        clock.now += SECOND
    assert attempts.take(ALVA) is Refusal.PERSON
    assert attempts.take(BO) is None
    clock.now += EACH_IN - WRONG_EACH * SECOND - SECOND
    assert attempts.take(ALVA) is Refusal.PERSON
    clock.now += SECOND
    assert attempts.take(ALVA) is None
    assert attempts.take(ALVA) is Refusal.PERSON


def test_right_codes_are_never_counted(attempts: Attempts) -> None:
    for _ in range(3 * WRONG_IN_ALL):
        assert attempts.take(ALVA) is None
        attempts.give_back(ALVA)
    assert len(attempts) == 0


def test_a_refused_attempt_makes_nobody_wait_longer(attempts: Attempts, clock: Clock) -> None:
    for _ in range(20):
        attempts.take(ALVA)
    assert len(attempts) == WRONG_EACH
    clock.now += EACH_IN
    assert attempts.take(ALVA) is None


def test_when_many_guess_at_once_everybody_waits_a_minute(attempts: Attempts, clock: Clock) -> None:
    for each in crowd(WRONG_IN_ALL):
        assert attempts.take(each) is None
    assert attempts.take(ALVA) is Refusal.EVERYBODY
    clock.now += ALL_IN
    assert attempts.take(ALVA) is None


def test_what_is_remembered_never_grows_beyond_an_hour_of_guessing(attempts: Attempts, clock: Clock) -> None:
    longest = 0
    for number in range(20_000):
        attempts.take(PersonKey(str(number)))
        longest = max(longest, len(attempts))
        clock.now += SECOND / 4
    assert WRONG_IN_ALL * 50 < longest <= WRONG_IN_ALL * (EACH_IN // ALL_IN)
    clock.now += EACH_IN
    attempts.take(ALVA)
    assert (len(attempts), len(attempts._of)) == (1, 1)


def test_giving_back_what_was_never_taken_changes_nothing(attempts: Attempts) -> None:
    attempts.take(BO)
    attempts.give_back(ALVA)
    assert len(attempts) == 1


def test_guessing_a_receipt_is_hopeless() -> None:
    guesses, live = 1_000_000, 100_000
    chance = guesses * live / 2 ** (8 * RANDOM_BYTES)
    days_of_all = guesses / WRONG_IN_ALL * ALL_IN / timedelta(days=1)
    years_of_one = guesses / WRONG_EACH * EACH_IN / timedelta(days=365)
    print(f"\n{guesses:,} guesses at {live:,} live receipts: chance {chance:.1e}")  # noqa: T201 - asked for
    print(f"they take {days_of_all:.1f} days at everybody's limit, {years_of_one:.0f} years at one person's")  # noqa: T201 - as above
    assert chance < 1e-9
    assert days_of_all > 7

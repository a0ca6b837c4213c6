import pytest

from delivery.outcome import (
    Ambiguous,
    Delivered,
    Moved,
    Outcome,
    PictureForgotten,
    Refused,
    RetryLater,
    ThreadGone,
    Unauthorised,
    Unreachable,
)
from delivery.retry_policy import (
    Again,
    Bury,
    LeaveThread,
    LeaveUnknown,
    LetGo,
    Readdress,
    Sent,
    Step,
    StopAll,
    UploadAgain,
    backoff,
    next_step,
)


@pytest.mark.parametrize(
    ("outcome", "attempt", "step"),
    [
        (Delivered(7), 1, Sent()),
        (Delivered(None), 2, Sent()),
        (Delivered(7, "file"), 1, Sent("file")),
        (RetryLater(37.0), 1, Again(37.0)),
        (RetryLater(37.0), 9, Again(37.0)),
        (RetryLater(), 1, Again(1.0, network=True)),
        (Ambiguous(), 1, Again(60.0, counts=True)),
        (Ambiguous(), 2, LeaveUnknown()),
        (Ambiguous(), 3, LeaveUnknown()),
        (Unreachable(), 1, LetGo()),
        (Moved(-100123), 1, Readdress(-100123)),
        (PictureForgotten("file"), 1, UploadAgain("file")),
        (ThreadGone(), 1, LeaveThread()),
        (Refused("message is too long"), 1, Bury("message is too long")),
        (Unauthorised(), 1, StopAll()),
    ],
)
def test_each_outcome_has_its_next_step(outcome: Outcome, attempt: int, step: Step) -> None:
    assert next_step(outcome, attempt, failures=1) == step


def test_an_outage_is_met_with_ever_longer_waits_up_to_a_minute() -> None:
    assert [backoff(failures) for failures in range(1, 9)] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert backoff(100_000) == 60

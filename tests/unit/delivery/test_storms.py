"""Ten bad minutes at Telegram. The same with many more seeds: `make faults`."""

import pytest

from tests.faults.storms import many_have_left, no_answers, too_many_requests

pytestmark = pytest.mark.no_cover  # the same lines again and again, and counting them takes longer than running them


@pytest.mark.parametrize("share", [0.01, 0.5, 1.0])
@pytest.mark.parametrize("seed", range(3))
def test_told_to_wait_nobody_is_written_to_before_the_time_and_everybody_after_it(share: float, seed: int) -> None:
    storm = too_many_requests(seed, share)
    assert storm.waits > 5
    assert (storm.early, storm.missing, storm.doubled) == (0, 0, 0)
    assert storm.rate is None or storm.rate >= 0.95


@pytest.mark.parametrize("share", [0.02, 0.5, 1.0])
def test_what_telegram_took_and_did_not_answer_is_repeated_once_at_most_and_then_listed(share: float) -> None:
    silence = no_answers(1, share)
    assert silence.missing == 0
    assert silence.most <= 2
    assert 0 < silence.repeated <= silence.unanswered
    assert silence.unlisted == 0


def test_whoever_has_blocked_the_bot_is_tried_once_and_never_again() -> None:
    left = many_have_left(1, 0.3)
    assert left.blocked > 400
    assert left.switched_off == left.blocked
    assert (left.tried_again, left.missing) == (0, 0)

from datetime import UTC, datetime, timedelta

from digests.speed import Speed

START = datetime(2026, 11, 23, 17, tzinfo=UTC)


def noted(*notes: tuple[float, int]) -> float | None:
    speed = Speed()
    for seconds, done in notes:
        speed.note(START + timedelta(seconds=seconds), done)
    return speed.per_minute


def test_from_one_look_no_speed_is_known() -> None:
    assert noted((0, 500)) is None
    assert noted((0, 500), (1, 510)) is None


def test_the_speed_is_that_of_the_last_minute() -> None:
    assert noted((0, 500), (6, 510)) == 100
    assert noted((0, 0), (100, 10_000), (130, 10_100), (160, 10_200)) == 200


def test_what_stands_still_has_no_speed() -> None:
    assert noted((0, 500), (30, 500)) == 0


def test_fewer_than_before_is_another_beginning() -> None:
    assert noted((0, 500), (5, 10)) is None
    assert noted((0, 500), (5, 10), (11, 20)) == 100

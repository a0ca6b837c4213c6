"""Every digest comes once a period, for fifteen years, whatever the clock on the wall does and the process suffers."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import count, pairwise

import pytest

from digests.period import Daily, Fortnightly, Hourly, Monthly, Schedule, Weekly, due
from tests.unit.digests.years import STOCKHOLM, Decider, clock_changes, every_day, expected, live

pytestmark = pytest.mark.no_cover  # the same lines again and again, and counting them takes longer than running them

SUNDAY = 6  # the clock changes on Sundays

Key = Callable[[date], str]


def week(day: date) -> str:
    return "{}-W{:02}".format(*day.isocalendar())


def of_weeks(day: date, *, every: int) -> bool:
    return day.weekday() == SUNDAY and (day - date(2024, 1, 7)).days % (7 * every) == 0


RHYTHMS: dict[str, tuple[Callable[[int, int], Schedule], Callable[[date], bool], Key]] = {
    "daily": (Daily, lambda _: True, date.isoformat),
    "weekly": (partial(Weekly, SUNDAY), partial(of_weeks, every=1), week),
    "fortnightly": (partial(Fortnightly, SUNDAY), partial(of_weeks, every=2), week),
    "monthly": (partial(Monthly, SUNDAY), lambda day: day.weekday() == SUNDAY and day.day <= 7, "{:%Y-%m}".format),
}


def ours(schedule: Schedule) -> Decider:
    def decide(now: datetime, ran: dict[str, datetime]) -> str | None:
        period = due(schedule, now, STOCKHOLM).period
        return None if period in ran else period

    return decide


@pytest.mark.parametrize("minute", [0, 15, 30, 45])
@pytest.mark.parametrize("rhythm", RHYTHMS)
def test_over_fifteen_years_each_of_96_times_a_day_gets_exactly_one_run_a_period(rhythm: str, minute: int) -> None:
    make, falls_on, key = RHYTHMS[rhythm]
    days = [day for day in every_day() if falls_on(day)]
    lived = 0
    for hour in range(24):
        schedule = make(hour, minute)
        faults = live(expected(days, time(hour, minute)), key, partial(ours, schedule), seed=4 * hour + minute)
        assert not faults.any
        assert faults.runs + faults.merged == len(days)
        lived += faults.runs
    assert lived > 21 * len(days)


def test_at_once_means_once_an_hour_on_both_nights_too() -> None:
    hours = Hourly(tuple(range(24)))
    for night in clock_changes():
        evening = datetime.combine(night - timedelta(days=1), time(20), UTC)
        seen = [due(hours, evening + timedelta(minutes=10 * step), STOCKHOLM) for step in range(12 * 6)]
        changes = sum(before.period != after.period for before, after in pairwise(seen))
        spring = night.month == 3
        assert changes + 1 == len({each.period for each in seen}) == (12 if spring else 11)
        assert (f"{night}T02" in {each.period for each in seen}) != spring
        assert all(
            now - timedelta(hours=2) < each.moment <= now for now, each in zip(_steps(evening), seen, strict=False)
        )


def _steps(start: datetime) -> Iterator[datetime]:
    return (start + timedelta(minutes=10 * step) for step in count())


class WallClock:
    """A cron: it fires whenever the clock on the wall shows its time, and knows of nothing while it is not running."""

    def __init__(self, at: time) -> None:
        self.at = at
        self.looked: datetime | None = None

    def __call__(self, now: datetime, _ran: dict[str, datetime]) -> str | None:
        looked, self.looked = self.looked or now - timedelta(seconds=30), now
        for moment, day in self._shown(now.astimezone(STOCKHOLM).date()):
            if looked < moment <= now:
                return day.isoformat()
        return None

    def _shown(self, today: date) -> Iterator[tuple[datetime, date]]:
        for day in (today, today - timedelta(days=1)):
            for fold in (0, 1):
                local = datetime.combine(day, self.at, STOCKHOLM).replace(fold=fold)
                if local.astimezone(UTC).astimezone(STOCKHOLM).replace(tzinfo=None) == local.replace(tzinfo=None):
                    yield local.astimezone(UTC), day


class EveryDay:
    """A cron that counts 24 hours."""

    def __init__(self, first: datetime) -> None:
        self.first = first

    def __call__(self, now: datetime, ran: dict[str, datetime]) -> str | None:
        since = self.first + (now - self.first) // timedelta(days=1) * timedelta(days=1)
        period = since.astimezone(STOCKHOLM).date().isoformat()
        return None if period in ran and ran[period] >= since else period


class TestTheSimulationWouldTell:
    """What it lets pass proves nothing, unless it catches what is known to be wrong."""

    AT = time(2, 30)

    def test_a_cron_by_the_wall_clock_skips_in_spring_and_doubles_in_autumn(self) -> None:
        faults = live(expected(every_day(), self.AT), date.isoformat, partial(WallClock, self.AT), seed=1)
        spring = {day for day in clock_changes() if day.month == 3}
        autumn = clock_changes() - spring
        assert len(spring.intersection(faults.skipped)) >= 10
        assert len(autumn.intersection(faults.doubled)) >= 10

    def test_a_cron_that_was_down_skips(self) -> None:
        faults = live(expected(every_day(), time(12)), date.isoformat, partial(WallClock, time(12)), seed=1)
        assert len(set(faults.skipped) - clock_changes()) > 10

    def test_a_cron_that_counts_hours_is_early_or_late_half_the_year(self) -> None:
        first = datetime.combine(every_day()[0], time(7, 30), STOCKHOLM)
        faults = live(expected(every_day(), time(7, 30)), date.isoformat, partial(EveryDay, first), seed=1)
        assert faults.any

    def test_a_process_that_forgets_what_ran_when_it_restarts_doubles(self) -> None:
        def forgetful() -> Decider:
            own: dict[str, datetime] = {}
            decide = ours(Daily(7, 30))

            def decided(now: datetime, _ran: dict[str, datetime]) -> str | None:
                period = decide(now, own)
                own.update({period: now} if period else {})
                return period

            return decided

        assert live(expected(every_day(), time(7, 30)), date.isoformat, forgetful, seed=1).doubled

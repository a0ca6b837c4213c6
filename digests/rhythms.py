"""Followers' rhythms as schedules, and the names under which their digests are counted."""

from digests.period import Daily, Fortnightly, Hourly, Monthly, QuietHours, Schedule, Weekly
from digests.ports import Rhythm, Timing

STAFF, INSTANT = "staff", "followers.instant"

_RARER = {
    Rhythm.INSTANT: Rhythm.WEEKLY,
    Rhythm.WEEKLY: Rhythm.FORTNIGHTLY,
    Rhythm.FORTNIGHTLY: Rhythm.MONTHLY,
}


def schedule_of(timing: Timing, quiet: QuietHours) -> Schedule:
    """When digests of that timing fall due. At once means on the hour, and not in the quiet hours of the place."""
    match timing.rhythm:
        case Rhythm.INSTANT:
            return Hourly(quiet.whole_hours_outside())
        case Rhythm.WEEKLY:
            return Weekly(*timing[1:])
        case Rhythm.FORTNIGHTLY:
            return Fortnightly(*timing[1:])
        case Rhythm.MONTHLY:
            return Monthly(*timing[1:])


def kind_of(schedule: Schedule) -> str:
    """Followers with the same rhythm read the same numbers; the staff have their own."""
    match schedule:
        case Daily():
            return STAFF
        case Hourly():
            return INSTANT
        case Weekly():
            return f"followers.{_at(schedule)}"
        case Fortnightly():
            return f"followers.fortnightly.{_at(schedule)}"
        case Monthly():
            return f"followers.monthly.{_at(schedule)}"


def rarer(rhythm: Rhythm) -> Rhythm | None:
    """The next rhythm that is heard less often, if there is one."""
    return _RARER.get(rhythm)


def _at(schedule: Weekly | Fortnightly | Monthly) -> str:
    return f"{schedule.weekday}-{schedule.hour:02}{schedule.minute:02}"

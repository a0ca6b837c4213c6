"""Reads the activities under a commitment, and the days by which something should be seen."""

from dataclasses import dataclass
from datetime import date

from localization.content_fields import read_new_name
from localization.source import Value
from promises.promise import Activity, Milestone

LONGEST_TITLE = 60
HEAVIEST = 100


@dataclass(frozen=True, slots=True)
class Frame:
    """What every part of a promise is read within: its languages, and its first and last day."""

    languages: tuple[str, ...]
    starts: date
    ends: date

    def holds(self, day: date) -> bool:
        """Whether the day is in the period. A period that is wrong itself holds every day: one mistake is told once."""
        return self.ends <= self.starts or self.starts <= day <= self.ends


def read_activities(value: Value, frame: Frame) -> tuple[Activity, ...]:
    """The activities listed, in their order; none where the key was left out."""
    taken: set[str] = set()
    return tuple(_activity(item, frame, taken) for item in value.items())


def _activity(item: Value, frame: Frame, taken: set[str]) -> Activity:
    fields = item.record(required=("name", "title"), optional=("weight", "milestones"))
    return Activity(
        name=read_new_name(fields["name"], taken),
        title=fields["title"].words(frame.languages, LONGEST_TITLE),
        weight=fields["weight"].number(1, HEAVIEST, default=1),
        milestones=tuple(_milestone(each, frame) for each in fields["milestones"].items()),
    )


def _milestone(item: Value, frame: Frame) -> Milestone:
    fields = item.record(required=("title", "day"))
    day = fields["day"].date()
    if not frame.holds(day):
        fields["day"].problem(f"the promise holds from {frame.starts} to {frame.ends}, and this day is not in it")
    return Milestone(title=fields["title"].words(frame.languages, LONGEST_TITLE), day=day)

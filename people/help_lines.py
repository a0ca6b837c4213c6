"""Who to call: help lines as checked data, because a wrong number can cost a life."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from localization.content_fields import read_languages, read_new_name
from localization.source import Problem, Value, read_source
from people.concern.category import Category
from people.errors import HelpLineFileErrors, UnclearHours
from people.link import read_link
from people.opening_hours import Hours, open_at, read_hours

GOOD_FOR = timedelta(days=180)
"""How long a number may stand without being checked again."""

LONGEST_LABEL = 60
LONGEST_TEXT = 200
_NUMBER = re.compile(r"\d{2,5}(?:[ -]\d{2,5})*", re.ASCII)
_CATEGORIES = [category.value for category in Category]
_KEYS = ("checked_on", "languages", "lines")
_LINE_KEYS = ("name", "number", "label", "for_whom", "source", "confirmed")
_OPTIONAL_LINE_KEYS = ("hours", "concerns")


@dataclass(frozen=True, slots=True)
class HelpLine:
    """Somebody who answers. `hours` None: not known. `confirmed`: a first-hand page or a call said so.

    `concerns` are what it is there for: it is shown at once to a person who writes of one of them.
    """

    name: str
    number: str
    label: Mapping[str, str]
    for_whom: Mapping[str, str]
    hours: Hours | None
    source: str
    confirmed: bool
    concerns: frozenset[Category] = frozenset()


@dataclass(frozen=True, slots=True)
class HelpLines:
    """All of them, in the order they are shown, and the day they were last compared with their sources."""

    checked_on: date
    lines: tuple[HelpLine, ...]

    def about(self, category: Category) -> tuple[HelpLine, ...]:
        """The lines for somebody who writes of that, in their order."""
        return tuple(line for line in self.lines if category in line.concerns)


def open_now(line: HelpLine, local_now: datetime) -> bool | None:
    """Whether somebody answers at that local time; None where the hours are not known."""
    return None if line.hours is None else open_at(line.hours, local_now)


def doubts(help_lines: HelpLines, today: date) -> tuple[str, ...]:
    """What a person should check, one sentence each. Warnings: they keep nothing from starting."""
    unconfirmed = [line for line in help_lines.lines if not line.confirmed]
    sentences = [f'help line "{line.name}" is not confirmed: call {line.number} and check' for line in unconfirmed]
    if today - help_lines.checked_on > GOOD_FOR:
        sentences.append(
            f"the help lines were last checked on {help_lines.checked_on}, more than {GOOD_FOR.days} days ago"
        )
    return tuple(sentences)


def read_help_lines(path: Path) -> HelpLines:
    """The help lines of a file.

    Raises:
        HelpLineFileErrors: the file has problems; it carries them all.
    """
    problems: list[Problem] = []
    fields = read_source(path, problems).record(required=_KEYS)
    languages = read_languages(fields["languages"])
    taken: set[str] = set()
    lines = tuple(_line(item, languages, taken) for item in fields["lines"].items())
    if not lines:
        fields["lines"].problem("there is at least one help line")
    help_lines = HelpLines(fields["checked_on"].date(), lines)
    if problems:
        raise HelpLineFileErrors(problems)
    return help_lines


def _line(item: Value, languages: tuple[str, ...], taken: set[str]) -> HelpLine:
    fields = item.record(required=_LINE_KEYS, optional=_OPTIONAL_LINE_KEYS)
    return HelpLine(
        name=read_new_name(fields["name"], taken),
        number=_number(fields["number"]),
        label=fields["label"].words(languages, LONGEST_LABEL),
        for_whom=fields["for_whom"].words(languages, LONGEST_TEXT),
        hours=_hours(fields["hours"]) if fields["hours"].present else None,
        source=read_link(fields["source"]),
        confirmed=fields["confirmed"].flag(),
        concerns=_concerns(fields["concerns"]),
    )


def _concerns(value: Value) -> frozenset[Category]:
    named = [each.one_of(_CATEGORIES) for each in value.items()] if value.present else []
    return frozenset(Category(name) for name in named if name in _CATEGORIES)


def _number(value: Value) -> str:
    number = value.text()
    if not _NUMBER.fullmatch(number):
        value.problem('a telephone number is in groups of two to five digits, such as "116 111"')
    return number


def _hours(value: Value) -> Hours:
    text = value.text()
    try:
        return read_hours(text)
    except UnclearHours as error:
        value.problem(str(error))
        return ()

"""A town in which everything is told at once: the staff's digests at all hours, followers' digests, and reports.

It can be veiled, as in `tests.unit.digests.a_month`: then every count that the guard let nobody know is another one.
"""

import random
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from digests.content import DigestContent
from digests.figure_chart import FigureChart
from digests.guard import answers_table, release, taps_table
from digests.ports import MorningChoice
from digests.pulse import NOTICE_OPTIONS
from digests.report import Reporter, months_of
from digests.report_page import ReportPage
from digests.service import DigestService
from digests.split import Split, answered_table, languages_table, pair, split_table
from localization.catalogue import Catalogues
from people.staff import Role, StaffMember
from survey.questionnaire import Question
from tests.unit.digests.a_month import figures, follow
from tests.unit.digests.attacker import Attacker
from tests.unit.digests.ledger import NEVER, Ledger
from tests.unit.digests.memory import DigestStore
from tests.unit.digests.mornings import MemorySplits
from tests.unit.digests.population import Tally
from tests.unit.digests.report_reader import Page, number
from tests.unit.digests.test_staff_digest import AGE, AREA, BY_AGE, BY_AREA, EVENING, TOWN
from tests.unit.digests.town import LIGHTS, MUNICIPALITY, PATROLS, RULES, STOCKHOLM, WORRIES, at, question

CATALOGUES = Catalogues()
SWEDISH = CATALOGUES.words("sv")
HOURS = question("hours", {"day": "På dagen", "night": "På natten"})
SPOKEN = question("spoken", {"any": "Något"})
GONE = question("gone", {"yes": "Flyttar", "no": "Stannar", "perhaps": "Kanske"})
CONTENT = replace(TOWN, ages=Split(AGE, HOURS), spoken=SPOKEN, others=(GONE,))
WHOLE = (LIGHTS, PATROLS, WORRIES, GONE)
BEGINS = at("2027-01-29 12:45")
"""A month with the ends of two others: reports of six ranges of months."""
TICKS = ((6, 0), (7, 30), (8, 0), (12, 0), (12, 30), (17, 0))
EVERY_DAY = tuple(range(7))

_AREAS = {choice.label["sv"]: choice.name for choice in AREA.choices}
_AGES = {choice.label["sv"]: choice.name for choice in AGE.choices}
_BY_AREA = re.compile(r"(Centrum|Norr|Vid sjön): (\d+|för få att visa)(?: av |, av )(\d+)")
_BY_AGE = re.compile(r"(13 till 19 år|Äldre): (.+)\.")
_CELL = re.compile(r"(I parken|Vid stationen|Mörka gångvägar|Narkotika|Buskörning|Bråk|svenska|engelska): (\d+)")
_MORE_WORRY = re.compile(r"(Mörka gångvägar|Narkotika|Buskörning|Bråk) \((\d+) svar\)")
PARTS = {(f"evening {area}", option): option for area in BY_AREA.groups for option in BY_AREA.options}


def _options(asked: Question) -> dict[str, str]:
    return {choice.label["sv"]: choice.name for choice in asked.choices}


@dataclass
class Dwellers:
    """People who come, say what they like and pass over what they like, and some of whom take it all back."""

    random: random.Random
    busy: int
    counts: Tally
    splits: MemorySplits
    said: list[dict[str, str]] = field(default_factory=list)

    def hours(self) -> None:
        """Some time passes."""
        for _ in range(self.random.randrange(self.busy + 1)):
            self._count(self._somebody(), 1)
        while self.said and self.random.random() < 0.3:
            self._count(self.said.pop(self.random.randrange(len(self.said))), -1)

    def _somebody(self) -> dict[str, str]:
        chosen = {
            each.name: self._one_of(each) for each in (*WHOLE, AREA, AGE, EVENING, BY_AGE.question, HOURS, SPOKEN)
        }
        chosen["language"] = self.random.choice(("sv", "sv", "sv", "en"))
        return {name: option for name, option in chosen.items() if self.random.random() < 0.9}

    def _one_of(self, asked: Question) -> str:
        """The first options are the usual ones, the last ones rare."""
        names = [choice.name for choice in asked.choices]
        return self.random.choices(names, [2.0**-place for place in range(len(names))])[0]

    def _count(self, person: dict[str, str], times: int) -> None:
        if times > 0:
            self.said.append(person)
        for asked in (*WHOLE, EVENING):
            if option := person.get(asked.name):
                self.counts.add(asked.name, option, times)
        for split in (BY_AREA, BY_AGE, Split(AGE, HOURS)):
            by, option = person.get(split.by.name), person.get(split.question.name)
            if by and option:
                self.splits.add(split.by.name, split.question.name, by, option, times)
        if "spoken" in person and "language" in person:
            self.splits.spoken[person["language"]] += times


@dataclass
class Season:
    """What was told: every text and page in its order, and what two readers made of them."""

    ledger: Ledger
    public: Attacker
    texts: list[str] = field(default_factory=list)
    reports: int = 0
    figures: int = 0

    def tell(self, day: date, page: str, span: tuple[str, str]) -> None:
        """A report, and between which days its figures grew."""
        self.texts.append(page)
        self.reports += 1
        self.ledger.day = NEVER
        self.figures += _read_report(page, self.ledger, span)

    def send(self, text: str, *, staff: bool, day: str) -> None:
        """A digest. `day` names it where the next report of that day tells of the same moment."""
        self.texts.append(text)
        self.ledger.day = day
        for table, cells, total in figures(text):
            self.ledger.reads(table, cells, total)
            if not staff:
                self.public.reads(table, cells, total)
            self.figures += 1
        if staff:
            self.figures += _read_morning(text, self.ledger)


async def season(seed: int, days: int = 33, *, veiled: bool = False, content: DigestContent = CONTENT) -> Season:
    """So many days in the town of that seed."""
    chance, store = random.Random(seed), DigestStore()
    dwellers = Dwellers(chance, chance.choice((2, 6, 15)), Tally(), MemorySplits())
    _count(store, dwellers, random.Random(seed) if veiled else None)
    _readers(store)
    follow(store)
    service = DigestService(store, CATALOGUES, content, RULES, list, draw=_drawn)
    reporter = Reporter(content, STOCKHOLM, RULES.k_staff)
    told = Season(Ledger(RULES.k_staff), Attacker(RULES.k_public))
    await service.tick(BEGINS)
    day, noted = BEGINS.astimezone(STOCKHOLM).date(), [date.min]
    for _ in range(days):
        day += timedelta(days=1)
        if chance.random() < 0.3:  # before any digest of the day
            _report(store, reporter, told, day, noted, "05:00")
        for hour, minute in TICKS:
            dwellers.hours()
            for option in NOTICE_OPTIONS:
                store.pulse.times.setdefault("notice/2026/lights", Counter())[option] += chance.randrange(3)
            await service.tick(_at(day, f"{hour:02}:{minute:02}"))
            for row in list(store.outbox.rows.values()):
                issue = row.message.issue or ""
                told.send(
                    row.message.letter.text,
                    staff=issue.startswith("staff"),
                    day=f"{day}" if issue.startswith("staff.1230") else NEVER,
                )
            store.outbox.rows.clear()
        noted.append(day)
        _report(store, reporter, told, day, noted, "18:00")
    return told


def _report(store: DigestStore, reporter: Reporter, told: Season, day: date, noted: list[date], hour: str) -> None:
    """Every range of months up to this one; in the evening of all that were told, in the morning of this one alone."""
    firsts = sorted({each.replace(day=1) for each in (*noted[1:], day)})
    ranges = [months_of(first, last) for first in firsts for last in firsts if first <= last]
    for months in ranges if hour == "18:00" else ranges[-1:]:
        made = reporter.report(store, months, _at(day, hour))
        start = max((each for each in noted if each < months.first), default=date.min)
        end = max((each for each in (*noted, day) if each <= months.last), default=date.min)
        now = f"{end} {hour}" if hour != "18:00" else f"{end}"
        told.tell(day, ReportPage(made, "Staden", SWEDISH).html(), (f"{start}" if start > date.min else NEVER, now))


def _read_report(page: str, ledger: Ledger, span: tuple[str, str]) -> int:
    read, cells = Page(page), 0
    for table in read.tables:
        for name, found in _tables_of(table.heading, table.columns, table.rows).items():
            ledger.reads_growth(name, found, *span)
            cells += len(found)
    for asked, most in read.most():
        if asked == EVENING.name:
            ledger.reads_growth("evening", {_options(EVENING)[label]: count for label, count in most.items()}, *span)
    return cells


def _tables_of(heading: str, columns: list[str], rows: dict[str, list[str]]) -> dict[str, dict[str, int | None]]:
    split = next((each for each in (BY_AREA, BY_AGE) if each.question.name == heading), None)
    if split and len(columns) == len(split.options) and set(columns) == set(_options(split.question)):
        names = _options(split.question)
        groups = _options(split.by)
        return {
            f"{heading} {groups[row]}": {
                names[column]: number(cell) for column, cell in zip(columns, told, strict=True)
            }
            for row, told in rows.items()
        }
    whole = {row: number(cell) for row, (cell,) in rows.items()}
    titles = {"Lys upp parken": "view lights", "Patrullera på kvällar": "view patrols"}
    asked = next((each for each in (*WHOLE, EVENING) if each.name == heading), LIGHTS)
    if heading in (AGE.name, *titles) or asked.name == heading:
        names = _AGES if heading == AGE.name else _options(asked)
        return {titles.get(heading, heading): {names[label]: count for label, count in whole.items()}}
    return {"languages": dict(whole)}


def _read_morning(text: str, ledger: Ledger) -> int:
    told: dict[str, dict[str, int | None]] = {}
    for area, unsafe, of in _BY_AREA.findall(text):
        cells = told.setdefault(f"evening {_AREAS[area]}", {})
        hidden = not unsafe.isdigit()
        cells["unsafe"] = None if hidden else int(unsafe)
        cells["safe"] = int(of) if hidden else (int(of) - int(unsafe) or None)
    for age, places in _BY_AGE.findall(text):
        for place, count in _CELL.findall(places):
            told.setdefault(f"places {_AGES[age]}", {})[_options(BY_AGE.question)[place]] = int(count)
    for label, count in (*_CELL.findall(text), *_MORE_WORRY.findall(text)):
        if option := _options(WORRIES).get(label):
            told.setdefault(WORRIES.name, {})[option] = int(count)
        elif label in ("svenska", "engelska"):
            told.setdefault("languages", {})[label] = int(count)
    for table, cells in told.items():
        ledger.reads(table, cells)
    return sum(map(len, told.values()))


async def _drawn(_: FigureChart) -> bytes:
    return b"picture"


def _at(day: date, clock: str) -> datetime:
    return at(f"{day.isoformat()} {clock}")


def _readers(store: DigestStore) -> None:
    """At five hours, with all areas and with some."""
    for place, (choice, areas) in enumerate(
        (
            (None, ()),
            (MorningChoice(6, 0, (0, 2, 4)), ()),
            (MorningChoice(8, 0, EVERY_DAY), ("centre",)),
            (MorningChoice(12, 0, EVERY_DAY), ("north", "lake")),
            (MorningChoice(12, 30, EVERY_DAY), ()),
        )
    ):
        key = store.person(f"reader {place}")
        store.staff.members.append(StaffMember(place, key, "", Role.ANALYST, MUNICIPALITY, areas, date(2026, 1, 1)))
        if choice:
            store.morning_choices.save(key, choice)


def _count(store: DigestStore, dwellers: Dwellers, veil: random.Random | None) -> None:
    """Let the store count what the dwellers say, or what they might as well say."""
    counts, splits, taps = dwellers.counts, dwellers.splits, store.pulse.answers

    def seen(table: str, true: Mapping[str, int], cells: list[str]) -> dict[str, int]:
        if veil is None:
            return dict(true)
        shown = store.releases.shown("staff", table)
        return {cell: _unnoticed(cell, true.get(cell, 0), shown, veil) for cell in cells}

    def answers(_round: str, name: str) -> Mapping[str, int]:
        asked = next(each for each in (*WHOLE, EVENING) if each.name == name)
        return seen(answers_table("2026", asked), counts.answers(name), [each.name for each in asked.choices])

    def split(_round: str, by: str, name: str) -> Mapping[tuple[str, str], int]:
        each = next(each for each in (BY_AREA, BY_AGE) if each.question.name == name)
        true = {pair(*cell): times for cell, times in splits.split("2026", by, name).items()}
        names = {pair(group, option): (group, option) for group in each.groups for option in each.options}
        return {names[cell]: times for cell, times in seen(split_table("2026", each), true, list(names)).items()}

    def answered(_round: str, by: str, name: str) -> Mapping[str, int]:
        each = Split(AGE, HOURS)
        return seen(answered_table("2026", each), splits.answered("2026", by, name), list(each.groups))

    store.counts.answers = answers  # type: ignore[method-assign]
    store.pulse.answers = lambda name: seen(taps_table(name), taps(name), [*NOTICE_OPTIONS])  # type: ignore[method-assign]
    store.split_counts.split = split  # type: ignore[method-assign]
    store.split_counts.answered = answered  # type: ignore[method-assign]
    store.split_counts.languages = lambda *_: seen(languages_table("2026"), splits.spoken, ["sv", "en"])  # type: ignore[method-assign]


def _unnoticed(cell: str, times: int, shown: Mapping[str, int], veil: random.Random) -> int:
    """A count that the guard would treat as the true one."""
    k = RULES.k_staff
    told = release({cell: times}, shown, k)
    might_be = range(max(times - k, 0), times + k + 1)
    return veil.choice([other for other in might_be if release({cell: other}, shown, k) == told])

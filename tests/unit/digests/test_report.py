"""A report tells what the staff's digests had told, month by month, and counts nothing itself."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from digests.by_month import BY_MONTH
from digests.report import Months, Report, Reporter, months_of
from digests.report_page import ReportPage
from digests.service import DigestService
from digests.split import Split
from localization.catalogue import Catalogues
from promises.promise import Status
from tests.unit.digests.memory import DigestStore
from tests.unit.digests.test_staff_digest import AGE, BY_AGE, EVENING, TOWN
from tests.unit.digests.town import RULES, STOCKHOLM, at, question, update

CATALOGUES = Catalogues()
HOURS, SPOKEN = question("hours", {"day": "På dagen"}), question("spoken", {"any": "Något"})
GONE = question("gone", {"yes": "Ja & <b>", "no": "Nej"})
CONTENT = replace(TOWN, ages=Split(AGE, HOURS), spoken=SPOKEN, others=(GONE,))
REPORTER = Reporter(CONTENT, STOCKHOLM, 5)
NOVEMBER, DECEMBER = (months_of(day, day) for day in (date(2026, 11, 7), date(2026, 12, 7)))
BOTH = months_of(date(2026, 11, 7), date(2026, 12, 7))
LATER = at("2027-02-01 12:00")


class Year:
    """A town whose staff read a digest every morning."""

    def __init__(self) -> None:
        self.store = DigestStore()
        self.service = DigestService(self.store, CATALOGUES, CONTENT, RULES, lambda: [self.store.person("chief")])

    def say(self, times: int, **said: str) -> None:
        self.store.counts.submitted += [said] * times

    def take_back(self, times: int) -> None:
        del self.store.counts.submitted[-times:]

    async def morning(self, day: str) -> None:
        await self.service.tick(at(f"{day} 07:31"))

    def report(self, months: Months = NOVEMBER, now: datetime = LATER) -> Report:
        return REPORTER.report(self.store, months, now)

    def worries(self, months: Months = NOVEMBER, now: datetime = LATER) -> dict[str, int]:
        worries = self.report(months, now).tables.worries
        return worries.shown if worries else {}


@pytest.fixture
async def year() -> Year:
    """It has run since October, and nobody has answered."""
    begun = Year()
    await begun.morning("2026-10-30")
    await begun.morning("2026-10-31")
    return begun


async def test_each_month_has_what_the_digests_of_that_month_told(year: Year) -> None:
    year.say(12, worries="dark")
    await year.morning("2026-11-20")
    year.say(8, worries="dark")
    year.say(6, worries="drugs")
    await year.morning("2026-12-20")
    assert year.worries(NOVEMBER) == {"dark": 12}
    assert year.worries(DECEMBER) == {"dark": 8, "drugs": 6}
    assert year.worries(BOTH) == {"dark": 20, "drugs": 6}


async def test_a_month_that_is_over_stays_as_it_was_told(year: Year) -> None:
    year.say(12, worries="dark")
    await year.morning("2026-11-20")
    year.say(30, worries="dark")
    assert year.worries(NOVEMBER, at("2026-12-01 12:00")) == {"dark": 12}
    await year.morning("2026-12-20")
    assert year.worries(NOVEMBER) == {"dark": 12}


async def test_fewer_than_k_more_are_not_told_and_neither_is_that_there_were_none(year: Year) -> None:
    year.say(12, worries="dark")
    await year.morning("2026-11-20")
    year.say(4, worries="dark")
    await year.morning("2026-12-20")
    assert year.worries(DECEMBER) == {}
    page = html(year.report(DECEMBER))
    assert "Det finns inget att visa. Ingen siffra har ökat med 5 eller mer." in page
    assert "<td>0" not in page


async def test_what_was_taken_back_is_no_number_below_nought(year: Year) -> None:
    year.say(20, worries="dark")
    await year.morning("2026-11-20")
    year.take_back(10)
    await year.morning("2026-12-20")
    assert year.worries(NOVEMBER) == {"dark": 20}
    assert year.worries(DECEMBER) == {}
    assert year.worries(BOTH) == {"dark": 10}


async def test_a_month_of_which_nothing_was_told_is_counted_with_the_next(year: Year) -> None:
    year.say(12, worries="dark")
    year.say(5, worries="drugs")
    await year.morning("2026-12-20")
    assert year.worries(NOVEMBER) == {}
    assert year.worries(DECEMBER) == {"dark": 12, "drugs": 5}
    assert year.report(NOVEMBER).told == date(2026, 10, 31)


async def test_where_no_digest_ever_was_the_report_of_this_month_asks_the_guard_itself() -> None:
    year = Year()
    year.say(12, worries="dark")
    year.say(4, worries="drugs")
    now = at("2026-11-20 12:00")
    assert year.worries(NOVEMBER, now) == {"dark": 12}
    assert year.report(NOVEMBER, now).told == date(2026, 11, 20)
    assert year.store.releases.shown("staff", "2026/worries") == {"dark": 12}


async def test_it_asks_at_most_once_a_day_and_not_after_a_digest(year: Year) -> None:
    """Else whoever asks again and again would see whose answer it was that moved a figure."""
    year.say(4, worries="dark")
    await year.morning("2026-11-20")
    year.say(1, worries="dark")
    assert year.worries(NOVEMBER, at("2026-11-20 12:00")) == {}
    assert year.worries(NOVEMBER, at("2026-11-21 06:00")) == {"dark": 5}
    year.say(5, worries="dark")
    assert year.worries(NOVEMBER, at("2026-11-21 07:00")) == {"dark": 5}


async def test_it_asks_nothing_about_months_that_are_over_or_to_come(year: Year) -> None:
    year.say(12, worries="dark")
    before = dict(year.store.releases.tables)
    year.report(NOVEMBER, at("2026-12-01 00:01"))
    year.report(DECEMBER, at("2026-11-30 23:59"))
    assert year.store.releases.tables == before


async def test_every_table_of_answers_that_the_guard_lets_through_is_there_month_by_month(year: Year) -> None:
    splits = year.store.split_counts
    splits.add("area", "evening", "centre", "unsafe", 7)
    splits.add("age", "places", "young", "park", 8)
    splits.add("age", "hours", "old", "day", 9)
    splits.spoken.update({"sv": 11})
    year.say(6, worries="dark", view_lights="yes", view_patrols="no", gone="yes")
    await year.morning("2026-11-20")
    tables = year.report().tables
    assert tables.area
    assert tables.age
    assert (tables.area.known("centre"), tables.age.known("young")) == (7, 8)
    assert (tables.ages["old"], tables.languages["sv"]) == (9, 11)
    assert [each.shown for each in (*tables.wholes, *tables.views.values())] == [
        {"dark": 6},
        {"yes": 6},
        {"yes": 6},
        {"no": 6},
    ]
    shown = {table for audience, table in year.store.releases.tables if audience == "staff" and "2026" in table}
    noted = {table for audience, table in year.store.releases.tables if audience == BY_MONTH}
    about_answers = {each for each in shown if "stops" not in each and "pulse:" not in each}
    assert {f"2026-11 {each}" for each in about_answers} <= noted


def test_a_question_that_nobody_can_pass_over_is_shown_nowhere() -> None:
    forced = replace(GONE, required=True, prefer_not=False)
    with pytest.raises(ValueError, match="pass over"):
        replace(CONTENT, others=(forced,))
    with pytest.raises(ValueError, match="in one table only"):
        replace(CONTENT, others=(EVENING,))


def test_months_are_whole() -> None:
    months = months_of(date(2024, 2, 28), date(2024, 2, 1))
    assert (months.first, months.last) == (date(2024, 2, 1), date(2024, 2, 29))


def test_months_at_the_ends_of_time_are_only_empty() -> None:
    ever = months_of(date.min, date.max)
    assert REPORTER.report(DigestStore(), ever, LATER).is_empty


# The page.


def html(made: Report, language: str = "sv") -> str:
    return ReportPage(made, "Staden <b>", CATALOGUES.words(language)).html()


async def test_the_page_says_what_it_is_about_and_escapes_what_content_says(year: Year) -> None:
    year.say(12, gone="yes")
    await year.morning("2026-11-20")
    page = html(year.report())
    assert '<html lang="sv" dir="ltr">' in page
    assert "Det som personalen har fått se 1 november 2026 – 30 november 2026." in page
    assert "Siffrorna visades senast 20 november 2026." in page
    assert "gone Vanligast: Ja &amp; &lt;b&gt;: 12." in page
    assert "Staden <b>" not in page
    assert "Det är inget slumpat urval." in page
    assert "(2023:196)" in page
    assert "Exempel." not in page


async def test_made_up_figures_say_so_in_the_summary_too(year: Year) -> None:
    year.say(12, worries="dark")
    year.store.counts.sample = True
    await year.morning("2026-11-20")
    assert html(year.report()).count("Siffrorna är påhittade.") == 2


async def test_a_question_that_is_split_stands_in_that_one_table(year: Year) -> None:
    year.store.split_counts.add("area", "evening", "centre", "unsafe", 7)
    year.store.split_counts.add("area", "evening", "north", "unsafe", 6)
    await year.morning("2026-11-20")
    page = html(year.report())
    assert page.count("<caption>") == 1
    assert "evening Vanligast: Otryggt: 13." in page
    assert "<td>7</td>" in page
    assert "<td>13" not in page


async def test_it_tells_where_each_commitment_stood_when_the_months_were_over(year: Year) -> None:
    done = replace(update("lights", "2026-11-29 12:00"), status=Status.DELAYED)
    year.store.progress.add(done)
    year.store.progress.add(replace(update("lights", "2026-12-01 00:30"), status=Status.DONE))
    november, december = html(year.report(NOVEMBER)), html(year.report(DECEMBER))
    assert "Lys upp parken: Försenat." in november
    assert "Senast 29 november 2026 från Kommunen" in november
    assert "Genomfört" not in november
    assert "Lys upp parken: Genomfört." in december
    assert "Patrullera på kvällar: Ingen uppdatering ännu." in november


@pytest.mark.parametrize("language", CATALOGUES.languages)
async def test_it_can_be_read_in_every_language(year: Year, language: str) -> None:
    year.store.split_counts.add("age", "places", BY_AGE.groups[0], "park", 8)
    year.store.split_counts.spoken.update({"sv": 11})
    year.say(6, worries="dark", view_lights="yes")
    await year.morning("2026-11-20")
    page = html(year.report(), language)
    assert page.count("<section") == page.count("aria-labelledby") == 5
    assert "{" not in page.partition("</style>")[2]

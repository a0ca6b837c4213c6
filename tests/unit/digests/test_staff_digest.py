from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from delivery.message import Letter
from digests.changes import Change, Changes
from digests.figure_chart import caption_of, figure_chart, figures_told
from digests.matters import Told, Wanted
from digests.ports import Decision, Matter, MatterKind
from digests.residents_view import ResidentsView
from digests.split import Split, SplitView, pair
from digests.staff_digest import StaffDigest, StaffReader, staff_letter
from digests.trend import Trend
from digests.unheard import Unheard
from digests.usual import Amount, Usual
from localization.catalogue import Catalogues
from people.staff import Right
from survey.questionnaire import Choice
from tests.unit.digests.town import CONTENT, LIGHTS, PATROLS, WORRIES, question

CATALOGUES = Catalogues()
SWEDISH = CATALOGUES.words("sv")
NOW = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)

AREA = question("area", {"centre": "Centrum", "north": "Norr", "lake": "Vid sjön"})
AGE = question("age", {"young": "13 till 19 år", "old": "Äldre"})
EVENING = question("evening", {"safe": "Tryggt", "unsafe": "Otryggt"})
PLACES = question("places", {"park": "I parken", "station": "Vid stationen"})
BY_AREA, BY_AGE = Split(AREA, EVENING), Split(AGE, PLACES)
TOWN = replace(
    CONTENT,
    by_area=BY_AREA,
    unsafe=("unsafe",),
    by_age=BY_AGE,
    asked=(AGE, AREA, EVENING, WORRIES),
    languages=("sv", "en"),
)


def cells(split: Split, **shown: int) -> SplitView:
    every = {pair(group, option): None for group in split.groups for option in split.options}
    return SplitView(split, {**every, **{name.replace("__", "/"): count for name, count in shown.items()}})


def matter(kind: MatterKind, subject: str = "", count: int = 0, number: int = 1) -> Told:
    return Told(Matter(number, kind, subject, Decision.OPEN, None, NOW), Wanted(kind, subject, count))


BUSY = StaffDigest(
    number=12,
    day=date(2026, 11, 23),
    late=False,
    sample=False,
    answers=120,
    new_answers=12,
    usual=Usual(Amount.ABOUT, 10),
    stops=Counter({"area": 9, "evening": 5}),
    worries=ResidentsView(WORRIES, {"dark": 45, "drugs": 60, "bikes": None, "fights": 8}),
    views={
        "lights": ResidentsView(LIGHTS, {"yes": 34, "little": 20, "no": 66, "unknown": None}),
        "patrols": ResidentsView(PATROLS, {"yes": 70, "little": 30, "no": None, "unknown": 9}),
    },
    content=TOWN,
    area=cells(BY_AREA, centre__safe=28, centre__unsafe=12, north__safe=9),
    age=cells(BY_AGE, young__park=14, young__station=6),
    languages={"sv": 90, "en": None},
    unheard=(Unheard("area", "lake", 0, 0.3, confirmed=False),),
    matters=(
        matter(MatterKind.TEXTS, count=7),
        matter(MatterKind.WORRY, "worries/drugs", 60, 2),
        matter(MatterKind.STALE, "patrols", 0, 3),
        matter(MatterKind.UNHEARD, "area/lake", 0, 4),
        matter(MatterKind.FAILED, count=3, number=5),
    ),
)
QUIET = replace(
    BUSY,
    answers=0,
    new_answers=0,
    stops={},
    worries=ResidentsView(WORRIES, {"dark": None, "drugs": None}),
    views={"lights": ResidentsView(LIGHTS, {"yes": None})},
    area=None,
    age=None,
    languages={},
    unheard=(),
    matters=(),
)
CHIEF = StaffReader(frozenset(Right), issue="staff:2026-11-23")


def first_screen(letter: Letter) -> str:
    return letter.text.partition("<blockquote")[0]


def test_a_tired_officer_finds_what_is_new_and_what_waits() -> None:
    text = first_screen(staff_letter(BUSY, SWEDISH, CHIEF))
    for words in (
        "nr 12, 23 november 2026",
        "minst 12. Det är ungefär som vanligt för en måndag: omkring 10.",
        "minst 120.",
        "1. Minst 7 texter från invånare väntar på att läsas.",
        "2. Fler oroar sig nu: Narkotika (60 svar).",
        "3. Ingen uppdatering på 60 dagar: Patrullera på kvällar.",
        "4. Vi hör lite från Vid sjön, kanske 30 % av invånarna.",
        "5. Kom kanske inte fram: 3 meddelanden.",
        "Narkotika: 60; Mörka gångvägar: 45; Bråk: 8.",
    ):
        assert words in text


def test_what_the_picture_leaves_out_is_said_in_its_words_too() -> None:
    chart = figure_chart(BUSY, SWEDISH)
    assert chart
    for told in (figures_told(chart, SWEDISH), caption_of(chart, SWEDISH)):
        assert "Det som inte står här har för få svar för att visas." in told
        assert " – " not in told


def test_one_that_waits_is_no_second_number_after_its_place() -> None:
    one = replace(BUSY, matters=(matter(MatterKind.SIGNATURES, count=1), matter(MatterKind.FAILED, count=1, number=2)))
    text = first_screen(staff_letter(one, SWEDISH, CHIEF))
    assert "1. Att godkänna: 1 uppdatering." in text
    assert "2. Kom kanske inte fram: 1 meddelande." in text


def test_the_rest_is_folded_away() -> None:
    text = staff_letter(BUSY, SWEDISH, CHIEF).text
    more = text.removeprefix(first_screen(staff_letter(BUSY, SWEDISH, CHIEF)))
    assert more.startswith("<blockquote expandable>")
    for words in (
        "Det är för tidigt att säga om något har ändrats.",
        "Påbörjade men inte inskickade: minst 14. Flest slutar efter frågan ”area” (9).",
        "Vi hör lite från Vid sjön: för få svar för att visas. De är kanske 30 % av invånarna",
        "den siffran är inte kontrollerad",
        "Centrum: 12 av 40",
        "Norr: för få att visa, av 9",
        "För få svar för att visas: Vid sjön.",
        "13 till 19 år: I parken: 14; Vid stationen: 6.",
        "svenska: 90.",
        "<b>Lys upp parken.</b> 120 svar visas. märks: 34",
    ):
        assert words in more
    assert "engelska" not in more


def test_what_changed_is_told_only_where_it_cannot_be_chance() -> None:
    assert BUSY.worries
    early = staff_letter(BUSY, SWEDISH).text
    assert "Det är för tidigt att säga om något har ändrats." in early
    since = Changes(
        date(2026, 10, 26), (Change(BUSY.worries, "drugs", Trend.MORE), Change(BUSY.worries, "fights", Trend.FEWER))
    )
    text = staff_letter(replace(BUSY, changes=since), SWEDISH).text
    assert "Nämns oftare i svar efter 26 oktober 2026: Narkotika." in text
    assert "Nämns mer sällan i svar efter 26 oktober 2026: Bråk." in text
    none = staff_letter(replace(BUSY, changes=Changes(date(2026, 10, 26))), SWEDISH).text
    assert "Ingen säker förändring sedan 26 oktober 2026." in none


def test_each_matter_has_three_buttons_until_somebody_takes_it() -> None:
    taken = replace(BUSY.matters[0], matter=replace(BUSY.matters[0].matter, decision=Decision.TAKEN, member=4))
    letter = staff_letter(replace(BUSY, matters=(taken, BUSY.matters[1]), takers={4: "Karin Berg"}), SWEDISH, CHIEF)
    assert "<i>Karin Berg har tagit det.</i>" in letter.text
    labels = [[button.label for button in row] for row in letter.buttons]
    assert labels == [["1: Karin Berg tar det"], ["2: Jag tar det", "2: Senare", "2: Inget"]]
    assert all(len(button.data.encode()) <= 64 for row in letter.buttons for button in row)


def test_who_may_not_read_texts_or_look_after_sending_is_not_asked_to() -> None:
    text = staff_letter(BUSY, SWEDISH, StaffReader(issue="staff:2026-11-23")).text
    assert "texter från invånare" not in text
    assert "inte fram" not in text
    assert "1. Fler oroar sig nu" in text


def test_who_has_areas_is_told_of_those_alone() -> None:
    text = staff_letter(BUSY, SWEDISH, replace(CHIEF, areas=("centre",))).text
    assert "Centrum: 12 av 40" in text
    assert "Norr" not in text
    assert "Vid sjön" not in text


def test_figures_of_the_whole_municipality_are_for_whoever_has_areas_too() -> None:
    text = staff_letter(BUSY, SWEDISH, replace(CHIEF, areas=("centre",))).text
    for words in ("minst 120.", "Oroar mest: Narkotika: 60", "<b>Lys upp parken.</b> 120 svar visas.", "svenska: 90."):
        assert words in text
        assert words in staff_letter(BUSY, SWEDISH, CHIEF).text


def test_areas_are_those_of_the_question_that_figures_are_split_by() -> None:
    """Whatever that question is called, who has some areas is told of no other as one that is not heard."""
    district = replace(AREA, name="district")
    silent = matter(MatterKind.UNHEARD, "district/lake")
    elsewhere = replace(
        BUSY,
        content=replace(TOWN, by_area=Split(district, EVENING), asked=(district, EVENING)),
        area=SplitView(Split(district, EVENING), BUSY.area.cells if BUSY.area else {}),
        unheard=(Unheard("district", "lake", 0, 0.3, confirmed=True),),
        matters=(silent,),
    )
    assert "Vid sjön" in first_screen(staff_letter(elsewhere, SWEDISH, CHIEF))
    for areas, told in ((("centre",), False), (("lake",), True)):
        text = staff_letter(elsewhere, SWEDISH, replace(CHIEF, areas=areas)).text
        assert ("Vi hör lite från Vid sjön" in text) is told


def test_an_e_mail_has_no_buttons() -> None:
    assert staff_letter(BUSY, SWEDISH).buttons == ()


def test_how_followers_tapped_is_told_where_it_may_be() -> None:
    taps: dict[str, dict[str, int | None]] = {"lights": {"yes": 7, "no": None}, "patrols": {"yes": None, "no": None}}
    text = staff_letter(replace(BUSY, noticed=taps), SWEDISH).text
    assert "Följare som tryckt: Jag märker det: 7; Jag märker det inte: för få för att visas." in text
    assert text.count("Följare som tryckt") == 1


def test_who_is_worried_by_nothing_is_no_worry() -> None:
    nothing = Choice("nothing", {"sv": "Inget särskilt"}, exclusive=True)
    asked = replace(WORRIES, choices=(nothing, *WORRIES.choices))
    text = staff_letter(replace(BUSY, worries=ResidentsView(asked, {"nothing": 99, "drugs": 60})), SWEDISH).text
    assert "Oroar mest: Narkotika: 60." in text
    assert "Inget särskilt" not in text


def test_a_quiet_morning_is_one_line_that_the_bot_works() -> None:
    text = staff_letter(QUIET, SWEDISH, CHIEF).text
    title, line = text.split("\n\n")
    assert title == "<b>Morgonrapport nr 12, 23 november 2026</b>"
    assert line == "Inga nya svar att visa sedan förra rapporten. Boten fungerar."


def test_it_never_outgrows_a_message() -> None:
    long = question("area", {f"a{number}": "Ett mycket långt namn på ett område " * 4 for number in range(40)})
    split = Split(long, EVENING)
    view = SplitView(split, {pair(group, option): 10 for group in split.groups for option in split.options})
    letter = staff_letter(replace(BUSY, area=view, content=replace(TOWN, by_area=split, asked=(long,))), SWEDISH)
    assert len(letter.text) < 4096
    assert "Narkotika: 60" in letter.text


@pytest.mark.parametrize("language", CATALOGUES.languages)
def test_it_can_be_written_in_every_language_of_the_bot(language: str) -> None:
    for digest in (BUSY, QUIET, replace(QUIET, views={}, worries=None, late=True, sample=True)):
        assert "{" not in staff_letter(digest, CATALOGUES.words(language), CHIEF).text

from dataclasses import replace
from datetime import date

import pytest

from digests.residents_view import ResidentsView
from digests.staff_digest import StaffDigest, staff_letter
from localization.catalogue import Catalogues
from tests.unit.digests.town import LIGHTS, PATROLS, PROMISE, WORRIES

CATALOGUES = Catalogues()
SWEDISH = CATALOGUES.words("sv")

BUSY = StaffDigest(
    number=12,
    day=date(2026, 11, 23),
    late=False,
    sample=False,
    answers=120,
    new_answers=12,
    unfinished=14,
    worries=ResidentsView(WORRIES, {"dark": 45, "drugs": 60, "bikes": None, "fights": 8}),
    views={
        "lights": ResidentsView(LIGHTS, {"yes": 34, "little": 20, "no": 66, "unknown": None}),
        "patrols": ResidentsView(PATROLS, {"yes": 70, "little": 30, "no": None, "unknown": 9}),
    },
    commitments=PROMISE.commitments,
    stale=(PROMISE.commitments[1],),
    failed=3,
)
QUIET = replace(
    BUSY,
    answers=0,
    new_answers=0,
    unfinished=None,
    worries=ResidentsView(WORRIES, {"dark": None, "drugs": None}),
    views={"lights": ResidentsView(LIGHTS, {"yes": None})},
    stale=(),
    failed=0,
)


def test_a_tired_officer_finds_what_is_new_and_what_waits() -> None:
    text = staff_letter(BUSY, SWEDISH).text
    for words in (
        "nr 12, 23 november 2026",
        "minst 12.",
        "minst 120.",
        "Påbörjade men inte inskickade: 14.",
        "Narkotika: 60; Mörka gångvägar: 45; Bråk: 8.",
        "<b>Lys upp parken.</b> 120 svar visas. märks: 34",
        "vet inte: för få för att visas",
        "Ingen uppdatering på 60 dagar: Patrullera på kvällar.",
        "3 meddelanden kom kanske inte fram.",
    ):
        assert words in text


def test_how_followers_tapped_is_told_where_it_may_be() -> None:
    taps: dict[str, dict[str, int | None]] = {"lights": {"yes": 7, "no": None}, "patrols": {"yes": None, "no": None}}
    text = staff_letter(replace(BUSY, noticed=taps), SWEDISH).text
    assert "Följare som tryckt: Jag märker det: 7; Jag märker det inte: för få för att visas." in text
    assert text.count("Följare som tryckt") == 1


def test_it_fits_on_one_phone_screen() -> None:
    assert len(staff_letter(BUSY, SWEDISH).text) < 900


def test_a_quiet_morning_says_that_the_bot_works_and_little_more() -> None:
    text = staff_letter(QUIET, SWEDISH).text
    assert "Boten fungerar." in text
    assert "Svar hittills: för få för att visas." in text
    assert "kom kanske inte fram" not in text
    assert len(text) < 400


@pytest.mark.parametrize("language", CATALOGUES.languages)
def test_it_can_be_written_in_every_language_of_the_bot(language: str) -> None:
    for digest in (BUSY, QUIET, replace(QUIET, views={}, worries=None, late=True, sample=True)):
        assert "{" not in staff_letter(digest, CATALOGUES.words(language)).text

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from delivery.plain_text import plain
from digests.chart import Chart
from digests.follower_digest import follower_letters
from digests.illustrations import Illustrations, digest_chart
from digests.parts import LONGEST, LONGEST_CAPTION, visible_length
from digests.period import due
from digests.ports import DigestRun
from digests.service import DigestService
from localization.catalogue import Catalogues
from tests.unit.digests.test_follower_runs import MONDAY, Town
from tests.unit.digests.town import CONTENT, RULES, at

CATALOGUES = Catalogues()


class Pencil:
    """Draws by writing the chart's name down; `fails` breaks it."""

    def __init__(self, fails: Exception | None = None) -> None:
        self.drawn: list[str] = []
        self.fails = fails

    async def __call__(self, chart: Chart) -> bytes:
        await asyncio.sleep(0)
        self.drawn.append(chart.name)
        if self.fails:
            raise self.fails
        return chart.name.encode()


def pictured(draw: Callable[[Chart], Awaitable[bytes]]) -> Town:
    town = Town()
    illustrations = Illustrations(town.store, lambda: MONDAY, draw)
    town.service = DigestService(town.store, CATALOGUES, CONTENT, RULES, list, illustrations)
    return town


async def told(draw: Callable[[Chart], Awaitable[bytes]]) -> Town:
    """Forty who follow in two languages with two selections get a digest."""
    town = pictured(draw)
    for number in range(40):
        town.follows(f"p{number:02}", *["lights"][: number % 2], language="sv" if number % 4 < 2 else "ar")
    await town.runs_since("2026-11-16 18:00")
    town.news("2026-11-20 12:00")
    await town.service.tick(MONDAY)
    return town


async def test_a_digest_is_drawn_once_for_all_who_read_the_same(caplog: pytest.LogCaptureFixture) -> None:
    pencil = Pencil()
    town = await told(pencil)
    letters = [row.message.letter for row in town.store.outbox.rows.values()]
    assert len(letters) == 40
    assert len(pencil.drawn) == len(set(pencil.drawn)) == 4
    assert {letter.picture for letter in letters} == set(pencil.drawn) == set(town.store.pictures.rows)
    assert {letter.picture for letter in town.letters_to(town.store.person("p00"))} != {""}
    assert caplog.records == []


async def test_what_is_stored_is_not_drawn_again_after_a_restart() -> None:
    town = await told(Pencil())
    town.store.outbox.rows.clear()
    pencil = Pencil()
    again = Illustrations(town.store, lambda: MONDAY, pencil)
    digest = town.service._composer.followers(town.store, run_of(town))
    name = await again(digest, CATALOGUES.words("sv"))
    assert name in town.store.pictures.rows
    assert pencil.drawn == []


def run_of(town: Town) -> DigestRun:
    run = town.store.digest_runs.find("followers.0-1700", due(RULES.followers_at, MONDAY, RULES.zone).period)
    assert run
    return run


async def test_who_asks_at_once_waits_for_the_one_that_is_being_drawn() -> None:
    town, pencil = pictured(Pencil()), Pencil()
    illustrations = Illustrations(town.store, lambda: MONDAY, pencil)
    chart = Chart(right_to_left=False, title="Löftet", subtitle="", sample="", rows=())
    assert await asyncio.gather(*(illustrations.keep(chart) for _ in range(50))) == [chart.name] * 50
    assert pencil.drawn == [chart.name]


@pytest.mark.parametrize("error", [MemoryError("secret text"), ImportError("secret text"), ValueError("secret text")])
async def test_a_digest_goes_out_without_a_picture_that_cannot_be_drawn_and_the_log_says_what_kind_of_error(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        town = await told(Pencil(error))
    letters = [row.message.letter for row in town.store.outbox.rows.values()]
    assert len(letters) == 40
    assert {letter.picture for letter in letters} == {""}
    assert {record.getMessage() for record in caplog.records} == {
        f"a picture could not be drawn: {type(error).__name__}"
    }


async def test_all_that_a_picture_shows_is_in_the_words_below_it_in_every_language() -> None:
    town = pictured(Pencil())
    town.store.counts.submitted = [{"view_lights": option} for option in ("yes", "no") for _ in range(30)]
    town.news("2026-11-20 12:00", percent=40)
    town.news("2026-08-01 12:00", "patrols")
    digest = town.service._composer.followers(town.store, replace(FIRST, covered_until=MONDAY))
    for language in CATALOGUES.languages:
        words = CATALOGUES.words(language)
        text = plain("\n".join(letter.text for letter in follower_letters(digest, words, picture="x")))
        for row in digest_chart(digest, words).rows:
            shown = (row.title, row.status, row.view, *(share.label for share in row.shares))
            assert [each for each in shown if each not in text] == []
            assert row.percent is None or str(row.percent) in text


FIRST = DigestRun("followers.0-1700", "2026-W48", 1, at("2026-11-16 17:00"), MONDAY, late=False, recipients=0)


async def test_the_picture_is_with_the_first_part_and_no_part_is_too_long() -> None:
    town = pictured(Pencil())
    for name in ("lights", "patrols"):
        town.news("2026-11-20 12:00", name, text="Ord " * 500)
    await town.service.preview("followers", MONDAY.date(), "sv")
    letters = await town.service.preview("followers", MONDAY.date(), "sv")
    assert len(letters) > 2
    assert [bool(letter.picture) for letter in letters] == [True] + [False] * (len(letters) - 1)
    assert visible_length(letters[0].text) <= LONGEST_CAPTION
    assert all(visible_length(letter.text) <= LONGEST for letter in letters)
    assert all(f"del {part}/{len(letters)}" in letter.text for part, letter in enumerate(letters, 1))

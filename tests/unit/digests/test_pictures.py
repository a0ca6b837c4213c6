"""What can be said of a picture without looking at it. Somebody still has to look, in every language."""

import subprocess
import sys
import unicodedata
from dataclasses import replace
from io import BytesIO
from itertools import combinations

import numpy as np
import pytest
from matplotlib.ft2font import FT2Font
from PIL import Image

from digests.chart import Chart, Share
from digests.drawing import BOLD_FONT, FILL, PAPER, PATTERNS, PLAIN_FONT, WIDTH, png
from digests.picture import draw
from localization.catalogue import Catalogues
from tests.unit.digests.charts import chart

LANGUAGES = Catalogues().languages
HEIGHT = range(900, 3200)
"""Telegram takes a picture whose sides add up to 10,000 at most; what is much higher than wide is small on a phone."""
MOST_BYTES = 400_000
EDGE = 30
"""Pixels around everything in which nothing is drawn."""


def pixels(chart: Chart) -> Image.Image:
    return Image.open(BytesIO(png(chart))).convert("RGB")


def colours(image: Image.Image) -> dict[tuple[int, ...], int]:
    return {colour: times for times, colour in image.getcolors(1 << 24) or () if isinstance(colour, tuple)}


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def letters(chart: Chart) -> set[str]:
    rows = [
        (row.title, row.status, row.progress, row.view, *(share.label for share in row.shares)) for row in chart.rows
    ]
    return set("".join([chart.title, chart.subtitle, chart.sample, *("".join(row) for row in rows)]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_fits_a_phone_and_nothing_touches_its_edge(language: str) -> None:
    image = pixels(chart(language))
    width, height = image.size
    assert width == WIDTH
    assert height in HEIGHT
    edges = (
        (0, 0, width, EDGE),
        (0, height - EDGE, width, height),
        (0, 0, EDGE, height),
        (width - EDGE, 0, width, height),
    )
    assert [set(colours(image.crop(edge))) for edge in edges] == [{rgb(PAPER)}] * 4
    assert colours(image)[rgb(FILL)] > 1000
    assert len(png(chart(language))) < MOST_BYTES


async def test_the_same_chart_is_the_same_bytes_and_another_is_not() -> None:
    first, other = chart("sv"), chart("sv", shift=1)
    assert await draw(first) == await draw(chart("sv"))
    assert await draw(first) != await draw(other)
    assert first.name == chart("sv").name
    assert len({first.name, other.name, chart("en").name, chart("sv", sample=False).name}) == 4


@pytest.mark.parametrize("language", ["sv", "ar", "fa"])
def test_who_reads_from_the_right_sees_bars_that_begin_there(language: str) -> None:
    drawn = chart(language)
    assert drawn.right_to_left == (language != "sv")
    bars, mirrored = _filled(drawn), _filled(replace(drawn, right_to_left=not drawn.right_to_left))
    assert len(bars) == len(mirrored) == 3
    for (left, right), (other_left, other_right) in zip(bars, mirrored, strict=True):
        assert abs(left - (WIDTH - other_right)) <= 1  # an edge between two pixels belongs to either
        assert abs(right - (WIDTH - other_left)) <= 1
    assert (min(right for _, right in bars) > WIDTH / 2) == drawn.right_to_left


def _filled(chart: Chart) -> list[tuple[int, int]]:
    """From where to where the bars of what is done are filled, from the top."""
    bare = replace(chart, rows=tuple(replace(row, view="", shares=()) for row in chart.rows))
    filled = (np.asarray(pixels(bare)) == rgb(FILL)).all(axis=2)
    lines = [np.flatnonzero(line) for line in filled]
    found = [(int(line[0]), int(line[-1]) + 1) for line in lines if len(line)]
    return [each for place, each in enumerate(found) if place == 0 or found[place - 1] != each]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_font_has_every_letter_that_is_drawn(language: str) -> None:
    drawn = set().union(*(letters(chart(language, shift=shift)) for shift in range(12)))
    assert len(drawn) > 20
    for font in (PLAIN_FONT, BOLD_FONT):
        face = FT2Font(str(font))
        missing = {each for each in drawn if not face.get_char_index(ord(each)) and unicodedata.category(each) != "Cf"}
        assert missing == set()


def test_the_font_of_the_test_lacks_what_no_language_of_ours_has() -> None:
    assert not FT2Font(str(PLAIN_FONT)).get_char_index(ord("漢"))


def test_a_word_that_is_wider_than_the_picture_is_broken_and_none_of_it_is_lost_at_the_edge() -> None:
    drawn = chart("fi")
    row = replace(drawn.rows[0], title="k" * 90, shares=(Share("e" * 90 + ": 12", 12),))
    image = pixels(replace(drawn, rows=(row,)))
    assert set(colours(image.crop((WIDTH - EDGE, 0, WIDTH, image.height)))) == {rgb(PAPER)}


def test_any_two_options_are_told_apart_without_their_colours() -> None:
    for (colour, hatch), (other, other_hatch) in combinations(PATTERNS, 2):
        greys = [float(np.dot(rgb(each), (0.299, 0.587, 0.114))) for each in (colour, other)]
        assert hatch != other_hatch or abs(greys[0] - greys[1]) > 100


def test_who_starts_the_bot_does_not_import_what_draws() -> None:
    code = "import sys, bot.app, bot.commands.running; sys.exit('matplotlib' in sys.modules or 'PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

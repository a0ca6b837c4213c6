"""The page as a browser reads it, without one."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from delivery.plain_text import plain
from digests.gathering import LastShown
from digests.public.bars import PATTERNS, shares_bar, swatch
from digests.public.markup import Markup, element, joined
from digests.public.page import page, styles
from promises.promise import Activity, Milestone
from tests.public_town import Stage
from tests.unit.digests.charts import content

CATALOGUES = content().catalogues
EMPTY = {"meta", "link"}


class Reader(HTMLParser):
    """Reads a page and checks that every element is closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data + "\n"

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


async def read(stage: Stage, language: str = "sv") -> Reader:
    return Reader(page(await stage.promise.read(), CATALOGUES.words(language), CATALOGUES))


@pytest.fixture
def stage() -> Stage:
    stage = Stage()
    stage.fill()
    return stage


@pytest.mark.parametrize("language", CATALOGUES.languages)
async def test_it_is_in_its_language_and_leads_to_the_others(stage: Stage, language: str) -> None:
    shown = await read(stage, language)
    [whole] = shown.all("html")
    assert whole == {"lang": language.partition("_")[0], "dir": "rtl" if language in ("ar", "fa") else "ltr"}
    links = shown.all("a")
    assert [each["href"] for each in links if each.get("hreflang")] == list(CATALOGUES.languages)
    assert [each["href"] for each in links if each.get("aria-current")] == [language]
    assert {each["href"] for each in shown.all("link") if each.get("rel") == "alternate"} == {f"{language}/feed.atom"}
    for commitment in content().promise.commitments:
        assert commitment.title[language] in shown.text


async def test_it_brings_nothing_from_elsewhere_runs_nothing_and_remembers_nothing(stage: Stage) -> None:
    shown = await read(stage)
    assert {tag for tag, _ in shown.elements}.isdisjoint(
        {"script", "img", "iframe", "form", "input", "style", "object"}
    )
    for tag, attributes in shown.elements:
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "src")]
        if tag == "link":
            assert "//" not in str(attributes["href"])
    assert "url(" not in styles()
    assert "@import" not in styles()


async def test_headings_go_down_one_step_at_a_time_and_ids_are_unique(stage: Stage) -> None:
    shown = await read(stage)
    levels = [int(tag[1]) for tag, _ in shown.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = [attributes["id"] for _, attributes in shown.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    named = {attributes.get("aria-labelledby") for attributes in shown.all("section")}
    assert named <= set(ids)
    assert shown.all("a")[0] == {"href": "#main", "class": "skip"}


async def test_it_shows_what_the_public_was_last_shown_and_releases_nothing(stage: Stage) -> None:
    stage.store.counts.submitted = [{"notice_dialogue": "yes"}] * 500
    before = dict(stage.store.releases.tables)
    shown = await read(stage)
    assert stage.store.releases.tables == before
    assert "500" not in shown.text
    assert "Ja, tydligt: 48" in shown.text
    assert "Ja, lite: för få för att visas" in shown.text
    assert "150 svar visas." in shown.text
    assert "Jag märker det: 31" in shown.text
    assert LastShown(stage.store.releases).taps("notice/x/y", ("yes",)) == {"yes": None}
    assert "minst 10 har svarat samma sak" in shown.text


async def test_an_update_stands_with_its_language_source_signatures_and_what_became_of_it(stage: Stage) -> None:
    shown = await read(stage)
    quoted = [(each["lang"], each["dir"]) for each in shown.all("blockquote")]
    assert ("en", "ltr") in quoted
    assert "Hundra <lampor>" in shown.text
    assert "På två rader & mer" in shown.text
    assert "Det här rättades 3 november 2026." in shown.text
    assert "Det här rättar det som stod 24 oktober 2026." in shown.text
    assert "Texten är skriven på: engelska" in shown.text
    assert "Påskrivet av Sandvikens kommun och Polisen" in shown.text
    assert "Källa: egen kännedom hos" in shown.text
    assert "Ni sa, vi gjorde. 61 av 150 svar" in shown.text
    assert "Det här är ett exempel." in shown.text
    assert "Visa 2 tidigare" in shown.text
    arabic = await read(stage, "ar")
    assert ("ar", "rtl") in [(each["lang"], each["dir"]) for each in arabic.all("blockquote")]


async def test_a_promise_of_which_nothing_was_said_has_its_page_too() -> None:
    shown = await read(Stage())
    assert shown.text.count("Ingen har skrivit något om det här än.") == len(content().promise.commitments)
    assert shown.text.count("För få svar för att visas.") == len(content().promise.commitments)
    assert plain(CATALOGUES.words("sv")("digest.sample")) not in shown.text


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "ftp://x"])
async def test_only_an_address_of_the_web_becomes_a_link(address: str) -> None:
    stage = Stage()
    stage.publish(source=address)
    shown = await read(stage)
    assert address in shown.text
    assert address not in [each["href"] for each in shown.all("a")]


async def test_whatever_is_written_it_stays_text() -> None:
    stage = Stage()
    stage.publish(text='<script>x</script> "&amp;" \x00', source='https://x.se/"onclick="x')
    shown = await read(stage)
    assert "<script>x</script>" in shown.text
    assert not shown.all("script")
    assert not [each for each in shown.all("a") if "onclick" in each]


def test_what_was_not_made_as_markup_is_escaped() -> None:
    assert element("p", "<b>", Markup("<i></i>"), title='"', hidden=None) == '<p title="&quot;">&lt;b&gt;<i></i></p>'
    assert joined("<", Markup("<")) == "&lt;<"


def test_the_parts_of_a_bar_fill_it_in_their_order_and_what_is_hidden_takes_no_room() -> None:
    widths = re.findall(
        r'x="([\d.]+)" y="0" width="([\d.]+)" height="40" fill="url\(#fill(\d)\)"', shares_bar([10, None, 30])
    )
    assert widths == [("0.0", "250.0", "0"), ("250.0", "750.0", "2")]
    assert swatch(PATTERNS) == swatch(0)


async def test_days_by_which_something_should_be_seen_are_a_list_in_their_order(stage: Stage) -> None:
    record = await stage.promise.read()
    last, first = (
        Milestone({"sv": "Sista mötet"}, date(2021, 12, 1)),
        Milestone({"sv": "Möte & samtal"}, date(2020, 9, 1)),
    )
    activity = Activity("meetings", {"sv": "Möten"}, 1, (last, first))
    told = record.commitments[0]
    commitment = replace(told.news.progress.commitment, activities=(activity,))
    progress = replace(told.news.progress, commitment=commitment)
    told = replace(told, news=replace(told.news, progress=progress))
    text = page(replace(record, commitments=(told,)), CATALOGUES.words("sv"), CATALOGUES)
    assert "<li>1 september 2020: Möte &amp; samtal</li><li>1 december 2021: Sista mötet</li>" in text
    assert "Viktiga datum" not in page(record, CATALOGUES.words("sv"), CATALOGUES)

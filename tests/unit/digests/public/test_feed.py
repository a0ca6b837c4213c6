"""The feed against RFC 4287."""

import re
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element, fromstring

import pytest

from digests.public.feed import ATOM, MOST_ENTRIES, feed
from tests.public_town import Stage
from tests.unit.digests.charts import content

CATALOGUES = content().catalogues
URN = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


async def read(stage: Stage, language: str = "sv") -> Element:
    return fromstring(feed(await stage.promise.read(), CATALOGUES.words(language)))  # noqa: S314 - it is our own


def texts(parent: Element, name: str) -> list[str]:
    return [each.text or "" for each in parent.findall(f"{{{ATOM}}}{name}")]


def entries(root: Element) -> list[Element]:
    return root.findall(f"{{{ATOM}}}entry")


def links(parent: Element) -> dict[str | None, str | None]:
    return {each.get("rel"): each.get("href") for each in parent.findall(f"{{{ATOM}}}link")}


@pytest.fixture
def stage() -> Stage:
    stage = Stage()
    stage.fill()
    return stage


@pytest.mark.parametrize("language", CATALOGUES.languages)
async def test_it_has_all_that_a_feed_must_have_once(stage: Stage, language: str) -> None:
    root = await read(stage, language)
    assert root.tag == f"{{{ATOM}}}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language.partition("_")[0]
    assert links(root) == {"self": "feed.atom", "alternate": f"../{language}"}
    for part in (root, *entries(root)):
        for name, form in (("id", URN), ("updated", MOMENT)):
            [text] = texts(part, name)
            assert form.fullmatch(text)
        [title] = texts(part, "title")
        assert title.strip()
        assert part.findall(f"{{{ATOM}}}author/{{{ATOM}}}name")
    assert len(entries(root)) == 6
    for entry in entries(root):
        assert [each.get("type") for each in entry.findall(f"{{{ATOM}}}content")] == ["html"]
        assert "<blockquote" in texts(entry, "content")[0]


async def test_ids_are_unique_stay_the_same_and_differ_between_languages(stage: Stage) -> None:
    seen = [texts(each, "id")[0] for each in (await read(stage), *entries(await read(stage)))]
    assert len(seen) == len(set(seen))
    stage.now += timedelta(days=400)
    stage.publish(text="Nytt")
    later = await read(stage)
    assert {texts(each, "id")[0] for each in entries(later)} > set(seen[1:])
    assert texts(later, "id") == seen[:1]
    assert set(seen).isdisjoint(texts(each, "id")[0] for each in entries(await read(stage, "en")))


async def test_the_newest_comes_first_and_an_entry_leads_to_its_place_on_the_page(stage: Stage) -> None:
    root = await read(stage)
    titles = [texts(each, "title")[0] for each in entries(root)]
    assert titles[0] == "Samarbeta bättre om det förebyggande: Genomfört"
    moments = [texts(each, "updated")[0] for each in entries(root)]
    assert moments == sorted(moments, reverse=True)
    assert texts(root, "updated") == moments[:1]
    assert links(entries(root)[0])["alternate"] == "../sv#u6"


async def test_what_is_corrected_is_an_entry_that_changed_then(stage: Stage) -> None:
    [wrong] = [each for each in entries(await read(stage)) if "Hundra &lt;lampor&gt;" in texts(each, "content")[0]]
    published, updated = (datetime.fromisoformat(texts(wrong, name)[0]) for name in ("published", "updated"))
    assert updated - published == timedelta(days=10)
    assert "Det här rättades" in texts(wrong, "content")[0]


async def test_it_holds_no_figures_of_residents(stage: Stage) -> None:
    told = "".join(texts(each, "content")[0] for each in entries(await read(stage)))
    assert not re.search(r"\b(48|61|22|19|150|104|31)\b", told)


async def test_a_feed_without_news_is_a_feed_from_when_the_promise_was_signed() -> None:
    root = await read(Stage())
    assert entries(root) == []
    assert texts(root, "updated") == ["2020-05-26T22:00:00Z"]


async def test_only_the_newest_are_in_it() -> None:
    stage = Stage()
    for number in range(MOST_ENTRIES + 20):
        stage.publish(days=1 + number, text=f"Nummer {number}")
    found = entries(await read(stage))
    assert len(found) == MOST_ENTRIES
    assert "Nummer 0<" in texts(found[0], "content")[0]


async def test_what_xml_cannot_hold_is_left_out_and_the_rest_is_there() -> None:
    stage = Stage()
    stage.publish(text="Ljus\x00 \x01\ud800och ]]> & <b>bänkar</b>")
    assert "Ljus och ]]&gt; &amp; &lt;b&gt;bänkar&lt;/b&gt;" in texts(entries(await read(stage))[0], "content")[0]

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from delivery.message import Button
from delivery.plain_text import plain
from digests.chart import Chart
from digests.commitment_text import bar
from digests.overview import PromiseOverview
from localization.catalogue import Catalogues
from promises.promise import Status
from tests.unit.digests.memory import DigestStore
from tests.unit.digests.town import CONTENT, PROMISE, STOCKHOLM, at, update

CATALOGUES = Catalogues()
SV = CATALOGUES.words("sv")
NOW = at("2026-11-23 12:00")


@pytest.fixture
def store() -> DigestStore:
    return DigestStore()


def overview(store: DigestStore) -> PromiseOverview:
    return PromiseOverview(store, CONTENT, STOCKHOLM, lambda: NOW)


async def page(store: DigestStore, language: str = "sv") -> str:
    letters = await overview(store).letters(CATALOGUES.words(language))
    return "\n".join(letter.text for letter in letters)


async def test_before_anything_is_done_the_promise_stands_there_as_it_was_given(store: DigestStore) -> None:
    text = await page(store)
    assert "En tryggare vardag" in text
    assert "Lovat av Kommunen och Polisen." in text
    assert text.count("Ingen uppdatering ännu") == len(PROMISE.commitments)
    assert "https://example.se" in text


async def test_days_by_which_something_should_be_seen_stand_under_what_was_promised(store: DigestStore) -> None:
    text = await page(store)
    assert "Viktiga datum:\n• 1 september 2026: Två lag ute\n• 1 december 2026: Alla fredagar" in text
    assert text.count("Viktiga datum:") == 1


async def test_each_commitment_shows_the_newest_word_about_it(store: DigestStore) -> None:
    store.progress.add(update("lights", "2026-11-01T12:00", "Äldre"))
    store.progress.add(update("lights", "2026-11-20T12:00", "Nyare <lampor>"))
    text = await page(store)
    assert "Äldre" not in text
    assert "Nyare &lt;lampor&gt;" in text
    assert text.count("Ingen uppdatering ännu") == len(PROMISE.commitments) - 1


async def test_residents_are_shown_as_the_last_digest_showed_them_and_looking_releases_nothing(
    store: DigestStore,
) -> None:
    store.counts.submitted = [{"view_lights": "yes"}] * 40
    before = dict(store.releases.tables)
    assert "märks" not in await page(store)
    assert store.releases.tables == before


async def test_another_language_reads_what_is_written_in_it_and_swedish_for_the_rest(store: DigestStore) -> None:
    text = await page(store, "en")
    assert "A safer everyday life" in text
    assert "The municipality" in text
    assert "Polisen" in text


async def test_how_much_is_done_is_the_weighted_mean_of_the_activities(store: DigestStore) -> None:
    fridays = replace(update("patrols", "2026-11-01T12:00"), activity="fridays", status=Status.DONE)
    store.progress.add(fridays)
    store.progress.add(replace(fridays, activity="saturdays", status=Status.IN_PROGRESS, percent=60))
    assert f"Gjort: 70 procent av det som lovats.\n{bar(70)}" in await page(store)


async def test_ninety_days_without_a_word_the_page_says_so_by_itself(store: DigestStore) -> None:
    store.progress.add(update("lights", "2026-08-25T13:01"))
    assert "ingen uppdatering sedan" not in await page(store)
    store.progress.updates = [update("lights", "2026-08-25T13:00")]
    assert "ingen uppdatering sedan 25 augusti 2026. Då var det: Pågår" in await page(store)


async def test_followers_taps_are_shown_as_the_public_last_saw_them(store: DigestStore) -> None:
    store.releases.remember("public", "pulse:notice/2026/lights", {"yes": 12})
    store.pulse.times["notice/2026/lights"] = Counter(yes=90, no=40)
    assert "Jag märker det: 12; Jag märker det inte: för få" in await page(store)


async def test_a_button_leads_to_the_history_of_what_has_one(store: DigestStore) -> None:
    store.progress.add(update("lights", "2026-11-01T12:00"))
    letters = await overview(store).letters(SV)
    assert letters[-1].buttons == (
        (Button("Historik: Lys upp parken", "d:history:lights"),),
        (Button("Visa som bild", "d:picture"),),
    )


async def test_the_history_tells_everything_newest_first_and_what_was_corrected(store: DigestStore) -> None:
    wrong = store.progress.add(replace(update("lights", "2026-11-01T12:00", "Hundra lampor"), percent=20))
    store.progress.add(update("lights", "2026-11-10T12:00", "Mer ljus"))
    store.progress.add(replace(update("lights", "2026-11-12T12:00", "Tio lampor"), corrects=wrong))
    (letter,) = await overview(store).history("lights", SV)
    words = ("Tio lampor", "Mer ljus", "Hundra lampor", "Det här har rättats senare.")
    places = [letter.text.index(each) for each in words]
    assert places == sorted(places)
    assert letter.text.count("rättats senare") == 1
    assert "Rättelse 12 november 2026" in letter.text
    assert "Pågår, 20 procent gjort" in letter.text


async def test_a_history_of_nothing_says_so_and_one_of_no_commitment_is_none(store: DigestStore) -> None:
    (letter,) = await overview(store).history("patrols", SV)
    assert "Ingen har skrivit något om det här än." in letter.text
    assert await overview(store).history("nothing", SV) == ()


async def test_a_long_promise_comes_in_several_messages_and_loses_nothing(store: DigestStore) -> None:
    for commitment in PROMISE.commitments:
        store.progress.add(update(commitment.name, "2026-11-20T12:00", commitment.name * 400))
    letters = await overview(store).letters(SV)
    assert len(letters) > 1
    text = "\n".join(letter.text for letter in letters)
    assert all(commitment.name * 400 in text for commitment in PROMISE.commitments)


class Sketches:
    """Draws by noting what it was asked for."""

    def __init__(self, *, works: bool = True) -> None:
        self.charts: list[Chart] = []
        self.works = works

    async def __call__(self, chart: Chart) -> str:
        self.charts.append(chart)
        return chart.name if self.works else ""


async def test_the_picture_shows_what_the_text_says_as_the_public_last_saw_it(store: DigestStore) -> None:
    store.progress.add(replace(update("lights", "2026-11-20T12:00"), percent=30))
    store.releases.remember("public", "2026/view_lights", {"yes": 12, "no": 40})
    store.counts.submitted = [{"view_lights": "little"}] * 90
    store.counts.sample = True
    before, sketches = dict(store.releases.tables), Sketches()
    letter = await replace(overview(store), draw=sketches).picture(SV)
    [chart] = sketches.charts
    assert letter.picture == chart.name
    assert [share.count for share in chart.rows[0].shares] == [12, None, 40, None]
    assert (chart.rows[0].percent, chart.rows[1].percent) == (30, None)
    assert chart.subtitle == "Senaste nytt: 20 november 2026"
    assert "påhittade" in chart.sample
    assert store.releases.tables == before
    text = plain(await page(store))
    for row in chart.rows:
        assert all(part in text for part in (row.title, row.status, row.view, *(share.label for share in row.shares)))


async def test_as_long_as_nothing_is_new_it_is_the_same_picture(store: DigestStore) -> None:
    store.progress.add(update("lights", "2026-11-20T12:00"))
    sketches = Sketches()
    shown = replace(overview(store), draw=sketches)
    await shown.picture(SV)
    await replace(shown, clock=lambda: NOW + timedelta(days=3)).picture(SV)
    assert len({chart.name for chart in sketches.charts}) == 1


async def test_where_there_can_be_no_picture_it_says_where_the_words_are(store: DigestStore) -> None:
    letter = await replace(overview(store), draw=Sketches(works=False)).picture(SV)
    assert letter.picture == ""
    assert "/promises" in letter.text

import pytest

from digests.overview import PromiseOverview
from localization.catalogue import Catalogues
from tests.unit.digests.memory import DigestStore
from tests.unit.digests.town import CONTENT, PROMISE, update

CATALOGUES = Catalogues()
SV = CATALOGUES.words("sv")


@pytest.fixture
def store() -> DigestStore:
    return DigestStore()


async def page(store: DigestStore, language: str = "sv") -> str:
    letters = await PromiseOverview(store, CONTENT).letters(CATALOGUES.words(language))
    return "\n".join(letter.text for letter in letters)


async def test_before_anything_is_done_the_promise_stands_there_as_it_was_given(store: DigestStore) -> None:
    text = await page(store)
    assert "En tryggare vardag" in text
    assert "Lovat av Kommunen och Polisen." in text
    assert text.count("Ingen uppdatering ännu") == len(PROMISE.commitments)
    assert "https://example.se" in text


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


async def test_a_long_promise_comes_in_several_messages_and_loses_nothing(store: DigestStore) -> None:
    for commitment in PROMISE.commitments:
        store.progress.add(update(commitment.name, "2026-11-20T12:00", commitment.name * 400))
    letters = await PromiseOverview(store, CONTENT).letters(SV)
    assert len(letters) > 1
    text = "\n".join(letter.text for letter in letters)
    assert all(commitment.name * 400 in text for commitment in PROMISE.commitments)

from collections import Counter
from dataclasses import replace
from datetime import date

from digests.dry_run import Readers, Why
from digests.ports import Rhythm, Subscription
from digests.service import DigestService
from localization.catalogue import Catalogues
from tests.unit.digests.memory import DigestStore
from tests.unit.digests.town import CONTENT, RULES, at, update

MONDAY = date(2026, 11, 23)


async def _town() -> DigestService:
    store = DigestStore()
    choices = [
        ("reads all", "sv", (), Rhythm.WEEKLY, "2026-11-01", False),
        ("reads all too", "sv", (), Rhythm.WEEKLY, "2026-11-01", False),
        ("reads english", "en", ("lights",), Rhythm.WEEKLY, "2026-11-01", False),
        ("has no news", "sv", ("patrols",), Rhythm.WEEKLY, "2026-11-01", False),
        ("came later", "sv", (), Rhythm.WEEKLY, "2026-11-24", False),
        ("another day", "sv", (), Rhythm.MONTHLY, "2026-11-01", False),
        ("paused", "sv", (), Rhythm.WEEKLY, "2026-11-01", True),
        ("blocked", "sv", (), Rhythm.WEEKLY, "2026-11-01", False),
    ]
    for name, language, commitments, rhythm, since, paused in choices:
        key = store.person(name, language)
        subscription = Subscription(key, commitments, 0, 17, 0, date.fromisoformat(since), rhythm, paused)
        store.subscriptions.save(subscription)
    blocked = store.people.rows[key]
    store.people.save(replace(blocked, reachable=False))
    service = DigestService(store, Catalogues(), CONTENT, RULES, list)
    await service.tick(at("2026-11-17 12:00"))
    store.progress.add(update("lights", "2026-11-19 12:00"))
    store.counts.submitted = [{"view_lights": "yes"}] * 40
    return service


async def test_everybody_who_follows_is_counted_once_with_the_reason() -> None:
    found = await (await _town()).dry_run(MONDAY)
    assert found.readers == {
        Readers("sv", Rhythm.WEEKLY, ()): 2,
        Readers("en", Rhythm.WEEKLY, ("lights",)): 1,
    }
    assert +found.others == Counter(
        {Why.NO_NEWS: 1, Why.TOO_NEW: 1, Why.ANOTHER_DAY: 1, Why.PAUSED: 1, Why.UNREACHABLE: 1}
    )


async def test_it_says_what_then_happens() -> None:
    service = await _town()
    found = await service.dry_run(MONDAY)
    assert await service.tick(at("2026-11-23 17:00")) == found.readers.total() == 3
    again = await service.dry_run(MONDAY)
    assert not again.readers
    assert again.others[Why.ALREADY] == 5


async def test_looking_shows_nothing_and_notes_nothing() -> None:
    service = await _town()
    store = service.database
    assert isinstance(store, DigestStore)
    before = (dict(store.releases.tables), dict(store.digest_runs.runs), dict(store.marks.moments), store.writes)
    await service.dry_run(MONDAY)
    assert (store.releases.tables, store.digest_runs.runs, store.marks.moments, store.writes) == before
    assert not store.outbox.rows


async def test_an_hour_that_nobody_had_before_begins_with_its_next() -> None:
    service = await _town()
    store = service.database
    assert isinstance(store, DigestStore)
    store.subscriptions.save(Subscription(store.person("new"), (), 2, 8, 0, MONDAY))
    assert (await service.dry_run(date(2026, 11, 25))).others[Why.FIRST] == 1

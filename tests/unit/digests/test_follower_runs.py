import asyncio
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from delivery.message import Letter
from digests import follower_runs, issue
from digests.composing import Composer
from digests.follower_digest import FollowerDigest, follower_letters
from digests.follower_runs import FollowerRuns
from digests.period import QuietHours, Weekly
from digests.ports import QUEUEING, Rhythm, Subscription, Timing
from digests.service import DigestService
from localization.catalogue import Catalogues, Words
from people.person import ChatId, PersonKey
from promises.promise import Status
from tests.unit.digests.memory import DigestStore
from tests.unit.digests.town import CONTENT, RULES, at, update

CATALOGUES = Catalogues()
MONDAY = at("2026-11-23 17:00")
WEEK = timedelta(weeks=1)
KIND = "followers.0-1700"


class Killed(BaseException):
    """The process is gone."""


@dataclass
class Mortal(DigestStore):
    """A store whose process is killed before one of its next commits."""

    lives: int = 1_000_000

    async def write(self, work: Any, /) -> Any:
        self.lives -= 1
        if self.lives < 0:
            raise Killed
        return await DigestStore.write(self, work)


class Town:
    def __init__(self, store: DigestStore | None = None) -> None:
        self.store = store or DigestStore()
        self.service = DigestService(self.store, CATALOGUES, CONTENT, RULES, list)

    def follows(
        self, name: str, *commitments: str, language: str = "sv", rhythm: Rhythm = Rhythm.WEEKLY, **fields: Any
    ) -> PersonKey:
        key = self.store.person(name, language)
        since = fields.pop("since", date(2026, 11, 1))
        self.store.subscriptions.save(Subscription(key, commitments, 0, 17, 0, since, rhythm, **fields))
        return key

    def news(self, recorded: str, commitment: str = "lights", **fields: Any) -> int:
        return self.store.progress.add(replace(update(commitment, recorded), **fields))

    async def runs_since(self, start: str) -> None:
        """Every kind that somebody follows has begun."""
        await self.service.tick(at(start))
        assert not self.store.outbox.rows

    def sent_to(self, key: PersonKey) -> list[str]:
        return [dedupe for dedupe, row in self.store.outbox.rows.items() if row.message.person == key]

    def letters_to(self, key: PersonKey) -> list[Letter]:
        return [row.message.letter for row in self.store.outbox.rows.values() if row.message.person == key]

    async def ticks(self, start: str, days: float, every: timedelta = timedelta(minutes=29)) -> None:
        now = at(start)
        while now <= at(start) + timedelta(days=days):
            await self.service.tick(now)
            now += every


@pytest.fixture
def town() -> Town:
    return Town()


class TestRhythms:
    async def test_at_once_comes_on_the_hour_bundled_and_not_at_night(self, town: Town) -> None:
        key = town.follows("alva", rhythm=Rhythm.INSTANT)
        await town.runs_since("2026-11-22 12:00")
        for moment in ("2026-11-23 09:10", "2026-11-23 09:50", "2026-11-23 22:30", "2026-11-24 03:00"):
            town.news(moment, text=f"Hänt {moment}")
        await town.ticks("2026-11-22 12:01", 3, timedelta(minutes=7))
        first, second = (letter.text for letter in town.letters_to(key))
        assert "Hänt 2026-11-23 09:10" in first
        assert "Hänt 2026-11-23 09:50" in first
        assert "Hänt 2026-11-24 03:00" in second
        assert "Hänt 2026-11-23 22:30" in second
        assert town.sent_to(key) == [
            f"followers.instant:2026-11-23T10:{key}:1",
            f"followers.instant:2026-11-24T07:{key}:1",
        ]
        assert ["nr 1:" in first, "nr 2:" in second] == [True, True]

    async def test_at_once_is_about_what_was_done_not_about_every_answer(self, town: Town) -> None:
        key = town.follows("alva", rhythm=Rhythm.INSTANT)
        await town.runs_since("2026-11-23 09:00")
        town.store.counts.submitted = [{"view_lights": "yes"}] * 40
        await town.ticks("2026-11-23 09:01", 1)
        assert town.letters_to(key) == []

    async def test_every_other_week_and_every_month_each_tell_all_since_the_last(self, town: Town) -> None:
        keys = [town.follows(each.value, rhythm=each) for each in (Rhythm.WEEKLY, Rhythm.FORTNIGHTLY, Rhythm.MONTHLY)]
        await town.runs_since("2026-11-16 16:00")
        for day in ("2026-11-18", "2026-11-25", "2026-12-02"):
            town.news(f"{day} 12:00")
        await town.ticks("2026-11-16 16:10", 22)
        assert [[dedupe.split(":")[1] for dedupe in town.sent_to(key)] for key in keys] == [
            ["2026-W48", "2026-W49", "2026-W50"],
            ["2026-W49"],
            ["2026-12"],
        ]
        assert {row.message.issue for row in town.store.outbox.rows.values()} == {
            *(f"{KIND}:2026-W{week}" for week in (48, 49, 50)),
            "followers.fortnightly.0-1700:2026-W49",
            "followers.monthly.0-1700:2026-12",
        }

    async def test_who_paused_hears_nothing(self, town: Town) -> None:
        town.follows("awake")
        key = town.follows("asleep", paused=True)
        await town.runs_since("2026-11-17 12:00")
        town.news("2026-11-19 12:00")
        await town.service.tick(MONDAY)
        assert town.letters_to(key) == []

    async def test_ones_own_quiet_hours_hold_and_let_go_as_one_likes(self, town: Town) -> None:
        early = town.follows("early", quiet=QuietHours(time(16), time(18, 30)))
        plain = town.follows("plain")
        await town.runs_since("2026-11-17 12:00")
        town.news("2026-11-19 12:00")
        await town.service.tick(MONDAY)
        due = {row.message.person: row.message.not_before for row in town.store.outbox.rows.values()}
        assert due == {early: at("2026-11-23 18:30"), plain: MONDAY}


class TestPages:
    FOLLOWERS = 23

    async def _crowd(self) -> Town:
        town = Town(Mortal())
        for number in range(self.FOLLOWERS):
            town.follows(f"follower {number:02}", *(("lights",) if number % 3 else ()))
        await town.runs_since("2026-11-17 12:00")
        town.news("2026-11-19 12:00")
        return town

    @pytest.fixture(autouse=True)
    def _small_pages(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(follower_runs, "PAGE", 5)

    COMMITS = 1 + 5 + 1

    @pytest.mark.parametrize("commits", range(COMMITS))
    async def test_killed_between_any_two_commits_the_next_process_finishes_what_was_begun(self, commits: int) -> None:
        town = await self._crowd()
        await self._killed_after(town, commits)
        before = len(town.store.outbox.rows)
        assert before == min(max(commits - 1, 0) * 5, self.FOLLOWERS)
        restarted = DigestService(town.store, CATALOGUES, CONTENT, RULES, list)
        assert await restarted.tick(MONDAY + timedelta(minutes=3)) == self.FOLLOWERS - before
        assert await restarted.tick(MONDAY + timedelta(minutes=4)) == 0
        self._each_got_one(town, "2026-W48")
        assert len({row.message.letter for row in town.store.outbox.rows.values()}) == 2

    async def test_what_is_finished_much_later_says_that_it_is_late_and_the_next_is_not_lost(self) -> None:
        town = await self._crowd()
        await self._killed_after(town, 3)
        town.news("2026-11-26 12:00", text="Nyare")
        await town.service.tick(MONDAY + WEEK)
        self._each_got_one(town, "2026-W48")
        late = CATALOGUES.words("sv")("digest.late")
        texts = [row.message.letter.text for row in town.store.outbox.rows.values()]
        assert sum(late in text for text in texts) == self.FOLLOWERS - 10
        assert not any("Nyare" in text for text in texts)
        await town.service.tick(MONDAY + WEEK + timedelta(minutes=1))
        assert len(town.store.outbox.rows) == 2 * self.FOLLOWERS
        newer = [row.message.letter.text for row in town.store.outbox.rows.values()][self.FOLLOWERS :]
        assert all("Nyare" in text and "nr 2:" in text for text in newer)

    async def test_while_it_is_under_way_another_process_may_help_and_nobody_is_told_twice(self) -> None:
        town = await self._crowd()
        other = DigestService(town.store, CATALOGUES, CONTENT, RULES, list)
        assert sum(await asyncio.gather(town.service.tick(MONDAY), other.tick(MONDAY))) == self.FOLLOWERS
        self._each_got_one(town, "2026-W48")

    async def test_how_many_it_was_for_is_known_once_it_is_over(self) -> None:
        town = await self._crowd()
        await self._killed_after(town, 2)
        assert town.store.digest_runs.runs[KIND, "2026-W48"].recipients == QUEUEING
        await town.service.tick(MONDAY)
        assert town.store.digest_runs.runs[KIND, "2026-W48"].recipients == self.FOLLOWERS

    async def test_who_leaves_while_it_is_under_way_gets_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        town = await self._crowd()
        leaver = PersonKey("follower 07")

        async def draw(_: FollowerDigest, __: Words) -> str:
            town.store.subscriptions.remove(leaver)
            return ""

        service = replace(town.service, illustrate=draw)
        assert await service.tick(MONDAY) == self.FOLLOWERS - 1
        assert town.letters_to(leaver) == []

    async def _killed_after(self, town: Town, commits: int) -> None:
        """The claim is a commit, and so are each of five pages and the end."""
        store = town.store
        assert isinstance(store, Mortal)
        await town.service.tick(at("2026-11-23 08:00"))  # the staff's own
        store.lives = commits
        with pytest.raises(Killed):
            await town.service.tick(MONDAY)
        store.lives = 1_000_000

    def _each_got_one(self, town: Town, period: str) -> None:
        got = Counter(row.message.person for row in town.store.outbox.rows.values())
        assert got == {PersonKey(f"follower {number:02}"): 1 for number in range(self.FOLLOWERS)}
        assert all(f":{period}:" in dedupe for dedupe in town.store.outbox.rows)
        assert {row.untouched for row in town.store.subscriptions.rows.values()} == {1}


async def test_ten_thousand_followers_cost_one_composition_for_each_language_and_choice(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    composed = Counter[tuple[str, int]]()

    def counting(digest: FollowerDigest, words: Words, *rest: Any, **more: Any) -> tuple[Letter, ...]:
        composed[words.language, len(digest.commitments)] += 1
        return follower_letters(digest, words, *rest, **more)

    largest = 0
    queue = FollowerRuns._queue

    def watching(self: FollowerRuns, of: issue.Issue, readers: list[Any], *rest: Any) -> int:
        nonlocal largest
        largest = max(largest, len(readers))
        return queue(self, of, readers, *rest)

    monkeypatch.setattr(issue, "follower_letters", counting)
    monkeypatch.setattr(FollowerRuns, "_queue", watching)
    choices: list[tuple[str, ...]] = [(), ("lights",), ("lights", "patrols"), ("patrols", "lights")]
    for number in range(10_000):
        town.follows(f"f{number}", *choices[number % 4], language=("sv", "en", "ar")[number % 3])
    await town.runs_since("2026-11-17 12:00")
    town.news("2026-11-19 12:00")
    assert await town.service.tick(MONDAY) == 10_000
    assert composed == {(language, size): 1 + (size == 2) for language in ("sv", "en", "ar") for size in (1, 2)}
    assert largest == follower_runs.PAGE


class TestBrake:
    async def test_after_three_digests_without_a_press_they_come_less_often_and_it_is_said_once(
        self, town: Town
    ) -> None:
        key = town.follows("kerstin")
        await town.runs_since("2026-11-09 12:00")
        for week in range(12):
            town.news(f"{date(2026, 11, 12) + week * WEEK} 12:00")
        await town.ticks("2026-11-09 17:00", 84, timedelta(hours=5))
        texts = [letter.text for letter in town.letters_to(key)]
        kinds = [dedupe.split(":")[0] for dedupe in town.sent_to(key)]
        assert kinds[:3] == [KIND] * 3
        assert kinds[3:] == ["followers.fortnightly.0-1700"] * (len(kinds) - 3)
        asked = [number for number, text in enumerate(texts, 1) if "utan att trycka" in text]
        assert asked == [3, 6]
        assert "varannan vecka" in texts[2]
        assert "varje månad" in texts[5]
        assert town.store.subscriptions.rows[key].rhythm is Rhythm.MONTHLY

    async def test_the_rarer_digest_does_not_come_together_with_the_one_that_tells_of_it(self, town: Town) -> None:
        town.follows("other", rhythm=Rhythm.FORTNIGHTLY)
        key = town.follows("kerstin", untouched=2)
        await town.runs_since("2026-11-17 12:00")
        town.news("2026-11-19 12:00")
        town.news("2026-11-26 12:00")
        await town.service.tick(MONDAY)
        await town.ticks("2026-11-23 17:01", 6, timedelta(hours=3))
        assert len(town.letters_to(key)) == 1
        after = town.store.subscriptions.rows[key]
        assert (after.rhythm, after.untouched, after.since) == (Rhythm.FORTNIGHTLY, 0, date(2026, 11, 24))
        await town.ticks("2026-11-29 17:01", 2, timedelta(hours=3))
        assert len(town.letters_to(key)) == 2

    async def test_the_rarest_rhythm_stays_and_nothing_is_asked(self, town: Town) -> None:
        key = town.follows("kerstin", rhythm=Rhythm.MONTHLY, untouched=2)
        await town.runs_since("2026-11-17 12:00")
        town.news("2026-11-19 12:00")
        await town.ticks("2026-12-06 12:00", 3, timedelta(hours=3))
        (letter,) = town.letters_to(key)
        assert "utan att trycka" not in letter.text
        assert town.store.subscriptions.rows[key].rhythm is Rhythm.MONTHLY

    async def test_a_group_is_never_braked_and_never_asked(self, town: Town) -> None:
        key = town.follows("the group", untouched=2)
        town.store.people.save(replace(town.store.people.rows[key], chat=ChatId(-100), thread=4))
        await town.runs_since("2026-11-17 12:00")
        town.news("2026-11-19 12:00")
        await town.service.tick(MONDAY)
        (letter,) = town.letters_to(key)
        assert [button.data for row in letter.buttons for button in row] == ["d:rhythm", "d:stop"]
        assert town.store.subscriptions.rows[key].untouched == 2


class TestWasItDone:
    async def test_four_weeks_after_it_was_called_done_followers_are_asked_once(self, town: Town) -> None:
        key = town.follows("alva", since=date(2026, 10, 1))
        await town.runs_since("2026-10-20 12:00")
        number = town.news("2026-10-21 12:00", status=Status.DONE)
        await town.ticks("2026-10-20 13:00", 60, timedelta(hours=5))
        told, asked = town.letters_to(key)
        assert "Stämmer det?" not in told.text
        assert "Den 21 oktober 2026 stod det att det här är gjort: Lys upp parken. Stämmer det?" in asked.text
        assert asked.buttons[0][0].data == f"d:done:{number}:yes"
        assert "2026-W48" in town.sent_to(key)[1]

    async def test_not_if_it_was_taken_back_since(self, town: Town) -> None:
        key = town.follows("alva", since=date(2026, 10, 1))
        await town.runs_since("2026-10-20 12:00")
        town.news("2026-10-21 12:00", status=Status.DONE)
        town.news("2026-11-02 12:00", status=Status.DELAYED)
        await town.ticks("2026-10-20 13:00", 60, timedelta(hours=5))
        assert not any("Stämmer det?" in letter.text for letter in town.letters_to(key))

    async def test_what_is_asked_can_be_answered_from_then_on(self, town: Town) -> None:
        town.follows("alva", since=date(2026, 10, 1))
        await town.runs_since("2026-10-20 12:00")
        number = town.news("2026-10-21 12:00", status=Status.DONE)
        await town.service.tick(at("2026-10-26 17:00"))
        assert set(town.store.marks.moments) == {"pulse:notice/2026/lights", "pulse:notice/2026/patrols"}
        await town.service.tick(at("2026-11-23 17:00"))
        assert town.store.marks.moments[f"pulse:done/{number}"] == at("2026-11-23 17:00")


async def test_what_happens_while_it_is_queued_waits_for_the_next(town: Town) -> None:
    town.follows("alva")
    await town.runs_since("2026-11-17 12:00")
    town.news("2026-11-19 12:00", text="Före")
    town.news("2026-11-23 17:30", text="Efter")
    await town.service.tick(MONDAY)
    (text,) = (row.message.letter.text for row in town.store.outbox.rows.values())
    assert "Före" in text
    assert "Efter" not in text


async def test_a_change_is_measured_from_the_last_digest_of_the_same_rhythm(town: Town) -> None:
    key = town.follows("alva")
    await town.runs_since("2026-11-17 12:00")
    town.store.counts.submitted += [{"view_lights": "no"}] * 140
    town.store.counts.submitted += [{"view_lights": "yes"}] * 60
    await town.service.tick(MONDAY)
    town.store.counts.submitted += [{"view_lights": "yes"}] * 150
    await town.service.tick(MONDAY + WEEK)
    first, second = town.letters_to(key)
    assert "förra gången" not in first.text
    assert "Mer än förra gången." in second.text


async def test_a_picture_goes_with_each_language_once(town: Town) -> None:
    drawn: list[str] = []

    async def draw(_: FollowerDigest, words: Words) -> str:
        drawn.append(words.language)
        return f"picture {words.language}"

    keys = [town.follows(f"{language} {number}", language=language) for language in ("sv", "en") for number in (1, 2)]
    await town.runs_since("2026-11-17 12:00")
    town.news("2026-11-19 12:00")
    await replace(town.service, illustrate=draw).tick(MONDAY)
    assert sorted(drawn) == ["en", "sv"]
    assert [town.letters_to(key)[0].picture for key in keys] == [f"picture {each}" for each in ("sv", "sv", "en", "en")]


async def test_only_the_broken_off_run_of_a_clock_that_was_right_is_gone_on_with(town: Town) -> None:
    town.follows("alva")
    await town.runs_since("2026-11-17 12:00")
    town.news("2026-11-19 12:00")
    composer = Composer(CONTENT, RULES.zone, 10, 5)
    ahead = FollowerRuns(town.store, CATALOGUES, composer, RULES.quiet)
    begun = town.store.digest_runs.runs[KIND, "2026-W47"]
    wrong = replace(begun, period="2036-W48", covered_until=MONDAY + 500 * WEEK, recipients=QUEUEING)
    town.store.digest_runs.claim(wrong)
    assert await ahead.run(Weekly(0, 17, 0), [Timing(Rhythm.WEEKLY, 0, 17, 0)], MONDAY) == 1
    assert all(f"{KIND}:2026-W48:" in dedupe for dedupe in town.store.outbox.rows)

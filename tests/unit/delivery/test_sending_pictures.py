from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from delivery.message import Topic
from delivery.outcome import Ambiguous, Delivered, Outcome, PictureForgotten, RetryLater
from delivery.pictures_in_use import PicturesInUse
from people.ports import StoreTrouble
from tests.unit.delivery.fake_time import now, run
from tests.unit.delivery.memory import START, Store
from tests.unit.delivery.post import Attempt, FakeTelegram, Post

CHART, SIGN = "chart", "sign"


@dataclass
class Gallery(FakeTelegram):
    """Telegram with pictures: an upload takes 2 seconds and gets a number, and a number it `knows` is taken.

    `fails` says what comes of which upload, counted from 1.
    """

    fails: Mapping[int, Outcome] = field(default_factory=dict)
    knows: set[str] = field(default_factory=set)
    uploads: list[Attempt] = field(default_factory=list)

    def outcome(self, call: Attempt) -> Outcome:
        self.seconds = 0.15
        if call.picture is None:
            return Delivered(1)
        if call.picture.file is None:
            return self._uploaded(call, call.picture.name)
        known = call.picture.file in self.knows
        return Delivered(1, call.picture.file) if known else PictureForgotten(call.picture.file)

    def _uploaded(self, call: Attempt, name: str) -> Outcome:
        self.seconds = 2.0
        self.uploads.append(call)
        file = f"{name} {len(self.uploads)}"
        self.knows.add(file)
        return self.fails.get(len(self.uploads), Delivered(1, file))


def post_with(telegram: Gallery, people: int, *stored: str, picture: str = CHART) -> Post:
    post = Post(telegram=telegram)
    for name in stored:
        post.store.pictures.add(name, b"PNG of " + name.encode(), START)
    post.store.queue(people=people, picture=picture)
    return post


def everybody_once(post: Post, people: int) -> bool:
    return post.states() == {"sent": people} and Counter(Counter(post.telegram.arrived).values()) == {1: people}


def test_however_many_begin_at_once_a_picture_is_uploaded_once_and_its_number_is_kept() -> None:
    async def main() -> None:
        telegram = Gallery()
        post = post_with(telegram, 60, CHART)
        await post.sender().run_once()
        assert everybody_once(post, 60)
        assert [call.picture.content for call in telegram.uploads if call.picture] == [b"PNG of chart"]
        assert post.store.pictures.rows[CHART].file == "chart 1"
        assert {call.picture and call.picture.file for call in telegram.calls} == {None, "chart 1"}

    run(main())


def test_after_a_restart_the_number_is_found_and_the_picture_read_once() -> None:
    async def main() -> None:
        telegram = Gallery(knows={"old"})
        post = post_with(telegram, 40, CHART)
        post.store.pictures.uploaded(CHART, "old")
        await post.sender().run_once()
        assert everybody_once(post, 40)
        assert telegram.uploads == []
        assert post.store.pictures.found == 1

    run(main())


def test_those_who_waited_for_the_upload_do_not_all_come_at_once() -> None:
    async def main() -> list[float]:
        post = post_with(Gallery(), 200, CHART)
        await post.sender(rate=10).run_once()
        return [call.at for call in post.telegram.calls]

    moments = run(main())
    assert max(at - bisect_left(moments, moment - 1.0) + 1 for at, moment in enumerate(moments)) <= 10


def test_a_number_telegram_has_forgotten_is_forgotten_here_and_the_picture_uploaded_again() -> None:
    async def main() -> None:
        telegram = Gallery()
        post = post_with(telegram, 50, CHART)
        post.store.pictures.uploaded(CHART, "from another bot")
        await post.run_for(20)
        assert everybody_once(post, 50)
        assert len(telegram.uploads) == 1
        assert post.store.pictures.rows[CHART].file == "chart 1"
        assert [row.attempt for row in post.store.outbox.rows.values()] == [1] * 50

    run(main())


def test_a_letter_whose_picture_is_no_longer_there_goes_as_text() -> None:
    async def main() -> None:
        post = post_with(Gallery(), 20)
        await post.sender().run_once()
        assert everybody_once(post, 20)
        assert {call.picture for call in post.telegram.calls} == {None}

    run(main())


def test_an_upload_that_fails_is_done_by_the_next_in_line() -> None:
    async def main() -> None:
        telegram = Gallery(fails={1: RetryLater(3.0), 2: Ambiguous()})
        post = post_with(telegram, 30, CHART)
        await post.run_for(120)
        assert post.states() == {"sent": 30}
        assert len(telegram.uploads) == 3
        assert Counter(Counter(telegram.arrived).values()) == {1: 29, 2: 1}

    run(main())


def test_an_upload_does_not_hold_up_letters_with_another_picture_or_none() -> None:
    async def main() -> None:
        telegram = Gallery()
        post = post_with(telegram, 2, CHART, SIGN)
        post.store.queue(people=2, topic=Topic.NOTICE, picture=SIGN)
        await post.sender().run_once()
        assert {call.picture and call.picture.name for call in telegram.uploads} == {CHART, SIGN}
        assert max(call.at for call in telegram.uploads) < 0.2
        assert now() < 3.0

    run(main())


def test_a_picture_that_cannot_be_read_now_is_waited_for() -> None:
    class Unreadable(Store):
        broken = 3

        async def read(self, work: Callable[..., object], /) -> object:  # type: ignore[override]  # any result
            self.broken -= 1
            if self.broken >= 0:
                raise StoreTrouble
            return await super().read(work)

    async def main() -> None:
        post = Post(store=Unreadable(), telegram=Gallery())
        post.store.pictures.add(CHART, b"PNG", START)
        post.store.queue(people=5, picture=CHART)
        await post.run_for(20)
        assert everybody_once(post, 5)
        assert set(post.trouble) == {"storage"}

    run(main())


def test_ten_thousand_pictures_leave_few_numbers_in_memory() -> None:
    async def main() -> int:
        pictures = PicturesInUse(Store())
        for number in range(10_000):
            pictures.uploaded(f"picture {number}", "file")
        async with pictures.ready("picture 9999") as newest:
            assert newest
            assert newest.file == "file"
        return len(pictures._files)

    assert run(main()) <= 256

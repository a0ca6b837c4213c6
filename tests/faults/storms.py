"""Telegram says "too many requests", does not answer, or has lost people: ten minutes of it, on a clock that jumps."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from delivery.outcome import Ambiguous, Delivered, Outcome, RetryLater, Unreachable
from people.person import ChatId
from tests.faults.report import Figures
from tests.unit.delivery.fake_time import now, run
from tests.unit.delivery.memory import START
from tests.unit.delivery.post import Attempt, FakeTelegram, Post

FOLLOWERS = 1500
LASTS = 600.0
"""Seconds that a storm lasts."""
LONGEST_WAIT = 60
WAITS = (0.01, 0.5, 1.0)
SILENCES = (0.02, 0.5, 1.0)
ON_PACE, MOST = 0.95, 2
"""Part of the set rate that has to be reached, and how often one message may come at the most."""
_LATENCY = 0.15
_RATE = 25
_CALM = 5.0
"""Seconds after its last wait in which the sender is to be back at its rate."""
_MEASURED = 10.0


@dataclass(frozen=True, slots=True)
class Storm:
    """What came of one. `early` are calls made before a wait was over; `rate` is what was reached right after it.

    `rate` is None where too few were left to measure it.
    """

    waits: int
    early: int
    missing: int
    doubled: int
    rate: float | None


@dataclass(frozen=True, slots=True)
class Silence:
    """What came of calls that Telegram took and did not answer."""

    unanswered: int
    missing: int
    repeated: int
    most: int
    unknown: int
    unlisted: int


@dataclass(frozen=True, slots=True)
class Departure:
    """What came of a broadcast to followers of whom many have blocked the bot, and of the next one."""

    blocked: int
    switched_off: int
    tried_again: int
    missing: int


@dataclass(frozen=True, slots=True)
class Season(Figures):
    """What came of many storms, each of another seed. `slow_again`: not back at the rate when it was over."""

    seed: int
    storms: int
    waits: int
    unanswered: int
    repeated: int
    listed_as_unknown: int
    blocked: int
    switched_off: int
    early: int
    missing: int
    doubled: int
    slow_again: int
    repeated_more_than_once: int
    unlisted: int
    blocked_tried_again: int
    not_switched_off: int

    first_fault = "early"


def season(seed: int, times: int) -> Season:
    """So many storms of each kind and each share, from that seed on."""
    seeds = range(seed, seed + max(times // (len(WAITS) + len(SILENCES) + 1), 1))
    waits = [too_many_requests(each, share) for each in seeds for share in WAITS]
    silences = [no_answers(each, share) for each in seeds for share in SILENCES]
    left = [many_have_left(each, 0.3) for each in seeds]
    return Season(
        seed=seed,
        storms=len(waits) + len(silences) + len(left),
        waits=sum(each.waits for each in waits),
        unanswered=sum(each.unanswered for each in silences),
        repeated=sum(each.repeated for each in silences),
        listed_as_unknown=sum(each.unknown for each in silences),
        blocked=sum(each.blocked for each in left),
        switched_off=sum(each.switched_off for each in left),
        early=sum(each.early for each in waits),
        missing=sum(each.missing for of_a_kind in (waits, silences, left) for each in of_a_kind),
        doubled=sum(each.doubled for each in waits),
        slow_again=sum(each.rate is not None and each.rate < ON_PACE for each in waits),
        repeated_more_than_once=sum(each.most > MOST for each in silences),
        unlisted=sum(each.unlisted for each in silences),
        blocked_tried_again=sum(each.tried_again for each in left),
        not_switched_off=sum(each.blocked - each.switched_off for each in left),
    )


def too_many_requests(seed: int, share: float) -> Storm:
    """For ten minutes so large a share of calls is refused, each with a wait of 1 to 60 seconds."""
    random = Random(seed)
    waits: list[tuple[float, float]] = []

    def answer(_chat: ChatId, _attempt: int) -> Outcome:
        if now() > LASTS or random.random() >= share:
            return Delivered(1)
        wait = float(random.randint(1, LONGEST_WAIT))
        waits.append((now() + _LATENCY, wait))
        return RetryLater(wait)

    post = Post(telegram=FakeTelegram(answer, seconds=_LATENCY))
    run(_broadcast(post, LASTS * 2))
    times = Counter(post.telegram.arrived)
    return Storm(
        waits=len(waits),
        early=_early([call.at for call in post.telegram.calls], waits),
        missing=FOLLOWERS - len(times),
        doubled=sum(times.values()) - len(times),
        rate=_rate_after(post.telegram.calls, max((at + wait for at, wait in waits), default=0.0)),
    )


def no_answers(seed: int, share: float) -> Silence:
    """So large a share of calls is taken by Telegram and never answered."""
    random = Random(seed)
    unanswered = 0

    def answer(_chat: ChatId, _attempt: int) -> Outcome:
        nonlocal unanswered
        silent = random.random() < share
        unanswered += silent
        return Ambiguous() if silent else Delivered(1)

    post = Post(telegram=FakeTelegram(answer, seconds=_LATENCY))
    run(_broadcast(post, LASTS))
    times = Counter(post.telegram.arrived)
    unknown = post.states().get("unknown", 0)
    return Silence(
        unanswered=unanswered,
        missing=FOLLOWERS - len(times),
        repeated=sum(count > 1 for count in times.values()),
        most=max(times.values()),
        unknown=unknown,
        unlisted=unanswered - sum(count > 1 for count in times.values()) - unknown,
    )


def many_have_left(seed: int, share: float) -> Departure:
    """So large a share of followers has blocked the bot; the next digest is queued for those who can be reached."""
    random = Random(seed)
    gone = {ChatId(1000 + number) for number in range(1, FOLLOWERS + 1) if random.random() < share}
    post = Post(telegram=FakeTelegram(lambda chat, _: Unreachable() if chat in gone else Delivered(1)))
    run(_broadcast(post, LASTS, parts=2))
    tried = Counter(call.chat for call in post.telegram.calls)
    return Departure(
        blocked=len(gone),
        switched_off=sum(not person.reachable for person in post.store.people.rows.values()),
        tried_again=sum(tried[chat] - 1 for chat in gone),
        missing=(FOLLOWERS - len(gone)) * 2 - len(post.telegram.arrived),
    )


async def _broadcast(post: Post, seconds: float, parts: int = 1) -> None:
    post.store.queue(FOLLOWERS, parts)
    await post.run_for(seconds)
    assert all(row.due >= START for row in post.store.outbox.rows.values())


def _early(calls: Sequence[float], waits: Sequence[tuple[float, float]]) -> int:
    """Calls that began after a refusal had come and before its wait was over."""
    early, closed_until, told = 0, 0.0, iter(sorted(waits))
    heard = next(told, None)
    for call in sorted(calls):
        while heard and heard[0] < call:
            closed_until = max(closed_until, sum(heard))
            heard = next(told, None)
        early += call < closed_until
    return early


def _rate_after(calls: Sequence[Attempt], calm: float) -> float | None:
    start = calm + _CALM
    end = start + _MEASURED
    if not calls or max(call.at for call in calls) < end:
        return None
    return sum(start <= call.at < end for call in calls) / _MEASURED / _RATE

"""The two questions under digests: whether one notices a commitment, and whether what was called done is done.

A tap is counted once a person, as answers to the survey are: by a mark whose key dies with the question. What is left
are sums. They leave only through the guard.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial

from delivery.message import Button, Letter
from digests.ports import DigestWork
from localization.catalogue import Words
from localization.labels import in_language
from people.inbox import Marks
from people.keys import guard_mark
from people.person import Visit
from people.ports import UnitsOfWork
from promises.promise import Promise, Status
from survey.upkeep import PULSE

CLOSES_AFTER = timedelta(days=60)
"""So long after a question was last asked it takes no more taps, and who tapped can no longer be found out."""

NOTICE_OPTIONS = ("yes", "no")
DONE_OPTIONS = ("yes", "no", "unknown")
NOTICES = "d:notices"
"""What the button sends that opens the question about every commitment."""

_KEY_BYTES = 32


class Tapped(StrEnum):
    """What became of a tap. GONE: there is no such question, or not any more."""

    COUNTED = "counted"
    ALREADY = "already"
    GONE = "gone"


def notice_question(round_name: str, commitment: str) -> str:
    """The name of the question whether one notices a commitment."""
    return f"notice/{round_name}/{commitment}"


def done_question(update: int) -> str:
    """The name of the question whether what that update called done is done."""
    return f"done/{update}"


def ask(marks: Marks, question: str, now: datetime) -> None:
    """Note that the question was asked, unless it is closed."""
    if is_open(marks, question, now):
        marks.set(f"{PULSE}{question}", now)


def is_open(marks: Marks, question: str, now: datetime) -> bool:
    """Whether the question can be asked: once closed it stays so, or somebody could be counted twice."""
    asked = marks.get(f"{PULSE}{question}")
    return asked is None or now - asked <= CLOSES_AFTER


@dataclass(frozen=True, slots=True)
class PulseTaps:
    """Counts taps on one promise. `round` is the survey's; `randomness` gives as many bytes as it is asked for."""

    database: UnitsOfWork[DigestWork]
    promise: Promise
    round: str
    clock: Callable[[], datetime]
    randomness: Callable[[int], bytes]

    async def notice(self, visit: Visit, commitment: str, option: str) -> Tapped:
        """Count whether the visitor notices a commitment."""
        known = self.promise.commitment(commitment) is not None and option in NOTICE_OPTIONS
        question = notice_question(self.round, commitment) if known else None
        return await self.database.write(partial(self._tap, visit, question, option))

    async def done(self, visit: Visit, update: int, option: str) -> Tapped:
        """Count whether the visitor finds done what an update called so."""

        def tap(work: DigestWork) -> Tapped:
            found = work.progress.find(update)
            known = found is not None and found.status is Status.DONE and option in DONE_OPTIONS
            return self._tap(visit, done_question(update) if known else None, option, work)

        return await self.database.write(tap)

    async def close_old(self) -> None:
        """Close the questions that nobody was asked for so long: the keys go, and with them who tapped."""
        now = self.clock()
        if await self.database.read(partial(_old, now)):
            await self.database.write(partial(_close, now))

    def _tap(self, visit: Visit, question: str | None, option: str, work: DigestWork) -> Tapped:
        work.inbox.finish(visit.update)
        touch(work, visit)
        if question is None or not _was_asked(work, f"{PULSE}{question}", self.clock()):
            return Tapped.GONE
        key = work.participations.round_key(f"{PULSE}{question}", self.randomness(_KEY_BYTES))
        if not work.participations.claim(f"{PULSE}{question}", guard_mark(key, visit.chat)):
            return Tapped.ALREADY
        work.pulse.add(question, option)
        return Tapped.COUNTED


def touch(work: DigestWork, visit: Visit) -> None:
    """Note that the follower pressed something under a digest."""
    subscription = work.subscriptions.find(visit.person)
    if subscription and subscription.untouched:
        work.subscriptions.save(replace(subscription, untouched=0))


def notices_letter(promise: Promise, words: Words) -> Letter:
    """Asks about every commitment, a row of buttons each."""
    texts, rows = [words("pulse.notices")], []
    for number, commitment in enumerate(promise.commitments, 1):
        texts.append(words("pulse.commitment", number=number, title=in_language(commitment.title, words.language)))
        rows.append(tuple(notice_buttons(commitment.name, words, number)))
    return Letter("\n".join(texts), tuple(rows))


def notice_buttons(commitment: str, words: Words, number: int | None = None) -> Iterator[Button]:
    """The answers to whether one notices a commitment, numbered where there are several questions."""
    for option in NOTICE_OPTIONS:
        yield Button(_label(f"pulse.notice.{option}", words, number), f"d:notice:{commitment}:{option}")


def done_buttons(update: int, words: Words, number: int | None = None) -> Iterator[Button]:
    """The answers to whether something is done."""
    for option in DONE_OPTIONS:
        yield Button(_label(f"pulse.done.{option}", words, number), f"d:done:{update}:{option}")


def _label(key: str, words: Words, number: int | None) -> str:
    return words(key) if number is None else f"{number}. {words(key)}"


def _old(now: datetime, work: DigestWork) -> list[str]:
    names = [name for name in work.participations.open_rounds() if name.startswith(PULSE)]
    return [name for name in names if not _was_asked(work, name, now)]


def _close(now: datetime, work: DigestWork) -> None:
    for name in _old(now, work):
        work.participations.close(name)


def _was_asked(work: DigestWork, name: str, now: datetime) -> bool:
    asked = work.marks.get(name)
    return asked is not None and now - asked <= CLOSES_AFTER

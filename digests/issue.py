"""One digest that goes to many: composed once for all who read the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Protocol

from delivery.message import Letter, NewMessage, Topic
from digests.composing import only
from digests.follower_digest import FollowerDigest, Reader, follower_letters
from digests.period import QuietHours
from digests.ports import DigestRun, Rhythm, Subscription
from digests.rhythms import rarer
from digests.runs import issue_of
from localization.catalogue import Catalogues, Words
from people.person import Person

MOST_UNTOUCHED = 3
"""After so many digests in which nothing was pressed, they come less often."""

Copy = tuple[str, tuple[str, ...], Reader]
"""What a copy depends on: language, commitments chosen, and what else there is to know of the reader."""


class Illustrator(Protocol):
    """Draws digests."""

    async def __call__(self, digest: FollowerDigest, words: Words, /) -> str:
        """The name of the stored picture that shows the digest in that language; empty where there is none."""
        ...


async def without_pictures(_: FollowerDigest, __: Words) -> str:
    """Draws nothing."""
    return ""


@dataclass(frozen=True, slots=True)
class Issue:
    """A run's digest, of which only what is news is told, and the copies made of it so far."""

    run: DigestRun
    digest: FollowerDigest
    news: frozenset[str]
    catalogues: Catalogues
    illustrate: Illustrator = without_pictures
    _copies: dict[Copy, tuple[Letter, ...]] = field(default_factory=dict, init=False)

    @property
    def name(self) -> str:
        """What its messages are counted under."""
        return issue_of(self.run)

    def concerns(self, commitments: Sequence[str]) -> bool:
        """Whether there is news for one who chose these; none means all."""
        return bool(self.news.intersection(commitments or self.news))

    async def compose(self, subscription: Subscription, person: Person) -> None:
        """Make sure that there is a copy for this follower, with its picture."""
        key = _copy(subscription, person)
        if key not in self._copies:
            digest, words = self._read_by(key)
            self._letters(key, await self.illustrate(digest, words))

    def messages(
        self, subscription: Subscription, person: Person, now: datetime, quiet: QuietHours
    ) -> list[NewMessage]:
        """The follower's messages. `quiet` are the hours in which nothing goes to them."""
        not_before = quiet.next_allowed(now, self.digest.zone)
        mark = f"{self.name}:{person.key}"
        return [
            NewMessage(f"{mark}:{part}", person.key, Topic.FOLLOWER_DIGEST, letter, not_before, self.name)
            for part, letter in enumerate(self._letters(_copy(subscription, person)), 1)
        ]

    def received(self, subscription: Subscription, person: Person, tomorrow: date) -> Subscription:
        """The subscription after this digest: who does not press anything for long hears less often.

        The new rhythm holds from tomorrow on, or its first digest could come together with this one.
        """
        braked, less_often = _braked(subscription, person), rarer(subscription.rhythm)
        if braked and less_often:
            return replace(subscription, rhythm=less_often, untouched=0, since=tomorrow)
        return replace(subscription, untouched=min(subscription.untouched + 1, MOST_UNTOUCHED))

    def _letters(self, key: Copy, picture: str = "") -> tuple[Letter, ...]:
        if key not in self._copies:
            digest, words = self._read_by(key)
            self._copies[key] = follower_letters(digest, words, key[2], picture=picture)
        return self._copies[key]

    def _read_by(self, key: Copy) -> tuple[FollowerDigest, Words]:
        language, chosen, _ = key
        return only(self.digest, chosen), self.catalogues.words(language)


def _copy(subscription: Subscription, person: Person) -> Copy:
    chosen = tuple(sorted(subscription.commitments))
    return person.language, chosen, Reader(person.is_shared, _braked(subscription, person))


def _braked(subscription: Subscription, person: Person) -> Rhythm | None:
    """The rhythm that the follower loses with this digest."""
    is_last = subscription.untouched + 1 >= MOST_UNTOUCHED
    can_lose = rarer(subscription.rhythm) is not None and not person.is_shared
    return subscription.rhythm if is_last and can_lose else None

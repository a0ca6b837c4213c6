"""Who follows what."""

import json
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Select, bindparam, delete, false, func, select

from digests.period import parse_quiet_hours
from digests.ports import Rhythm, Subscription, Timing
from people.person import ChatId, Person, PersonKey
from storage.seal import Seal
from storage.statements import Row, Statements
from storage.tables import chats, subscriptions
from storage.upsert import insert_or_replace

PAGE = 500
"""Followers held in memory at once."""

_THIS = subscriptions.c.person == bindparam("of")
_COLUMNS = (
    subscriptions.c.person,
    subscriptions.c.commitments,
    subscriptions.c.weekday,
    subscriptions.c.hour,
    subscriptions.c.minute,
    subscriptions.c.since,
    subscriptions.c.rhythm,
    subscriptions.c.paused,
    subscriptions.c.quiet,
    subscriptions.c.untouched,
)
_SELECT: Select[tuple[object, ...]] = select(*_COLUMNS)
_FIND = _SELECT.where(_THIS)
_SAVE = insert_or_replace(subscriptions)
_REMOVE = delete(subscriptions).where(_THIS)
_ACTIVE = subscriptions.c.paused == false()
_FOLLOWERS = (
    _SELECT.add_columns(chats.c.chat, chats.c.language, chats.c.thread)
    .join(chats, chats.c.key == subscriptions.c.person)
    .where(
        chats.c.reachable,
        _ACTIVE,
        subscriptions.c.rhythm == bindparam("chosen"),
        subscriptions.c.weekday == bindparam("on"),
        subscriptions.c.hour == bindparam("at"),
        subscriptions.c.minute == bindparam("past"),
        subscriptions.c.person > bindparam("after"),
    )
    .order_by(subscriptions.c.person)
    .limit(PAGE)
)
_TIMINGS = (
    select(subscriptions.c.rhythm, subscriptions.c.weekday, subscriptions.c.hour, subscriptions.c.minute)
    .where(_ACTIVE)
    .distinct()
)

_PAUSED = select(func.count()).select_from(subscriptions).where(subscriptions.c.paused)
_UNREACHABLE = (
    select(func.count())
    .select_from(subscriptions)
    .join(chats, chats.c.key == subscriptions.c.person)
    .where(_ACTIVE, ~chats.c.reachable)
)


class StoredSubscriptions:
    """`digests.ports.Subscriptions`."""

    def __init__(self, statements: Statements, seal: Seal) -> None:
        self._statements = statements
        self._seal = seal

    def find(self, person: PersonKey, /) -> Subscription | None:
        """The person's subscription."""
        row = self._statements.first(_FIND, of=person)
        return _subscription(row) if row else None

    def save(self, subscription: Subscription, /) -> None:
        """Insert or replace it."""
        self._statements.run(
            _SAVE,
            person=subscription.person,
            commitments=json.dumps(subscription.commitments),
            weekday=subscription.weekday,
            hour=subscription.hour,
            minute=subscription.minute,
            since=subscription.since,
            rhythm=subscription.rhythm.value,
            paused=subscription.paused,
            quiet=str(subscription.quiet) if subscription.quiet else None,
            untouched=subscription.untouched,
        )

    def remove(self, person: PersonKey, /) -> bool:
        """End it; False where there was none."""
        return self._statements.run(_REMOVE, of=person) == 1

    def timings(self) -> Sequence[Timing]:
        """Each that a follower chose who is not paused."""
        return [Timing(Rhythm(rhythm), *rest) for rhythm, *rest in self._statements.all(_TIMINGS)]

    def left_out(self) -> Mapping[str, int]:
        """How many follow and get nothing: paused, or else unreachable."""
        (paused,), (unreachable,) = (self._statements.all(each)[0] for each in (_PAUSED, _UNREACHABLE))
        return {"paused": int(paused), "unreachable": int(unreachable)}

    def followers(self, timing: Timing, /, after: str = "") -> Iterator[tuple[Subscription, Person]]:
        """Every follower of that timing, in the order of their keys, which says nothing. A page at a time."""
        chosen = {"chosen": timing.rhythm.value, "on": timing.weekday, "at": timing.hour, "past": timing.minute}
        while page := self._statements.all(_FOLLOWERS, **chosen, after=after):
            for *fields, chat, language, thread in page:
                subscription = _subscription(fields)
                number = ChatId(int(self._seal.open(chat)))
                yield subscription, Person(subscription.person, number, language, thread=thread)
            after = page[-1][0]


def _subscription(row: Row) -> Subscription:
    person, commitments, weekday, hour, minute, since, rhythm, paused, quiet, untouched = row
    return Subscription(
        PersonKey(person),
        tuple(json.loads(commitments)),
        weekday,
        hour,
        minute,
        since,
        Rhythm(rhythm),
        paused,
        parse_quiet_hours(quiet) if quiet else None,
        untouched,
    )

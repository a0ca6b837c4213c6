"""Who follows what."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, delete, select

from digests.ports import Subscription
from people.person import ChatId, Person, PersonKey
from storage.seal import Seal
from storage.statements import Statements
from storage.tables import chats, subscriptions
from storage.upsert import insert_or_replace

_THIS = subscriptions.c.person == bindparam("of")
_SELECT = select(
    subscriptions.c.person,
    subscriptions.c.commitments,
    subscriptions.c.weekday,
    subscriptions.c.hour,
    subscriptions.c.minute,
    subscriptions.c.since,
)
_FIND = _SELECT.where(_THIS)
_SAVE = insert_or_replace(subscriptions)
_REMOVE = delete(subscriptions).where(_THIS)
_FOLLOWERS = (
    _SELECT.add_columns(chats.c.chat, chats.c.language)
    .join(chats, chats.c.key == subscriptions.c.person)
    .where(chats.c.reachable)
    .order_by(subscriptions.c.person)
)
_RHYTHMS = select(subscriptions.c.weekday, subscriptions.c.hour, subscriptions.c.minute).distinct()


class StoredSubscriptions:
    """`digests.ports.Subscriptions`."""

    def __init__(self, statements: Statements, seal: Seal) -> None:
        self._statements = statements
        self._seal = seal

    def find(self, person: PersonKey, /) -> Subscription | None:
        """The person's subscription."""
        row = self._statements.first(_FIND, of=person)
        return _subscription(*row) if row else None

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
        )

    def remove(self, person: PersonKey, /) -> bool:
        """End it; False where there was none."""
        return self._statements.run(_REMOVE, of=person) == 1

    def rhythms(self) -> Sequence[tuple[int, int, int]]:
        """Each (weekday, hour, minute) that at least one follower chose."""
        return [(weekday, hour, minute) for weekday, hour, minute in self._statements.all(_RHYTHMS)]

    def followers(self) -> Sequence[tuple[Subscription, Person]]:
        """Every follower who can be reached, in the order of their keys, which says nothing."""
        found = []
        for *fields, chat, language in self._statements.all(_FOLLOWERS):
            subscription = _subscription(*fields)
            number = ChatId(int(self._seal.open(chat)))
            found.append((subscription, Person(subscription.person, number, language)))
        return found


def _subscription(person: str, commitments: str, *rest: Any) -> Subscription:
    return Subscription(PersonKey(person), tuple(json.loads(commitments)), *rest)

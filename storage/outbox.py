"""Messages on their way: claimed with a lease, so that a crash neither loses one nor repeats it without end."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, String, bindparam, cast, delete, exists, false, func, or_, select, update
from sqlalchemy.sql.dml import Update

from delivery.message import NO_CHAT, NO_PERSON, ClaimedMessage, NewMessage, Topic, Way
from delivery.ports import HeldMessage
from people.person import ChatId, PersonKey
from storage.letters import close_letter, open_letter
from storage.seal import Seal
from storage.statements import Row, Statements
from storage.tables import chats, kiosks, outbox, subscriptions
from storage.upsert import insert_if_new

_PENDING, _SENDING, _SENT, _UNKNOWN, _DEAD = "pending", "sending", "sent", "unknown", "dead"

_THIS = outbox.c.id == bindparam("message")
_ON_ITS_WAY = outbox.c.state == _SENDING
_DUE = outbox.c.due <= bindparam("now")


def _settle(statement: Update, state: str) -> Update:
    return statement.values(state=state, due=None, letter=None)


_ADD = insert_if_new(outbox).returning(outbox.c.id)
_GIVE_UP = _settle(update(outbox).where(_ON_ITS_WAY, outbox.c.lapsed, _DUE), _UNKNOWN)
_older = outbox.alias("older")
_IN_TURN = ~exists().where(
    _older.c.person == outbox.c.person,
    _older.c.topic == outbox.c.topic,
    _older.c.due.is_not(None),
    _older.c.id < outbox.c.id,
)
"""No older message of the person and topic is on its way: the parts of a digest come in their order."""
_ALONE = ~exists().where(kiosks.c.person == outbox.c.person)
"""Nobody else is answering in that chat: what is meant for its owner waits until they are done."""

# The rows are picked in a WITH, which PostgreSQL runs exactly once; SQLite has one writer and nothing to skip.
_PICKED = (
    select(outbox.c.id)
    .where(
        _DUE,
        outbox.c.way == bindparam("by"),
        _IN_TURN,
        _ALONE,
        or_(outbox.c.person.is_(None), exists().where(chats.c.key == outbox.c.person, chats.c.reachable)),
    )
    .order_by(outbox.c.due, outbox.c.id)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(of=outbox, skip_locked=True)
    .cte("picked")
)
# SQLite forgets a column's type in RETURNING, and would not use the key's index without the cast.
_CHAT = select(chats.c.chat).where(chats.c.key == cast(outbox.c.person, String)).scalar_subquery()
_THREAD = select(chats.c.thread).where(chats.c.key == cast(outbox.c.person, String)).scalar_subquery()
_CLAIM = (
    update(outbox)
    .where(outbox.c.id.in_(select(_PICKED.c.id)))
    .values(
        state=_SENDING,
        due=bindparam("lease_until"),
        tries=outbox.c.tries + 1,
        lapsed=or_(outbox.c.lapsed, _ON_ITS_WAY),
    )
    .returning(outbox.c.id, outbox.c.person, _CHAT, outbox.c.topic, outbox.c.letter, outbox.c.tries, _THREAD)
)
_MARK_SENT = _settle(update(outbox).where(_THIS), _SENT).values(sent=bindparam("now"))
_PUT_BACK = (
    update(outbox)
    .where(_THIS, _ON_ITS_WAY)
    .values(state=_PENDING, due=bindparam("not_before"), tries=outbox.c.tries - bindparam("uncounted"))
)
_MARK_UNKNOWN = _settle(update(outbox).where(_THIS, _ON_ITS_WAY), _UNKNOWN)
_MARK_DEAD = _settle(update(outbox).where(_THIS, _ON_ITS_WAY), _DEAD).values(reason=bindparam("why"))
_DROP_UNFOLLOWED = delete(outbox).where(
    _THIS,
    outbox.c.topic == Topic.FOLLOWER_DIGEST.value,
    ~exists().where(subscriptions.c.person == outbox.c.person, subscriptions.c.paused == false()),
)
_DROP = delete(outbox).where(
    outbox.c.person == bindparam("of"),
    outbox.c.topic == bindparam("about"),
    or_(outbox.c.state == _PENDING, _ON_ITS_WAY),
)
_OF = (
    select(
        outbox.c.dedupe,
        outbox.c.topic,
        outbox.c.state,
        outbox.c.letter,
        outbox.c.due,
        outbox.c.tries,
        outbox.c.lapsed,
        outbox.c.sent,
        outbox.c.reason,
    )
    .where(outbox.c.person == bindparam("of"))
    .order_by(outbox.c.id)
)
_PURGE = delete(outbox).where(outbox.c.state == _SENT, outbox.c.sent < bindparam("before"))
_COUNTS = select(outbox.c.state, func.count()).group_by(outbox.c.state)
_OF_ISSUE = _COUNTS.where(outbox.c.issue == bindparam("of"))
_FAILURES = (
    select(outbox.c.reason, func.count())
    .where(outbox.c.issue == bindparam("of"), outbox.c.state == _DEAD)
    .group_by(outbox.c.reason)
)


class StoredOutbox:
    """`delivery.ports.Outbox`. What a message said is forgotten as soon as nothing more will be done with it."""

    def __init__(self, statements: Statements, seal: Seal) -> None:
        self._statements = statements
        self._seal = seal

    def add(self, messages: Sequence[NewMessage], /) -> int:
        """Queue the messages; those whose dedupe mark is known are passed over. Returns how many are new."""
        return len(self._statements.all_each(_ADD, [self._row(message) for message in messages]))

    def claim(
        self, now: datetime, lease_until: datetime, limit: int, way: Way = Way.CHAT, /
    ) -> Sequence[ClaimedMessage]:
        """Take up to `limit` due messages that go that way, each person's on a topic in their order, oldest first."""
        self._statements.run(_GIVE_UP, now=now)
        rows = self._statements.all(_CLAIM, now=now, lease_until=lease_until, most=limit, by=way.value)
        return [self._claimed(*row) for row in sorted(rows, key=lambda row: int(row[0]))]

    def mark_sent(self, message: int, now: datetime, /) -> None:
        """Telegram took it; its text is forgotten."""
        self._statements.run(_MARK_SENT, message=message, now=now)

    def put_back(self, message: int, not_before: datetime, /, *, counts: bool) -> None:
        """Make it pending again; `counts` says whether the attempt counts (a 429 does not)."""
        self._statements.run(_PUT_BACK, message=message, not_before=not_before, uncounted=0 if counts else 1)

    def mark_unknown(self, message: int, /) -> None:
        """It may or may not have arrived and is not repeated."""
        self._statements.run(_MARK_UNKNOWN, message=message)

    def mark_dead(self, message: int, reason: str, /) -> None:
        """It will never go out."""
        self._statements.run(_MARK_DEAD, message=message, why=reason)

    def drop_unfollowed(self, message: int, /) -> bool:
        """Remove the message where it is a followers' digest and its chat follows no more, or has paused."""
        return self._statements.run(_DROP_UNFOLLOWED, message=message) == 1

    def drop_waiting(self, person: PersonKey, topic: Topic, /) -> int:
        """Remove what still waits for this person on this topic, also what would be tried again. Returns how many."""
        return self._statements.run(_DROP, of=person, about=topic.value)

    def of(self, person: PersonKey, /) -> Sequence[HeldMessage]:
        """Everything kept about messages to this person, sent ones too, in the order they were queued."""
        return [self._held(row) for row in self._statements.all(_OF, of=person)]

    def purge(self, sent_before: datetime, /) -> int:
        """Forget that messages sent before then were sent. Returns how many."""
        return self._statements.run(_PURGE, before=sent_before)

    def counts(self) -> dict[str, int]:
        """How many messages are in each state."""
        return _by_state(self._statements.all(_COUNTS))

    def of_issue(self, issue: str, /) -> dict[str, int]:
        """How many messages of an issue are in each state."""
        return _by_state(self._statements.all(_OF_ISSUE, of=issue))

    def failures(self, issue: str, /) -> dict[str, int]:
        """How many messages of an issue will never go out, by reason."""
        return {reason: int(number) for reason, number in self._statements.all(_FAILURES, of=issue)}

    def _row(self, message: NewMessage) -> dict[str, object]:
        return {
            "dedupe": message.dedupe,
            "person": message.person,
            "topic": message.topic.value,
            "letter": close_letter(self._seal, message.letter),
            "state": _PENDING,
            "due": message.not_before,
            "tries": 0,
            "lapsed": False,
            "issue": message.issue,
            "way": message.way.value,
        }

    def _held(self, row: Row) -> HeldMessage:
        dedupe, topic, state, letter, *rest = row
        return HeldMessage(dedupe, Topic(topic), state, open_letter(self._seal, letter) if letter else None, *rest)

    def _claimed(self, *row: Any) -> ClaimedMessage:
        number, person, chat, topic, letter, tries, thread = row
        return ClaimedMessage(
            number,
            NO_PERSON if person is None else PersonKey(person),
            NO_CHAT if person is None else ChatId(int(self._seal.open(chat))),
            Topic(topic),
            open_letter(self._seal, letter),
            tries,
            thread,
        )


def _by_state(rows: Sequence[Row]) -> dict[str, int]:
    found = {state: int(number) for state, number in rows}
    return {state: found.get(state, 0) for state in (_PENDING, _SENDING, _SENT, _UNKNOWN, _DEAD)}

"""Box one's first table: whom we may write to."""

from collections.abc import Iterator

from sqlalchemy import Column, bindparam, delete, exists, select, update
from sqlalchemy.sql.dml import Update

from people.person import ChatId, Person, PersonKey
from storage.seal import Seal
from storage.statements import Statements
from storage.tables import chats, metadata, outbox, sessions, staff, subscriptions
from storage.upsert import insert_if_new, insert_or_replace

_THIS = chats.c.key == bindparam("person")
_FIND = select(chats.c.chat, chats.c.language, chats.c.reachable, chats.c.thread).where(_THIS)
_SAVE = insert_or_replace(chats)
_SAVE_NEW = insert_if_new(chats)
_SWITCH_OFF = update(chats).where(_THIS).values(reachable=False)
_WAITS_FOR_NOBODY = (
    update(outbox)
    .where(outbox.c.person == bindparam("of"), outbox.c.state == "pending")
    .values(state="dead", due=None, letter=None, reason="unreachable")
)
_REMOVE = delete(chats).where(_THIS)
_REMOVE_IDLE = delete(chats).where(
    _THIS,
    ~exists().where(sessions.c.person == chats.c.key),
    ~exists().where(subscriptions.c.person == chats.c.key),
    ~exists().where(staff.c.person == chats.c.key),
)


def _take_along() -> Iterator[Update]:
    """Give whatever hangs on a chat its new key, table by table."""
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column is chats.c.key:
                yield _rekey(key.parent)


def _rekey(person: Column[str]) -> Update:
    """Where the new chat has one of its own, and a chat can have only one, that one stays."""
    statement = update(person.table).where(person == bindparam("old")).values({person: bindparam("new")})
    if not (person.primary_key or person.unique):
        return statement
    own = person.table.alias("own")
    same = [own.c[each.name] == each for each in person.table.primary_key if person.primary_key and each is not person]
    return statement.where(~exists().where(own.c[person.name] == bindparam("new"), *same))


_TAKE_ALONG = tuple(_take_along())


class StoredPeople:
    """`people.ports.People`."""

    def __init__(self, statements: Statements, seal: Seal) -> None:
        self._statements = statements
        self._seal = seal

    def find(self, key: PersonKey, /) -> Person | None:
        """The person, or None where the chat is unknown."""
        row = self._statements.first(_FIND, person=key)
        if row is None:
            return None
        chat, language, reachable, thread = row
        return Person(key, ChatId(int(self._seal.open(chat))), language, reachable, thread)

    def save(self, person: Person, /) -> None:
        """Insert or replace the person's row."""
        self._statements.run(_SAVE, **self._row(person))

    def switch_off(self, key: PersonKey, /) -> None:
        """The chat cannot be reached: what still waits for it goes to nobody."""
        self._statements.run(_SWITCH_OFF, person=key)
        self._statements.run(_WAITS_FOR_NOBODY, of=key)

    def move(self, old: PersonKey, person: Person, /) -> None:
        """The chat of the old key has another number, and so another key: all that hangs on it goes along."""
        if old == person.key:
            self.save(person)
            return
        self._statements.run(_SAVE_NEW, **self._row(person))
        for statement in _TAKE_ALONG:
            self._statements.run(statement, old=old, new=person.key)
        self.remove(old)

    def remove(self, key: PersonKey, /) -> None:
        """Remove the person; session, subscription and messages hang on the row and go with it."""
        self._statements.run(_REMOVE, person=key)

    def remove_idle(self, key: PersonKey, /) -> None:
        """Remove the person where no session, no subscription and no role hangs on the chat."""
        self._statements.run(_REMOVE_IDLE, person=key)

    def _row(self, person: Person) -> dict[str, object]:
        return {
            "key": person.key,
            "chat": self._seal.close_text(str(person.chat)),
            "language": person.language,
            "reachable": person.reachable,
            "thread": person.thread,
        }

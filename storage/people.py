"""Box one's first table: whom we may write to."""

from sqlalchemy import bindparam, delete, exists, select

from people.person import ChatId, Person, PersonKey
from storage.seal import Seal
from storage.statements import Statements
from storage.tables import chats, sessions, subscriptions
from storage.upsert import insert_or_replace

_THIS = chats.c.key == bindparam("person")
_FIND = select(chats.c.chat, chats.c.language, chats.c.reachable).where(_THIS)
_SAVE = insert_or_replace(chats)
_REMOVE = delete(chats).where(_THIS)
_REMOVE_IDLE = delete(chats).where(
    _THIS,
    ~exists().where(sessions.c.person == chats.c.key),
    ~exists().where(subscriptions.c.person == chats.c.key),
)


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
        chat, language, reachable = row
        return Person(key, ChatId(int(self._seal.open(chat))), language, reachable)

    def save(self, person: Person, /) -> None:
        """Insert or replace the person's row."""
        self._statements.run(
            _SAVE,
            key=person.key,
            chat=self._seal.close_text(str(person.chat)),
            language=person.language,
            reachable=person.reachable,
        )

    def remove(self, key: PersonKey, /) -> None:
        """Remove the person; session, subscription and messages hang on the row and go with it."""
        self._statements.run(_REMOVE, person=key)

    def remove_idle(self, key: PersonKey, /) -> None:
        """Remove the person where no session and no subscription hangs on the chat."""
        self._statements.run(_REMOVE_IDLE, person=key)

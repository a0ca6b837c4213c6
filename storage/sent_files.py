"""Messages with files, until they are deleted."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, select

from people.person import ChatId, PersonKey
from storage.seal import Seal
from storage.statements import Statements
from storage.tables import chats, sent_files
from storage.upsert import insert_or_replace
from survey.sent_files import SentFile

_ADD = insert_or_replace(sent_files)
_ALL = select(sent_files.c.person, sent_files.c.message, sent_files.c.until)
_OF = _ALL.where(sent_files.c.person == bindparam("of")).order_by(sent_files.c.message)
_DUE = (
    _ALL.add_columns(chats.c.chat)
    .join(chats, chats.c.key == sent_files.c.person)
    .where(sent_files.c.until <= bindparam("now"))
    .order_by(sent_files.c.until, sent_files.c.message)
)
_REMOVE = delete(sent_files).where(
    sent_files.c.person == bindparam("of"), sent_files.c.message == bindparam("numbered")
)


class StoredSentFiles:
    """`survey.sent_files.SentFiles`."""

    def __init__(self, statements: Statements, seal: Seal) -> None:
        self._statements = statements
        self._seal = seal

    def add(self, file: SentFile, /) -> None:
        """Remember one."""
        self._statements.run(_ADD, person=file.person, message=file.message, until=file.until)

    def due(self, now: datetime, /) -> Sequence[tuple[SentFile, ChatId]]:
        """Those whose time is up, the oldest first, with their chats."""
        return [
            (SentFile(PersonKey(person), int(message), until), ChatId(int(self._seal.open(chat))))
            for person, message, until, chat in self._statements.all(_DUE, now=now)
        ]

    def of(self, person: PersonKey, /) -> Sequence[SentFile]:
        """Those in the person's chat."""
        rows = self._statements.all(_OF, of=person)
        return [SentFile(PersonKey(key), int(message), until) for key, message, until in rows]

    def remove(self, file: SentFile, /) -> None:
        """Forget one."""
        self._statements.run(_REMOVE, of=file.person, numbered=file.message)

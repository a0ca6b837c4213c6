"""Pictures that go with digests."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from delivery.ports import Picture
from storage.seal import Seal
from storage.statements import Statements
from storage.tables import pictures
from storage.upsert import insert_if_new

_THIS = pictures.c.name == bindparam("of")
_FIND = select(pictures.c.name, pictures.c.content, pictures.c.file).where(_THIS)
_ADD = insert_if_new(pictures)
_FILE = update(pictures).where(_THIS).values(file=bindparam("file"))
_PURGE = delete(pictures).where(pictures.c.made < bindparam("before"))


class StoredPictures:
    """`delivery.ports.Pictures`."""

    def __init__(self, statements: Statements, seal: Seal) -> None:
        self._statements = statements
        self._seal = seal

    def add(self, name: str, content: bytes, now: datetime, /) -> None:
        """Keep a picture, unless there is one of that name."""
        self._statements.run(_ADD, name=name, content=self._seal.close(content), file=None, made=now)

    def find(self, name: str, /) -> Picture | None:
        """The picture of that name."""
        row = self._statements.first(_FIND, of=name)
        return Picture(row[0], self._seal.open(row[1]), row[2]) if row else None

    def uploaded(self, name: str, file: str, /) -> None:
        """Remember the file number that Telegram gave it."""
        self._statements.run(_FILE, of=name, file=file)

    def forget_file(self, name: str, /) -> None:
        """Telegram no longer knows the file number: it has to be uploaded again."""
        self._statements.run(_FILE, of=name, file=None)

    def purge(self, made_before: datetime, /) -> int:
        """Throw away pictures made before then. Returns how many."""
        return self._statements.run(_PURGE, before=made_before)

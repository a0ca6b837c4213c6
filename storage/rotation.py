"""A new secret: everything is sealed anew and every chat found under its new key, or nothing is changed."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Table, bindparam, func, insert, literal, select, tuple_, update

from people.keys import KeyRing
from storage.errors import StillRunning
from storage.migrate import run_on
from storage.schema import require_newest, revision
from storage.seal import Seal
from storage.statements import Row
from storage.tables import chats, inbox, leases, metadata, outbox
from storage.types import SealedBytes

PAGE = 500
"""Rows held in memory at once."""

LaneOf = Callable[[bytes], str]
"""The lane of a raw update under the new secret."""


async def rotate(url: str, fresh: KeyRing, lane_of: LaneOf, now: datetime) -> int:
    """Seal everything with the first secret of `fresh`, which also has to read the retired one.

    All of it is one transaction; returns how many values. It may be run again: then only ciphertexts change.

    Raises:
        SchemaOutdated: the tables are not those of this version.
        StillRunning: the bot runs, and would go on writing under the old secret.
        UnreadableValue: neither secret wrote what is stored.
        StorageError: it cannot be reached.
    """

    def change(connection: Connection) -> int:
        require_newest(revision(connection))
        if connection.execute(select(leases.c.name).where(leases.c.until > now).limit(1)).first():
            raise StillRunning
        seal = Seal(fresh.cipher)
        values = sum(_seal_anew(connection, seal, *each) for each in sealed_columns())
        _find_under_new_keys(connection, seal, fresh)
        _queue_in_new_lanes(connection, seal, lane_of)
        return values

    return await run_on(url, change)


def sealed_columns() -> list[tuple[Table, Column[bytes]]]:
    """Every column whose values are sealed, whichever tables there are."""
    tables = metadata.sorted_tables
    return [(table, column) for table in tables for column in table.columns if isinstance(column.type, SealedBytes)]


def chat_references() -> list[Column[str]]:
    """Every column that names a chat by its key."""
    columns = [column for table in metadata.sorted_tables for column in table.columns]
    return [column for column in columns if column.references(chats.c.key)]


def _seal_anew(connection: Connection, seal: Seal, table: Table, column: Column[bytes]) -> int:
    key = list(table.primary_key.columns)
    anew = (
        update(table)
        .where(*(each == bindparam(f"key_{each.name}") for each in key))
        .values({column: bindparam("sealed", type_=column.type)})
    )
    names = [f"key_{each.name}" for each in key]
    values = 0
    for page in _pages(connection, key, column):
        connection.execute(
            anew,
            [{**dict(zip(names, of, strict=True)), "sealed": seal.close(seal.open(sealed))} for sealed, *of in page],
        )
        values += len(page)
    return values


def _find_under_new_keys(connection: Connection, seal: Seal, fresh: KeyRing) -> None:
    for page in _pages(connection, [chats.c.key], chats.c.chat):
        for sealed, former in page:
            key = fresh.person(int(seal.open_text(sealed)))
            if key != former:
                _rename(connection, former, key)


def _rename(connection: Connection, former: str, key: str) -> None:
    """The new row comes first and the old one goes last, so that what refers to it always has one to refer to."""
    names = [each.name for each in chats.columns]
    moved = select(*(literal(key) if name == chats.c.key.name else chats.c[name] for name in names))
    connection.execute(insert(chats).from_select(names, moved.where(chats.c.key == former)))
    for column in chat_references():
        connection.execute(update(column.table).where(column == former).values({column: key}))
    renamed = func.replace(outbox.c.dedupe, former, key)
    connection.execute(update(outbox).where(outbox.c.person == key).values(dedupe=renamed))
    connection.execute(chats.delete().where(chats.c.key == former))


def _queue_in_new_lanes(connection: Connection, seal: Seal, lane_of: LaneOf) -> None:
    into = update(inbox).where(inbox.c.id == bindparam("update")).values(lane=bindparam("into"))
    for page in _pages(connection, [inbox.c.id], inbox.c.raw):
        connection.execute(into, [{"update": number, "into": lane_of(seal.open(raw))} for raw, number in page])


def _pages(connection: Connection, key: Sequence[Column[Any]], column: Column[bytes]) -> Iterator[Sequence[Row]]:
    """The column's values, each before its row's key, in the key's order. Rows added meanwhile may come too."""
    rows = select(column, *key).where(column.is_not(None)).order_by(*key).limit(PAGE)
    page: Sequence[Row] = connection.execute(rows).all()
    while page:
        yield page
        page = connection.execute(rows.where(tuple_(*key) > tuple_(*page[-1][1:]))).all()

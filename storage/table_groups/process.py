"""The process: what came in, what it must remember, who may do what."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table

from storage.table_groups.columns import metadata, text
from storage.types import SealedBytes, UTCDateTime

inbox = Table(
    "inbox",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    text("lane", optional=True),
    Column("raw", SealedBytes),
    text("state"),
    Column("tries", Integer, nullable=False),
    Column("received", UTCDateTime, nullable=False),
    Index(None, "state", "received", "id"),
)

marks = Table(
    "marks",
    metadata,
    Column("name", String, primary_key=True),
    Column("moment", UTCDateTime, nullable=False),
    sqlite_with_rowid=False,
)

keys = Table(
    "keys",
    metadata,
    Column("name", String, primary_key=True),
    Column("key", SealedBytes, nullable=False),
    sqlite_with_rowid=False,
)

leases = Table(
    "leases",
    metadata,
    Column("name", String, primary_key=True),
    text("holder"),
    Column("until", UTCDateTime, nullable=False),
    sqlite_with_rowid=False,
)

"""The staff: who belongs to it, what they are writing, and what they did."""

from sqlalchemy import BigInteger, Column, Date, ForeignKey, String, Table

from storage.table_groups.columns import chat_key, metadata, text
from storage.types import Number, SealedBytes, UTCDateTime

# `number` stands for a member of staff wherever it is told what they did, also after they have left.
staff = Table(
    "staff",
    metadata,
    Column("number", Number, primary_key=True),
    Column("person", String, ForeignKey("chats.key", ondelete="CASCADE"), unique=True, nullable=False),
    Column("name", SealedBytes, nullable=False),
    text("role"),
    text("organisation", optional=True),
    text("areas"),
    Column("since", Date, nullable=False),
    Column("until", Date),
    sqlite_autoincrement=True,
)

invitations = Table(
    "invitations",
    metadata,
    Column("hash", String, primary_key=True),
    Column("name", SealedBytes, nullable=False),
    text("role"),
    text("organisation"),
    text("areas"),
    Column("invited_by", BigInteger, nullable=False),
    Column("expires", UTCDateTime, nullable=False),
    text("state"),
    Column("opened_by", String, ForeignKey("chats.key", ondelete="CASCADE")),
    sqlite_with_rowid=False,
)

# What a member of staff is in the middle of writing.
drafts = Table(
    "drafts",
    metadata,
    chat_key("person", primary_key=True),
    Column("content", SealedBytes, nullable=False),
    Column("touched", UTCDateTime, nullable=False),
    sqlite_with_rowid=False,
)

# The message in which a member of staff watches an issue go out.
watched_issues = Table(
    "watched_issues",
    metadata,
    Column("issue", String, primary_key=True),
    chat_key("person", primary_key=True),
    Column("message", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

audit = Table(
    "audit",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("moment", UTCDateTime, nullable=False),
    Column("actor", BigInteger, nullable=False),
    text("deed"),
    text("subject"),
    text("seal"),
    sqlite_with_rowid=False,
)

"""What is told: progress, digests, and what an audience was last shown."""

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Index, Integer, String, Table

from storage.table_groups.columns import metadata, text
from storage.types import Number, SealedBytes, UTCDateTime

# What will be published once it is signed.
proposals = Table(
    "proposals",
    metadata,
    Column("id", Number, primary_key=True),
    text("commitment"),
    text("activity"),
    text("status"),
    Column("percent", Integer),
    text("text"),
    text("language"),
    text("translations"),
    text("source"),
    text("organisation"),
    Column("corrects", BigInteger),
    text("answers"),
    Column("sample", Boolean, nullable=False),
    Column("author", BigInteger, nullable=False),
    Column("written", UTCDateTime, nullable=False),
    text("state"),
    text("comment"),
    Column("reminded", UTCDateTime),
    Column("published", BigInteger),
    Index(None, "state"),
    sqlite_autoincrement=True,
)

signatures = Table(
    "signatures",
    metadata,
    Column("proposal", Number, ForeignKey("proposals.id", ondelete="CASCADE"), primary_key=True),
    Column("organisation", String, primary_key=True),
    Column("member", BigInteger, nullable=False),
    Column("moment", UTCDateTime, nullable=False),
    sqlite_with_rowid=False,
)

progress_updates = Table(
    "progress_updates",
    metadata,
    Column("id", Number, primary_key=True),
    text("commitment"),
    text("status"),
    text("text"),
    text("language"),
    text("source"),
    text("organisation"),
    Column("recorded", UTCDateTime, nullable=False),
    Column("sample", Boolean, nullable=False),
    text("activity"),
    Column("percent", Integer),
    text("translations"),
    Column("corrects", BigInteger),
    text("answers"),
    text("signed_by"),
    Index(None, "recorded"),
    Index(None, "commitment", "recorded"),
    sqlite_autoincrement=True,
)

digest_runs = Table(
    "digest_runs",
    metadata,
    Column("kind", String, primary_key=True),
    Column("period", String, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("covered_from", UTCDateTime, nullable=False),
    Column("covered_until", UTCDateTime, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("recipients", Integer, nullable=False),
    sqlite_with_rowid=False,
)

help_shown = Table(
    "help_shown",
    metadata,
    Column("day", Date, primary_key=True),
    Column("category", String, primary_key=True),
    Column("times", Integer, nullable=False),
    sqlite_with_rowid=False,
)

releases = Table(
    "releases",
    metadata,
    Column("audience", String, primary_key=True),
    Column("shown", String, primary_key=True),
    text("cells"),
    sqlite_with_rowid=False,
)

# How followers answered a question under a digest: sums only. That each answers once is kept by `participations`.
pulse = Table(
    "pulse",
    metadata,
    Column("question", String, primary_key=True),
    Column("option", String, primary_key=True),
    Column("times", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# A digest's picture, and the number under which Telegram keeps it once it has been uploaded.
pictures = Table(
    "pictures",
    metadata,
    Column("name", String, primary_key=True),
    Column("content", SealedBytes, nullable=False),
    text("file", optional=True),
    Column("made", UTCDateTime, nullable=False),
    sqlite_with_rowid=False,
)

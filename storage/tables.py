"""The tables, in two boxes: one knows the chat, the other holds responses under random ids.

No row of one box can be joined to a row of the other, except through `sessions.response` while that session is open.
Tables found by a random or hashed key lie in that key's order, so that no hidden row number tells who came when.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
)

from storage.types import Number, SealedBytes, UTCDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str, *, optional: bool = False) -> Column[str]:
    return Column(name, String, nullable=optional)


def _chat(name: str, *, primary_key: bool = False) -> Column[str]:
    return Column(name, String, ForeignKey("chats.key", ondelete="CASCADE"), primary_key=primary_key, nullable=False)


# Box one: the chat.

chats = Table(
    "chats",
    metadata,
    Column("key", String, primary_key=True),
    Column("chat", SealedBytes, nullable=False),
    _text("language"),
    Column("reachable", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

sessions = Table(
    "sessions",
    metadata,
    _chat("person", primary_key=True),
    _text("response"),
    _text("questionnaire"),
    Column("version", Integer, nullable=False),
    _text("position"),
    Column("submitted", Boolean, nullable=False),
    Column("card", BigInteger),
    Column("touched", UTCDateTime, nullable=False),
    Column("remind_at", UTCDateTime),
    Index(None, "touched"),
    Index(None, "remind_at"),
    sqlite_with_rowid=False,
)

subscriptions = Table(
    "subscriptions",
    metadata,
    _chat("person", primary_key=True),
    _text("commitments"),
    Column("weekday", Integer, nullable=False),
    Column("hour", Integer, nullable=False),
    Column("minute", Integer, nullable=False),
    Column("since", Date, nullable=False),
    sqlite_with_rowid=False,
)

# `due` is when a message may be claimed next: its own moment while pending, the end of the lease while sending, and
# nothing once it is settled. So the claim reads one index from its beginning, however many messages there are.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Number, primary_key=True),
    Column("dedupe", String, unique=True, nullable=False),
    _chat("person"),
    _text("topic"),
    Column("letter", SealedBytes),
    _text("state"),
    Column("due", UTCDateTime),
    Column("tries", Integer, nullable=False),
    Column("lapsed", Boolean, nullable=False),
    Column("sent", UTCDateTime),
    _text("reason", optional=True),
    Index(None, "due"),
    Index(None, "person", "topic"),
    Index(None, "state"),
    sqlite_autoincrement=True,
)

# Box two: responses without a person. Dates only, never a time of day.

responses = Table(
    "responses",
    metadata,
    Column("id", String, primary_key=True),
    _text("status"),
    _text("survey"),
    Column("version", Integer, nullable=False),
    _text("round"),
    _text("language"),
    _text("channel"),
    Column("started_on", Date, nullable=False),
    Column("submitted_on", Date),
    Column("receipt", String, unique=True),
    Column("sample", Boolean, nullable=False),
    Index(None, "round", "status"),
    sqlite_with_rowid=False,
)

answers = Table(
    "answers",
    metadata,
    Column("response", String, ForeignKey("responses.id", ondelete="CASCADE"), primary_key=True),
    Column("question", String, primary_key=True),
    _text("status"),
    _text("options"),
    Column("text", SealedBytes),
    _text("language", optional=True),
    sqlite_with_rowid=False,
)

rounds = Table(
    "rounds",
    metadata,
    Column("name", String, primary_key=True),
    Column("key", SealedBytes, nullable=False),
    sqlite_with_rowid=False,
)

participations = Table(
    "participations",
    metadata,
    Column("round", String, ForeignKey("rounds.name", ondelete="CASCADE"), primary_key=True),
    Column("guard", String, primary_key=True),
    sqlite_with_rowid=False,
)

# The process: what came in, what it must remember, who may do what.

inbox = Table(
    "inbox",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    _text("lane", optional=True),
    Column("raw", SealedBytes),
    _text("state"),
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
    _text("holder"),
    Column("until", UTCDateTime, nullable=False),
    sqlite_with_rowid=False,
)

# What is told: progress, digests, and what an audience was last shown.

progress_updates = Table(
    "progress_updates",
    metadata,
    Column("id", Number, primary_key=True),
    _text("commitment"),
    _text("status"),
    _text("text"),
    _text("language"),
    _text("source"),
    _text("organisation"),
    Column("recorded", UTCDateTime, nullable=False),
    Column("sample", Boolean, nullable=False),
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
    _text("cells"),
    sqlite_with_rowid=False,
)

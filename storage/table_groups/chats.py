"""Box one: the chat, and what hangs on it."""

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, String, Table

from storage.table_groups.columns import chat_key, metadata, text
from storage.types import Number, SealedBytes, UTCDateTime

chats = Table(
    "chats",
    metadata,
    Column("key", String, primary_key=True),
    Column("chat", SealedBytes, nullable=False),
    text("language"),
    Column("reachable", Boolean, nullable=False),
    Column("thread", BigInteger),
    sqlite_with_rowid=False,
)

sessions = Table(
    "sessions",
    metadata,
    chat_key("person", primary_key=True),
    text("response"),
    text("questionnaire"),
    Column("version", Integer, nullable=False),
    text("position"),
    Column("submitted", Boolean, nullable=False),
    Column("card", BigInteger),
    Column("touched", UTCDateTime, nullable=False),
    Column("remind_at", UTCDateTime),
    text("channel"),
    text("round"),
    text("language"),
    Column("day", Date),
    Index(None, "touched"),
    Index(None, "remind_at"),
    sqlite_with_rowid=False,
)

subscriptions = Table(
    "subscriptions",
    metadata,
    chat_key("person", primary_key=True),
    text("commitments"),
    Column("weekday", Integer, nullable=False),
    Column("hour", Integer, nullable=False),
    Column("minute", Integer, nullable=False),
    Column("since", Date, nullable=False),
    text("rhythm"),
    Column("paused", Boolean, nullable=False),
    text("quiet", optional=True),
    Column("untouched", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# `due` is when a message may be claimed next: its own moment while pending, the end of the lease while sending, and
# nothing once it is settled. So the claim reads one index from its beginning, however many messages there are. `person`
# is empty for an e-mail: its address lies in the letter.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Number, primary_key=True),
    Column("dedupe", String, unique=True, nullable=False),
    chat_key("person", optional=True),
    text("way"),
    text("topic"),
    Column("letter", SealedBytes),
    text("state"),
    Column("due", UTCDateTime),
    Column("tries", Integer, nullable=False),
    Column("lapsed", Boolean, nullable=False),
    Column("sent", UTCDateTime),
    text("reason", optional=True),
    text("issue", optional=True),
    Index(None, "issue", "state"),
    Index(None, "due"),
    Index(None, "person", "topic"),
    Index(None, "state"),
    sqlite_autoincrement=True,
)

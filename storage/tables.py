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
    Column("thread", BigInteger),
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
    _text("rhythm"),
    Column("paused", Boolean, nullable=False),
    _text("quiet", optional=True),
    Column("untouched", Integer, nullable=False),
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
    _text("issue", optional=True),
    Index(None, "issue", "state"),
    Index(None, "due"),
    Index(None, "person", "topic"),
    Index(None, "state"),
    sqlite_autoincrement=True,
)

# `number` stands for a member of staff wherever it is told what they did, also after they have left.
staff = Table(
    "staff",
    metadata,
    Column("number", Number, primary_key=True),
    Column("person", String, ForeignKey("chats.key", ondelete="CASCADE"), unique=True, nullable=False),
    Column("name", SealedBytes, nullable=False),
    _text("role"),
    _text("organisation", optional=True),
    _text("areas"),
    Column("since", Date, nullable=False),
    Column("until", Date),
    sqlite_autoincrement=True,
)

invitations = Table(
    "invitations",
    metadata,
    Column("hash", String, primary_key=True),
    Column("name", SealedBytes, nullable=False),
    _text("role"),
    _text("organisation"),
    _text("areas"),
    Column("invited_by", BigInteger, nullable=False),
    Column("expires", UTCDateTime, nullable=False),
    _text("state"),
    Column("opened_by", String, ForeignKey("chats.key", ondelete="CASCADE")),
    sqlite_with_rowid=False,
)

# What a member of staff is in the middle of writing.
drafts = Table(
    "drafts",
    metadata,
    _chat("person", primary_key=True),
    Column("content", SealedBytes, nullable=False),
    Column("touched", UTCDateTime, nullable=False),
    sqlite_with_rowid=False,
)

# The message in which a member of staff watches an issue go out.
watched_issues = Table(
    "watched_issues",
    metadata,
    Column("issue", String, primary_key=True),
    _chat("person", primary_key=True),
    Column("message", BigInteger, nullable=False),
    sqlite_with_rowid=False,
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

# What will be published once it is signed.
proposals = Table(
    "proposals",
    metadata,
    Column("id", Number, primary_key=True),
    _text("commitment"),
    _text("activity"),
    _text("status"),
    Column("percent", Integer),
    _text("text"),
    _text("language"),
    _text("translations"),
    _text("source"),
    _text("organisation"),
    Column("corrects", BigInteger),
    _text("answers"),
    Column("sample", Boolean, nullable=False),
    Column("author", BigInteger, nullable=False),
    Column("written", UTCDateTime, nullable=False),
    _text("state"),
    _text("comment"),
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
    _text("commitment"),
    _text("status"),
    _text("text"),
    _text("language"),
    _text("source"),
    _text("organisation"),
    Column("recorded", UTCDateTime, nullable=False),
    Column("sample", Boolean, nullable=False),
    _text("activity"),
    Column("percent", Integer),
    _text("translations"),
    Column("corrects", BigInteger),
    _text("answers"),
    _text("signed_by"),
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
    _text("file", optional=True),
    Column("made", UTCDateTime, nullable=False),
    sqlite_with_rowid=False,
)

audit = Table(
    "audit",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("moment", UTCDateTime, nullable=False),
    Column("actor", BigInteger, nullable=False),
    _text("deed"),
    _text("subject"),
    _text("seal"),
    sqlite_with_rowid=False,
)

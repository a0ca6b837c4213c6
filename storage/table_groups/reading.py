"""In which company a response is read, what was done with its texts, and who asked for everything as a file."""

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Index, String, Table

from storage.table_groups.columns import chat_key, metadata, text
from storage.types import UTCDateTime

# What the members of a group share. Dates only; the number is random.
text_groups = Table(
    "text_groups",
    metadata,
    Column("number", String, primary_key=True),
    text("area"),
    text("language"),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    sqlite_with_rowid=False,
)

# A response is in one group for ever.
grouped = Table(
    "grouped",
    metadata,
    Column("response", String, ForeignKey("responses.id", ondelete="CASCADE"), primary_key=True),
    Column("group", String, ForeignKey("text_groups.number", ondelete="CASCADE"), nullable=False),
    Index(None, "group"),
    sqlite_with_rowid=False,
)

readings = Table(
    "readings",
    metadata,
    Column("response", String, ForeignKey("responses.id", ondelete="CASCADE"), primary_key=True),
    Column("question", String, primary_key=True),
    Column("reference", String, unique=True, nullable=False),
    Column("withheld", Boolean, nullable=False),
    text("tags"),
    Column("read_by", BigInteger),
    Column("read_on", Date),
    Index(None, "read_on"),
    sqlite_with_rowid=False,
)

export_requests = Table(
    "export_requests",
    metadata,
    Column("reference", String, primary_key=True),
    Column("asked_by", BigInteger, nullable=False),
    text("form"),
    Column("expires", UTCDateTime, nullable=False),
    text("state"),
    sqlite_with_rowid=False,
)

# Messages with a file in the chats of members of staff; they are deleted when their time is up.
sent_files = Table(
    "sent_files",
    metadata,
    chat_key("person", primary_key=True),
    Column("message", BigInteger, primary_key=True, autoincrement=False),
    Column("until", UTCDateTime, nullable=False),
    sqlite_with_rowid=False,
)

"""Box two: responses without a person. Dates only, never a time of day."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table

from storage.table_groups.columns import metadata, text
from storage.types import SealedBytes

responses = Table(
    "responses",
    metadata,
    Column("id", String, primary_key=True),
    text("status"),
    text("survey"),
    Column("version", Integer, nullable=False),
    text("round"),
    text("language"),
    text("channel"),
    Column("started_on", Date, nullable=False),
    Column("submitted_on", Date),
    Column("receipt", String, unique=True),
    Column("sample", Boolean, nullable=False),
    Index(None, "round", "status"),
    Index(None, "round", "submitted_on", "started_on"),
    sqlite_with_rowid=False,
)

answers = Table(
    "answers",
    metadata,
    Column("response", String, ForeignKey("responses.id", ondelete="CASCADE"), primary_key=True),
    Column("question", String, primary_key=True),
    text("status"),
    text("options"),
    Column("text", SealedBytes),
    text("language", optional=True),
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

"""Meeting residents in person: dialogues, who waits for their answer, questions to the panel, kiosks."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table

from storage.table_groups.columns import chat_key, metadata, text
from storage.types import Number, SealedBytes, UTCDateTime

dialogues = Table(
    "dialogues",
    metadata,
    Column("number", Number, primary_key=True),
    Column("code", String, unique=True, nullable=False),
    text("place"),
    Column("held_on", Date, nullable=False),
    text("audience"),
    Column("ended", UTCDateTime),
    text("answer"),
    text("language"),
    Column("answered", UTCDateTime),
    Column("reminded", UTCDateTime),
    sqlite_autoincrement=True,
)

# Who wants to know what a dialogue came to, or is about to write a question to its panel.
dialogue_guests = Table(
    "dialogue_guests",
    metadata,
    Column("dialogue", Number, ForeignKey("dialogues.number", ondelete="CASCADE"), primary_key=True),
    chat_key("person", primary_key=True),
    Column("wants_answer", Boolean, nullable=False),
    Column("asking", UTCDateTime),
    Index(None, "person"),
    sqlite_with_rowid=False,
)

# Under random ids, so that neither order nor moment says who asked.
panel_questions = Table(
    "panel_questions",
    metadata,
    Column("id", String, primary_key=True),
    Column("dialogue", Number, ForeignKey("dialogues.number", ondelete="CASCADE"), nullable=False),
    Column("text", SealedBytes, nullable=False),
    text("language", optional=True),
    Index(None, "dialogue"),
    sqlite_with_rowid=False,
)

# The chat of a member of staff while others answer on their telephone. `messages` are what has to be deleted from it.
kiosks = Table(
    "kiosks",
    metadata,
    chat_key("person", primary_key=True),
    Column("word", SealedBytes, nullable=False),
    text("language"),
    Column("opened", UTCDateTime, nullable=False),
    Column("touched", UTCDateTime, nullable=False),
    Column("hour", UTCDateTime, nullable=False),
    Column("taken", Integer, nullable=False),
    text("messages"),
    text("stage"),
    sqlite_with_rowid=False,
)

"""The staff's mornings: when each wants the digest, what wants something of them, and which digest told of it."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String, Table, UniqueConstraint

from storage.table_groups.columns import chat_key, metadata, text
from storage.types import Number, UTCDateTime

morning_choices = Table(
    "morning_choices",
    metadata,
    chat_key("person", primary_key=True),
    Column("hour", Integer, nullable=False),
    Column("minute", Integer, nullable=False),
    text("weekdays"),
    sqlite_with_rowid=False,
)

# One row a matter, whoever reads of it. `member` is a staff number, which outlives the member.
matters = Table(
    "matters",
    metadata,
    Column("id", Number, primary_key=True),
    text("kind"),
    text("subject"),
    text("decision"),
    Column("member", BigInteger),
    Column("moment", UTCDateTime, nullable=False),
    UniqueConstraint("kind", "subject"),
    sqlite_autoincrement=True,
)

told_matters = Table(
    "told_matters",
    metadata,
    Column("issue", String, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("matter", Number, ForeignKey("matters.id", ondelete="CASCADE"), nullable=False),
    sqlite_with_rowid=False,
)

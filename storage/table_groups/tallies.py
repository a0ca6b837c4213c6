"""Counts over responses, kept by day. They name no response."""

from sqlalchemy import Column, Date, Index, String, Table

from storage.table_groups.columns import metadata, text
from storage.types import Number

# Counts over the responses of one day, by cell; a row of a day that has changed since is gone.
tallies = Table(
    "tallies",
    metadata,
    Column("round", String, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("name", String, primary_key=True),
    text("cells"),
    Index(None, "round", "name"),
    sqlite_with_rowid=False,
)

# Days to be counted afresh.
recounts = Table(
    "recounts",
    metadata,
    Column("number", Number, primary_key=True),
    Column("round", String, nullable=False),
    Column("day", Date, nullable=False),
    Index(None, "round", "day"),
)

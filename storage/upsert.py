"""Inserts that meet a row with the same key. Both databases share the words, and so does SQLAlchemy's compiler."""

from sqlalchemy import Table
from sqlalchemy.dialects.postgresql import Insert, insert


def insert_or_replace(table: Table) -> Insert:
    """Insert a whole row, or give the row of that key these values. It never deletes, so nothing cascades."""
    statement = insert(table)
    key = table.primary_key.columns
    rest = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in key}
    return statement.on_conflict_do_update(index_elements=list(key), set_=rest)


def insert_if_new(table: Table) -> Insert:
    """Insert a whole row unless one of its unique values is taken."""
    return insert(table).on_conflict_do_nothing()

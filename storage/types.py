"""Column types: moments that keep their time zone, and bytes that cannot be stored in the clear."""

from datetime import UTC, datetime

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, LargeBinary
from sqlalchemy.types import TypeDecorator

from storage.seal import Sealed

Number = BigInteger().with_variant(Integer(), "sqlite")
"""A number that counts itself up: SQLite does that only for its own INTEGER, which has 64 bits."""


class UTCDateTime(TypeDecorator[datetime]):
    """An aware moment, in UTC on the way in and out. SQLite itself would drop the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Refuse a naive moment, which could mean any of two hours."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - as above
        """Say that it is UTC where the database did not."""
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


class SealedBytes(TypeDecorator[bytes]):
    """Ciphertext. It takes only what a `Seal` closed, so that encrypting cannot be forgotten."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - as above
        """Refuse anything that is not sealed."""
        if value is not None and not isinstance(value, Sealed):
            raise TypeError("only sealed bytes may be stored here")
        return value

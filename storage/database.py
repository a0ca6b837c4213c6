"""The database as the process holds it, whichever kind it is."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from cryptography.fernet import MultiFernet

from storage.address import read_address
from storage.postgresql import open_postgres
from storage.seal import Seal
from storage.sqlite import open_sqlite
from storage.unit_of_work import UnitOfWork

Result = TypeVar("Result")


class Database(Protocol):
    """Runs units of work; it is a `people.ports.UnitsOfWork` for every package's work."""

    async def write(self, work: Callable[[UnitOfWork], Result], /) -> Result:
        """Run `work` as one transaction; the result comes back only once it is durable.

        Raises:
            StorageError: nothing of it was kept.
        """
        ...

    async def read(self, work: Callable[[UnitOfWork], Result], /) -> Result:
        """Run `work` on one consistent picture, in which it cannot write.

        Raises:
            StorageError: it could not be read.
        """
        ...

    async def forget_deleted(self) -> None:
        """Leave nothing that was deleted readable in the database's own log; for after an erasure or a purge."""
        ...

    async def close(self) -> None:
        """Finish what waits, then let go of the database."""
        ...


async def open_database(url: str, cipher: MultiFernet) -> Database:
    """Open the database at a SQLAlchemy URL; `cipher` reads and writes what is encrypted in it.

    Raises:
        SchemaOutdated: its tables are not those of this version.
        StorageError: it cannot be opened.
    """
    address = read_address(url)
    seal = Seal(cipher)
    if isinstance(address, Path):
        return await open_sqlite(address, seal)
    return await open_postgres(address, seal)

"""What can go wrong with the database. No message carries SQL, a value or an address.

StorageError
├── AlreadyThere
├── DatabaseUnreachable
├── DriverMissing
├── SchemaOutdated
├── ServerDatabase
├── StillRunning
├── StorageBroken
├── StorageBusy
├── StorageClosed
├── StorageFull
├── UnknownDatabase
├── UnreadableValue
├── UnsafeFolder
├── UnusableCopy
└── WrongSecret
"""

from people.ports import StoreTrouble


class StorageError(StoreTrouble):
    """The database refused the work; nothing of it was kept."""

    def __init__(self, detail: str = "") -> None:
        """`detail` is a name that helps (a folder, an error code of the database), never content."""
        self.detail = detail
        sentence = (type(self).__doc__ or "").strip()
        super().__init__(f"{sentence} ({detail})" if detail else sentence)


class AlreadyThere(StorageError):  # noqa: N818 - the docstring is the message, and the name says the same
    """A database is there already, and nothing was changed."""


class DatabaseUnreachable(StorageError):  # noqa: N818 - as above
    """The database cannot be reached or opened."""


class DriverMissing(StorageError):  # noqa: N818 - as above
    """PostgreSQL needs a driver that is not installed: install this program with its extra `postgres`."""


class SchemaOutdated(StorageError):  # noqa: N818 - as above
    """The database's tables are not those of this version: run `lofteskollen migrate`."""


class ServerDatabase(StorageError):  # noqa: N818 - as above
    """PostgreSQL has its own tools for this: pg_dump and pg_restore."""


class StillRunning(StorageError):  # noqa: N818 - as above
    """The bot is running on this database: stop it, wait a minute, and try again."""


class StorageBroken(StorageError):  # noqa: N818 - as above
    """The disk failed or the database file is damaged; nothing of the work was kept."""


class StorageBusy(StorageError):  # noqa: N818 - as above
    """Others kept the database busy for too long; nothing of the work was kept, and it may be tried again."""


class StorageClosed(StorageError):  # noqa: N818 - as above
    """The database is closed."""


class StorageFull(StorageError):  # noqa: N818 - as above
    """The disk is full; nothing of the work was kept."""


class UnknownDatabase(StorageError):  # noqa: N818 - as above
    """DATABASE_URL must start with sqlite+aiosqlite:/// and a file, or with postgresql+asyncpg://."""


class UnreadableValue(StorageError):  # noqa: N818 - as above
    """Something in the database was encrypted with a key that is not configured, or was changed."""


class UnsafeFolder(StorageError):  # noqa: N818 - as above
    """The database cannot lie in that folder."""


class UnusableCopy(StorageError):  # noqa: N818 - as above
    """The copy cannot be used."""


class WrongSecret(StorageError):  # noqa: N818 - as above
    """SECRET_KEY is not the one this database was written with: set that one, or run `lofteskollen rotate-key`."""

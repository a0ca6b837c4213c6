"""`backup` and `restore`: the database as a file that can be put away, and put back."""

import asyncio
from pathlib import Path

from bot.settings import read_settings
from people.keys import KeyRing
from storage.backup import back_up
from storage.backup import restore as restore_database


def backup(file: Path, /) -> None:
    """Write a copy of the database, which may be running, to a file that only you can read.

    What is encrypted stays so: keep SECRET_KEY elsewhere, for without it the copy cannot be read.

    Args:
        file: The copy; an existing one is replaced once the new one is whole.
    """
    size = asyncio.run(back_up(read_settings().database_url.get_secret_value(), file))
    print(f"{size} bytes written to {file}")


def restore(file: Path, /, *, force: bool = False) -> None:
    """Put a copy in the place of the database. Stop the bot first.

    Args:
        file: The copy. It is checked, and stays as it is.
        force: Replace the database that is there.
    """
    settings = read_settings()
    key = settings.secret_key
    cipher = KeyRing(key.get_secret_value()).cipher if key else None
    asyncio.run(restore_database(settings.database_url.get_secret_value(), file, cipher, replace=force))
    print(f"{file} is the database now. What was erased after that copy was made is back.")

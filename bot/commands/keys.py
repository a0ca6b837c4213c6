"""`rotate-key`: a new SECRET_KEY for everything that is stored."""

import asyncio
import json
from datetime import UTC, datetime

from bot.commands.words import CommandError
from bot.settings import HOW_TO_MAKE_A_KEY, Settings, read_settings
from handlers.visit import sender
from people.keys import KeyRing
from storage.database import open_database
from storage.migrate import migrate
from storage.rotation import LaneOf, rotate

_NOT_SET = f"""\
Put the secret used until now in RETIRED_SECRET_KEY and a new one in SECRET_KEY; {HOW_TO_MAKE_A_KEY}.
Take a copy of the database first, and stop the bot."""


def rotate_key() -> None:
    """Seal the whole database with SECRET_KEY, RETIRED_SECRET_KEY being the one it was written with."""
    settings = read_settings()
    secrets = _secrets(settings)
    values = asyncio.run(_rotate(settings.database_url.get_secret_value(), *secrets))
    print(f"{values} values are sealed with the new SECRET_KEY. Remove RETIRED_SECRET_KEY, and start the bot.")


def _secrets(settings: Settings) -> tuple[str, str]:
    new, old = settings.secret_key, settings.retired_secret_key
    if new is None or old is None:
        raise CommandError(_NOT_SET)
    if new == old:
        raise CommandError("RETIRED_SECRET_KEY: is the same as SECRET_KEY")
    return new.get_secret_value(), old.get_secret_value()


async def _rotate(url: str, new: str, old: str) -> int:
    keys = KeyRing(new, old)
    await migrate(url)
    values = await rotate(url, keys, lane_of(keys), datetime.now(UTC))
    database = await open_database(url, KeyRing(new).cipher)
    try:
        await database.forget_deleted()
    finally:
        await database.close()
    return values


def lane_of(keys: KeyRing) -> LaneOf:
    """The lane of a raw update, as the intake makes it."""

    def lane(raw: bytes) -> str:
        user = sender(json.loads(raw))
        return keys.person(user["id"]) if user else ""

    return lane

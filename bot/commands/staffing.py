"""`invite` and `verify-audit`: bringing somebody onto the staff from outside the chat, and proving what staff did."""

import asyncio
from typing import Literal

import aiohttp

from bot.commands.words import CommandError
from bot.content import Content
from bot.services import open_services
from bot.settings import Settings, SettingsError, read_settings
from people.audit_trail import broken_entry
from people.invitation import deep_link
from people.inviting import Invited
from people.organisation import Organisation
from people.staff import LONGEST_NAME, Role, read_name

AREA = "area"
"""The question whose options are the areas that somebody may be there for."""

_PATIENCE = aiohttp.ClientTimeout(total=20)


def invite(
    *,
    role: Literal["administrator", "editor", "analyst", "field_worker"],
    organisation: Literal["police", "municipality"],
    name: str = "",
    areas: tuple[str, ...] = (),
) -> None:
    """Print a one-time link for a new member of staff. An administrator confirms in the chat who opened it.

    Args:
        role: What they are there for.
        organisation: Whom they work for.
        name: What colleagues call them.
        areas: The areas they are there for; left out, all of them.
    """
    link, until = asyncio.run(_invite(name, Role(role), Organisation(organisation), areas))
    print(link)
    print(f"It works once, until {until}. An administrator is then asked in the chat whether it was the right person.")


async def _invite(name: str, role: Role, organisation: Organisation, areas: tuple[str, ...]) -> tuple[str, str]:
    settings = read_settings()
    written = read_name(name)
    if name and not written:
        raise CommandError(f"--name: is a name of {LONGEST_NAME} characters at most, with a letter in it")
    async with open_services(settings) as services:
        _check_areas(areas, services.content)
        username = await _username(settings)
        invited = await services.inviting.invite_as_operator(written, role, organisation, areas)
    if not isinstance(invited, Invited):
        raise CommandError("there is no administrator to confirm it: put your own Telegram id in STAFF_IDS")
    until = invited.invitation.expires.astimezone(settings.timezone)
    return deep_link(username, invited.token), f"{until:%Y-%m-%d %H:%M}"


def _check_areas(areas: tuple[str, ...], content: Content) -> None:
    question = content.questionnaire.question(AREA)
    known = [choice.name for choice in question.choices] if question else []
    unknown = [area for area in areas if area not in known]
    if unknown:
        raise CommandError(f"--areas: there is no {', '.join(unknown)}; the areas are {', '.join(known) or 'none'}")


async def _username(settings: Settings) -> str:
    """What the bot is called on Telegram."""
    if settings.bot_token is None:
        raise SettingsError(["BOT_TOKEN: is not set; the link leads to the bot that it belongs to"])
    address = f"{settings.bot_api_url}/bot{settings.bot_token.get_secret_value()}/getMe"
    try:
        async with aiohttp.ClientSession(timeout=_PATIENCE) as http, http.get(address) as response:
            answer = await response.json(content_type=None)
            return str(answer["result"]["username"])
    except (TimeoutError, aiohttp.ClientError, OSError):
        # The error's own text may hold the address, and the address holds the token.
        raise CommandError("BOT_API_URL: does not answer; the link needs the bot's name on Telegram") from None
    except (ValueError, KeyError, TypeError):
        raise CommandError("BOT_TOKEN: is not accepted by Telegram") from None


def verify_audit() -> None:
    """Prove that nothing of what staff did has been changed, left out or put in.

    Whether the newest entries were cut off shows only in their number: keep the line that this prints.
    """
    print(asyncio.run(_verify_audit()))


async def _verify_audit() -> str:
    async with open_services(read_settings()) as services:
        broken, last = await services.database.read(lambda work: (broken_entry(work), work.audit.last()))
    if broken is not None:
        raise CommandError(f"audit: entry {broken} is not as it was written, or is missing")
    if last is None:
        return "The audit trail is whole: nothing has been done yet."
    return f"The audit trail is whole: {last.number} entries, the last of {last.moment:%Y-%m-%d %H:%M} UTC, {last.seal}"

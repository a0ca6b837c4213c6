"""Where Telegram pushes updates to, and the secret it is known by (core.telegram.org/bots/api#setwebhook)."""

import re
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

PORTS = (443, 80, 88, 8443)
HOW_TO_MAKE_ONE = "make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"

_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
"""Telegram takes a single character too, which somebody would guess."""
_HOST = re.compile(r"[A-Za-z0-9.:-]+")
_PRINTABLE = re.compile(r"[!-~]+")


def check_address(address: str, token: str) -> None:
    """See that Telegram can push there, and that whoever sees the address learns nothing.

    Raises:
        ValueError: it cannot; the words do not quote it.
    """
    if token and token in unquote(address):
        raise ValueError("must not hold the bot's token: proxies and logs keep addresses")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise ValueError("is no address; https://bot.example.se/telegram is one") from None
    host = parts.hostname or ""
    if not (parts.scheme in ("http", "https") and _HOST.fullmatch(host) and _PRINTABLE.fullmatch(address)):
        raise ValueError("is no address; https://bot.example.se/telegram is one")
    if "@" in parts.netloc or "#" in address:
        raise ValueError("must be without a user, a password and a part after #")
    if _is_this_machine(host):
        return  # for trying it out: a server of Telegram's kind on this machine
    if parts.scheme != "https":
        raise ValueError("must start with https://, for Telegram pushes nowhere else")
    if (port or 443) not in PORTS:
        raise ValueError("must have port 443, 80, 88 or 8443, the only ones that Telegram pushes to")


def check_secret(secret: str) -> None:
    """See that Telegram takes it and nobody guesses it.

    Raises:
        ValueError: it does not suit; the words do not quote it.
    """
    if not _SECRET.fullmatch(secret):
        raise ValueError(f"must have 16 to 256 of A-Z a-z 0-9 _ -; {HOW_TO_MAKE_ONE}")


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

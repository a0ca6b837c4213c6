"""E-mail's channel: one message over SMTP, and what came of it. The only file that knows aiosmtplib.

What the server's codes mean: RFC 5321, section 4.2.1. Until the whole message has been handed over nothing is sent, so
whatever goes wrong before that may be tried again. After it, silence means that nobody knows.
"""

import logging
import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qs, unquote, urlsplit

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponseException,
)

from delivery.email_message import email_of
from delivery.message import Envelope, Letter
from delivery.outcome import Ambiguous, Delivered, NotNow, Outcome, Refused, RetryLater, Unauthorised, Unreachable
from delivery.ports import Picture
from people.person import ChatId

_log = logging.getLogger(__name__)

LATER = 300.0
"""Seconds until what a server would not take just now is offered again: most that put off strangers expect that."""
PUT_OFF_TOO_LONG = "put off for too long"
"""Why an e-mail is given up that the server never said no to."""
_IS_ADDRESS = re.compile(r"[!-;=?-~]+@[!-;=?-~]+")
_PERMANENT = 500
_SCHEMES = {"smtp": 587, "smtps": 465}


class MailServerError(ValueError):
    """The address of the mail server cannot be read."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where e-mail is handed in. `tls`: encrypted from the first byte; `starttls`: from the first command on."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    tls: bool = False
    starttls: bool = True


def read_mail_server(url: str) -> MailServer:
    """Read `smtp://user:password@host:port`, `smtps://…`, or `smtp://host?starttls=never`.

    Raises:
        MailServerError: it is none of these. The message has no part of it, for there is a password in it.
    """
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
        asked = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True) if parts.query else {}
    except ValueError as error:
        raise MailServerError("is no address of a mail server, as smtp://user:password@mail.example.se:587") from error
    if parts.scheme not in _SCHEMES or not host or parts.path not in ("", "/"):
        raise MailServerError("must be smtp:// or smtps://, a host, and a port if it is not the usual one")
    if asked not in ({}, {"starttls": ["never"]}, {"starttls": ["required"]}):
        raise MailServerError("may end in ?starttls=required or ?starttls=never, and in nothing else")
    never = asked.get("starttls") == ["never"]
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if never and password and parts.scheme == "smtp":
        raise MailServerError("has a password and starttls=never: it would be sent for everybody to read")
    tls = parts.scheme == "smtps"
    return MailServer(host, port or _SCHEMES[parts.scheme], user, password, tls, starttls=not tls and not never)


@dataclass(frozen=True, slots=True)
class MailChannel:
    """`delivery.ports.Channel` for letters with an envelope. `trust` is for servers that only this machine knows."""

    server: MailServer
    sender: str
    clock: Callable[[], datetime]
    timeout: float = 30.0
    trust: ssl.SSLContext | None = None

    async def send(
        self, _: ChatId, letter: Letter, /, *, thread: int | None = None, picture: Picture | None = None
    ) -> Outcome:
        """Send one e-mail and say what came of it. Never raises for what the server or the network does."""
        assert letter.envelope  # noqa: S101 - only these go this way
        assert thread is None  # noqa: S101 - there are none in e-mail
        envelope = letter.envelope
        email = email_of(letter, envelope, self.sender, self.clock(), picture.content if picture else b"")
        if not _IS_ADDRESS.fullmatch(envelope.address):
            return Refused("no address")  # nothing that could end the command it stands in reaches the server
        client = self._client()
        try:
            outcome = await self._open(client)
            return outcome or await self._hand_over(client, envelope, email.as_bytes())
        finally:
            client.close()

    def _client(self) -> SMTP:
        server = self.server
        return SMTP(
            hostname=server.host,
            port=server.port,
            timeout=self.timeout,
            use_tls=server.tls,
            start_tls=False,
            tls_context=self.trust or ssl.create_default_context(),
            local_hostname=self.sender.rpartition("@")[2],
        )

    async def _open(self, client: SMTP) -> Outcome | None:
        """Reach the server, encrypted and known to it; what stood in the way, if anything did."""
        try:
            await client.connect()
            if self.server.starttls:
                await client.starttls()
            if self.server.user:
                await client.login(self.server.user, self.server.password)
        except SMTPAuthenticationError as error:
            return Unauthorised() if error.code >= _PERMANENT else RetryLater()
        except (SMTPException, OSError, ValueError) as error:
            _log.warning("the mail server cannot be used: %s", type(error).__name__)
            return RetryLater()
        return None

    async def _hand_over(self, client: SMTP, envelope: Envelope, content: bytes) -> Outcome:
        try:
            await client.mail(self.sender)
            await client.rcpt(envelope.address)
        except SMTPResponseException as error:
            if error.code < _PERMANENT:
                return self._put_off(envelope)
            return Unreachable() if isinstance(error, SMTPRecipientRefused) else Refused(f"smtp {error.code}")
        except (SMTPException, OSError, ValueError):
            return RetryLater()
        try:
            await client.data(content)
        except SMTPDataError as error:
            return Refused(f"smtp {error.code}") if error.code >= _PERMANENT else self._put_off(envelope)
        except (SMTPException, OSError):
            return Ambiguous()
        return Delivered(None)

    def _put_off(self, envelope: Envelope) -> Outcome:
        """Later; but not for ever, as a server may say 4xx to an address each time it is asked.

        Other mail is tried for four or five days (RFC 5321, section 4.5.4.1). By then newer digests have come.
        """
        given_up = envelope.stale is not None and self.clock() >= envelope.stale
        return Refused(PUT_OFF_TOO_LONG) if given_up else NotNow(LATER)

"""A real mail server on this machine, that can be told to refuse, to fall silent, or to want a password."""

import asyncio
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class Post:
    """What the server does, and what it was given. `silent`: it takes the whole message and never answers."""

    greets: str = ""
    mail: str = ""
    rcpt: str = ""
    data: str = ""
    silent: bool = False
    hangs_up: bool = False
    taken: list[Envelope] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)

    async def handle_EHLO(  # noqa: N802 - the server's name for it
        self, server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return responses

    async def handle_MAIL(  # noqa: N802 - as above
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.mail or "250 OK"

    async def handle_RCPT(  # noqa: N802 - as above
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if not self.rcpt:
            envelope.rcpt_tos.append(address)
        return self.rcpt or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        self.taken.append(envelope)
        self.encrypted.append(session.ssl is not None)
        if self.hangs_up and server.transport:
            server.transport.close()
        if self.silent:
            await asyncio.Event().wait()
        return self.data or "250 OK"

    def messages(self) -> list[EmailMessage]:
        """What was handed over, as a mail program would read it."""
        return [message_from_bytes(each.original_content or b"", policy=policy.default) for each in self.taken]


def _only_karin(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any) -> AuthResult:
    known = isinstance(data, LoginPassword) and (data.login, data.password) == (b"karin", b"s3cret/@:")
    return AuthResult(success=known, handled=False)


@asynccontextmanager
async def serving(post: Post, certificate: Path | None = None, *, auth: bool = False) -> AsyncIterator[int]:
    """Serve on loopback; gives the port. With a certificate it offers STARTTLS."""
    context = None
    if certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
    loop = asyncio.get_running_loop()
    opened: list[SMTP] = []

    def make() -> SMTP:
        opened.append(
            SMTP(
                post,
                tls_context=context,
                hostname="localhost",
                authenticator=_only_karin if auth else None,
                auth_require_tls=context is not None,
                loop=loop,
            )
        )
        return opened[-1]

    server = await loop.create_server(make, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for each in opened:
            if isinstance(each.transport, asyncio.Transport):
                each.transport.abort()
            if each._handler_coroutine:
                each._handler_coroutine.cancel()
        await asyncio.gather(
            *(each._handler_coroutine for each in opened if each._handler_coroutine), return_exceptions=True
        )


def make_certificate(folder: Path) -> Path:
    """A certificate for localhost that nobody else knows, with its key."""
    file = folder / "localhost.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-keyout",
            file,
            "-out",
            folder / "c",
            *subject,
        ],
        check=True,
        capture_output=True,
    )
    file.write_bytes(file.read_bytes() + (folder / "c").read_bytes())
    return file

"""The morning digest by e-mail, over real SMTP: what came of each attempt, and what is in the letter."""

import asyncio
import ssl
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from delivery.email_message import email_of
from delivery.mail import LATER, MailChannel, MailServer, MailServerError, read_mail_server
from delivery.message import Button, Envelope, Letter
from delivery.outcome import Ambiguous, Delivered, NotNow, Outcome, Refused, RetryLater, Unauthorised, Unreachable
from delivery.ports import Picture
from people.person import ChatId
from tests.integration.mail.server import Post, make_certificate, serving

NOW = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
ENVELOPE = Envelope("karin@localhost", "Morgonrapport nr 12", "0f" * 16, "sv", 'Oroar mest: "Droger" 39')
LETTER = Letter(
    "<b>Morgonrapport nr 12</b>\n\nNya svar: 12.\n\n<blockquote expandable><b>Mer</b>\nNorr: 5 &lt; 9</blockquote>",
    picture="p",
    envelope=ENVELOPE,
)


def channel(port: int, **more: Any) -> MailChannel:
    fields: dict[str, Any] = {"host": "localhost", "port": port, "starttls": False}
    trust = more.pop("trust", None)
    server = MailServer(**(fields | more))
    return MailChannel(server, "lofteskollen@localhost", lambda: NOW, timeout=2.0, trust=trust)


async def sent(post: Post, letter: Letter = LETTER) -> Outcome:
    async with serving(post) as port:
        return await channel(port).send(ChatId(0), letter, picture=Picture("p", PNG))


async def test_it_arrives_with_the_same_words_twice_and_the_picture_in_its_place() -> None:
    post = Post()
    assert await sent(post) == Delivered(None)
    assert (post.taken[0].mail_from, post.taken[0].rcpt_tos) == ("lofteskollen@localhost", ["karin@localhost"])
    (message,) = post.messages()
    assert message["Subject"] == "Morgonrapport nr 12"
    assert message["To"] == "karin@localhost"
    assert message["Message-ID"] == f"<{'0f' * 16}@localhost>"
    assert message["Auto-Submitted"] == "auto-generated"
    plain = message.get_body(("plain",))
    page = message.get_body(("html",))
    assert plain
    assert page
    assert "Norr: 5 < 9" in plain.get_content()
    assert "<" not in plain.get_content().replace("5 < 9", "")
    html = page.get_content()
    assert '<img src="cid:picture" alt="Oroar mest: &quot;Droger&quot; 39"' in html
    assert "Norr: 5 &lt; 9" in html
    assert "http" not in html
    (picture,) = [each for each in message.walk() if each.get_content_type() == "image/png"]
    assert picture["Content-ID"] == "<picture>"
    assert picture.get_content_disposition() == "inline"
    assert picture.get_payload(decode=True) == PNG


async def test_a_copy_has_the_same_number_as_the_first() -> None:
    post = Post()
    await sent(post)
    await sent(post)
    assert len({each["Message-ID"] for each in post.messages()}) == 1


@pytest.mark.parametrize(
    ("says", "outcome"),
    [
        ({"mail": "451 later"}, NotNow(LATER)),
        ({"mail": "550 not you"}, Refused("smtp 550")),
        ({"rcpt": "450 greylisted"}, NotNow(LATER)),
        ({"rcpt": "550 nobody of that name"}, Unreachable()),
        ({"data": "452 full"}, NotNow(LATER)),
        ({"data": "554 spam, says karin@localhost"}, Refused("smtp 554")),
        ({"silent": True}, Ambiguous()),
        ({"hangs_up": True}, Ambiguous()),
    ],
)
async def test_what_came_of_it_by_what_the_server_says(says: dict[str, Any], outcome: Outcome) -> None:
    assert await sent(Post(**says)) == outcome


async def test_a_server_that_is_not_there_was_certainly_given_nothing() -> None:
    async with serving(Post()) as port:
        pass
    assert await channel(port).send(ChatId(0), LETTER) == RetryLater()


async def test_a_server_that_never_greets_was_certainly_given_nothing() -> None:
    async def say_nothing(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(5)
        writer.close()

    server = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    async with server:
        assert await channel(server.sockets[0].getsockname()[1]).send(ChatId(0), LETTER) == RetryLater()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def trust(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(certificate))


async def test_it_goes_encrypted_and_with_the_password(certificate: Path, trust: ssl.SSLContext) -> None:
    post = Post()
    async with serving(post, certificate, auth=True) as port:
        known = channel(port, starttls=True, trust=trust, user="karin", password="s3cret/@:")
        assert await known.send(ChatId(0), LETTER) == Delivered(None)
        wrong = channel(port, starttls=True, trust=trust, user="karin", password="guessed")
        assert await wrong.send(ChatId(0), LETTER) == Unauthorised()
    assert post.encrypted == [True]


async def test_nothing_goes_in_the_clear_where_encryption_is_asked_for(certificate: Path) -> None:
    post = Post()
    async with serving(post) as port:
        assert await channel(port, starttls=True).send(ChatId(0), LETTER) == RetryLater()
    async with serving(post, certificate) as port:
        assert await channel(port, starttls=True).send(ChatId(0), LETTER) == RetryLater(), "a stranger's certificate"
    assert post.taken == []


@pytest.mark.parametrize("broken", ["a\r\nBcc: everybody@localhost", "a\nX-More: 1", "a\x00b", "a\u2028Bcc: b@c.de"])
async def test_no_header_can_be_added_by_what_stands_in_one(broken: str) -> None:
    letter = Letter("Hej", envelope=Envelope("karin@localhost", broken, "1" * 32, "sv"))
    message = message_from_bytes(
        bytes(email_of(letter, letter.envelope or ENVELOPE, "a@localhost", NOW)), policy=policy.default
    )
    assert message["Bcc"] is None
    assert message["X-More"] is None
    assert "\n" not in str(message["Subject"])


async def test_an_address_with_a_line_break_reaches_nobody() -> None:
    post = Post()
    letter = Letter("Hej", envelope=Envelope("karin@localhost>\r\nRCPT TO:<all@localhost", "Hej", "1" * 32, "sv"))
    outcome = await sent(post, letter)
    assert outcome == Refused("no address")
    assert post.taken == []


async def test_buttons_do_not_go_along() -> None:
    letter = Letter("Hej", ((Button("Ta", "t:take:1:staff"),),), envelope=ENVELOPE)
    assert b"t:take" not in bytes(email_of(letter, ENVELOPE, "a@localhost", NOW))


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.se", MailServer("mail.example.se", 587)),
        (
            "smtp://karin:s3cret%2F%40%3A@mail.example.se:2525",
            MailServer("mail.example.se", 2525, "karin", "s3cret/@:"),
        ),
        ("smtps://mail.example.se", MailServer("mail.example.se", 465, tls=True, starttls=False)),
        ("smtp://10.0.0.5:25?starttls=never", MailServer("10.0.0.5", 25, starttls=False)),
    ],
)
def test_the_address_of_a_server_is_read(url: str, server: MailServer) -> None:
    assert read_mail_server(url) == server


@pytest.mark.parametrize(
    "url",
    [
        *("", "mail.example.se", "http://mail.example.se", "smtp://", "smtp://host:port", "smtp://host:99999"),
        *(
            "smtp://host/inbox",
            "smtp://host?starttls=perhaps",
            "smtp://host?tls",
            "smtp://a:secret@host?starttls=never",
        ),
    ],
)
def test_anything_else_is_refused_without_saying_it(url: str) -> None:
    with pytest.raises(MailServerError) as refused:
        read_mail_server(url)
    assert "secret" not in str(refused.value)

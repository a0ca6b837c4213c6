"""A digest as an e-mail: words for every reader, the same words laid out, and the picture in its place.

Nothing of it is loaded from anywhere, and nothing in it tells that it was read.
"""

import html
from collections.abc import Iterator
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from delivery.message import Envelope, Letter
from delivery.plain_text import plain

_PICTURE = "picture"
_FOLD, _UNFOLD = "<blockquote expandable>", "</blockquote>"
_SENDER = "Löfteskollen"

_PAGE = """<!DOCTYPE html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ margin: 0; background: #f3f4f6; color: #1a1a1a;
  font: 17px/1.5 -apple-system, "Segoe UI", "Noto Sans", Arial, sans-serif; }}
main {{ max-width: 34rem; margin: 0 auto; padding: 1.25rem; background: #ffffff; overflow-wrap: anywhere; }}
h1 {{ font-size: 1.25rem; line-height: 1.3; margin: 0 0 1rem; }}
p {{ margin: 0 0 1rem; }}
blockquote {{ margin: 0 0 1rem; padding-block: 0.25rem; padding-inline-start: 1rem;
  border-inline-start: 4px solid #1f5fa8; }}
img {{ display: block; width: 100%; height: auto; border: 0; background: #ffffff; }}
@media (prefers-color-scheme: dark) {{
  body {{ background: #111418; color: #f0f0f0; }}
  main {{ background: #1b1f24; }}
  blockquote {{ border-color: #7fb2ee; }}
}}
</style>
</head>
<body><main>
{body}
</main></body>
</html>
"""


def email_of(letter: Letter, envelope: Envelope, sender: str, moment: datetime, picture: bytes = b"") -> EmailMessage:
    """The letter as an e-mail. `sender` is an address; `picture` is a PNG, or nothing.

    Line breaks in what goes into a header are taken for spaces, so that nothing can add a header of its own.
    """
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = Address(_SENDER, addr_spec=_one_line(sender))
    message["To"] = _one_line(envelope.address)
    message["Subject"] = _one_line(envelope.subject)
    message["Date"] = format_datetime(moment)
    message["Message-ID"] = f"<{_one_line(envelope.id)}@{_one_line(sender).rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(plain(letter.text) + "\n", cte="quoted-printable")
    message.add_alternative(_page(letter, envelope, with_picture=bool(picture)), subtype="html", cte="quoted-printable")
    if picture:
        _, page = message.iter_parts()
        assert isinstance(page, EmailMessage)  # noqa: S101 - it was added as one above
        page.add_related(picture, "image", "png", cid=f"<{_PICTURE}>", disposition="inline", filename=f"{_PICTURE}.png")
    return message


def _page(letter: Letter, envelope: Envelope, *, with_picture: bool) -> str:
    first, _, rest = letter.text.partition("\n")
    words, opened, folded = rest.partition(_FOLD)
    folded, _, after = folded.partition(_UNFOLD)
    blocks = [f"<h1>{plain_html(first)}</h1>", *_paragraphs(words)]
    blocks += ["<blockquote>", *_paragraphs(folded), "</blockquote>"] if opened else []
    blocks += _paragraphs(after)
    if with_picture:
        alt = html.escape(envelope.alt, quote=True).replace("\n", " ")
        blocks.append(f'<p><img src="cid:{_PICTURE}" alt="{alt}" width="560"></p>')
    right_to_left = any("\u0590" <= letter <= "\u08ff" for letter in plain(first))
    return _PAGE.format(
        language=envelope.language,
        direction="rtl" if right_to_left else "ltr",
        title=html.escape(envelope.subject),
        body="\n".join(blocks),
    )


def plain_html(text: str) -> str:
    """The words of a Telegram HTML text, escaped for a page, without its markup."""
    return html.escape(plain(text), quote=False)


def _paragraphs(text: str) -> Iterator[str]:
    """A paragraph for each block of Telegram's HTML; what it marks is marked the same way on a page."""
    for block in text.split("\n\n"):
        if lines := block.strip("\n").replace("\n", "<br>\n"):
            yield f"<p>{lines}</p>"


def _one_line(value: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in value).split())

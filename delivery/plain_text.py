"""A message's words without their markup."""

import html
import re

_TAG = re.compile(r"</?(?:a|b|strong|i|em|u|ins|s|strike|del|code|pre|blockquote|span|tg-\w+)(?:\s[^<>]*)?>")


def plain(text: str) -> str:
    """The words of a Telegram HTML text without its markup."""
    return html.unescape(_TAG.sub("", text))

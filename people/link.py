"""Links that people are sent to."""

from urllib.parse import urlsplit

from localization.source import Value

_LONGEST = 500
"""Characters of an address: longer ones are somebody's tracking, and crowd a message."""


def is_https_link(text: str) -> bool:
    """Whether the text is one https address of a named host, without a user name in it."""
    if len(text) > _LONGEST or not text.isprintable() or " " in text:
        return False
    try:
        parts = urlsplit(text)
        named = parts.hostname is not None and "." in parts.hostname.strip(".")
        return parts.scheme == "https" and named and parts.username is None and parts.port != 0
    except ValueError:
        return False


def read_link(value: Value) -> str:
    """The source of something in a content file."""
    link = value.text()
    if not is_https_link(link):
        value.problem("a source is a link that starts with https://")
    return link

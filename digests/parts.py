"""A text too long for one message, in several."""

import html
import re
from collections.abc import Sequence

LONGEST = 4096
"""Characters of a message as read, markup not counted (https://core.telegram.org/bots/api#sendmessage)."""

LONGEST_CAPTION = 1024
"""The same under a picture (https://core.telegram.org/bots/api#sendphoto)."""

_TAG = re.compile(r"<[^<>]+>")
_BETWEEN = "\n\n"


def visible_length(text: str) -> int:
    """How many characters of a Telegram HTML text are read."""
    return len(html.unescape(_TAG.sub("", text)))


def parts(blocks: Sequence[str], room: int = LONGEST, *, first: int | None = None) -> list[str]:
    """The blocks in their order, as many to a part as there is room for. A block is never divided.

    `first` is the room of the first part where that is another.
    """
    filled: list[str] = []
    for block in blocks:
        longer = _BETWEEN.join((filled[-1], block)) if filled else block
        if filled and visible_length(longer) <= (first if first and len(filled) == 1 else room):
            filled[-1] = longer
        else:
            filled.append(block)
    return filled

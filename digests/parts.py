"""A text too long for one message, in several."""

import html
import re
from collections.abc import Sequence

LONGEST = 4096
"""Characters of a message as read, markup not counted (https://core.telegram.org/bots/api#sendmessage)."""

_TAG = re.compile(r"<[^<>]+>")
_BETWEEN = "\n\n"


def visible_length(text: str) -> int:
    """How many characters of a Telegram HTML text are read."""
    return len(html.unescape(_TAG.sub("", text)))


def parts(blocks: Sequence[str], room: int = LONGEST) -> list[str]:
    """The blocks in their order, as many to a part as there is room for. A block is never divided."""
    filled: list[str] = []
    for block in blocks:
        longer = _BETWEEN.join((filled[-1], block)) if filled else block
        if filled and visible_length(longer) <= room:
            filled[-1] = longer
        else:
            filled.append(block)
    return filled

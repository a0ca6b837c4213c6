"""Links, with a scheme or without."""

import re
from collections.abc import Iterator

from people.masking.folding import Span
from people.masking.patterns import one_of

_END = r"""(?<![.,;:!?)\]}'"»”،؛؟])"""
_REST = rf"[^\s<>]*{_END}"
_LABELS = r"(?<![\w.@-])(?:[\w-]++\.)*"
_TOP = one_of("com net org eu fi dk io gg gl xyz app info (?-i:se|nu|SE|NU)")  # "Ja.Nu räcker det" is no link
_TOP_WITH_PATH = one_of("me be ly ee co tv to cc de no uk ru is it ai us ca link bio chat site online page")
_WITH_SCHEME = re.compile(rf"(?<![a-z])(?:[a-z][a-z0-9+]{{1,15}}://|www\.){_REST}", re.IGNORECASE)
_WITHOUT_SCHEME = re.compile(
    rf"{_LABELS}[\w-]{{2,63}}\.{_TOP}(?![\w-])(?:[/?#:]{_REST})?|{_LABELS}[\w-]{{1,63}}\.{_TOP_WITH_PATH}/{_REST}",
    re.IGNORECASE,
)


def links(text: str) -> Iterator[Span]:
    """Where they stand in a folded text."""
    for pattern in (_WITH_SCHEME, _WITHOUT_SCHEME):
        for match in pattern.finditer(text):
            yield match.span()

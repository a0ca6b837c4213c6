"""Texts that spreadsheets stumble over, made from a seed; and what a cell said before it was made safe."""

import re
from collections.abc import Iterator
from random import Random

MOST_LETTERS = 32_767
"""Of an Excel cell, in UTF-16 units."""

_STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "＝",
    "＋",
    "－",
    "＠",
    "'",
    "''",
    '"',
    ";",
    ",",
    " ",
    "  ",
    "\ufeff",
)
_READ_AS_OTHERS = (
    *(
        "007",
        "0701234567",
        "+46 70 123 45 67",
        "1E5",
        "1e-5",
        "12.50",
        "1,5",
        "-1",
        "0x1F",
        "1/2",
        "50 %",
        "1 000",
        "½",
    ),
    *("٣٫٥", "１２", "2026-11-24", "24/11 2026", "1-2", "12:30", "mars 3", "20261124", "TRUE", "SANT", "false", "NULL"),
    *(
        "#REF!",
        "#N/A",
        "#DIV/0!",
        "#NAME?",
        "NaN",
        "Infinity",
        "-Infinity",
        "https://exempel.se/?a=1&b=2",
        "mailto:a@b.se",
    ),
    *(
        "=1+1",
        '=HYPERLINK("http://a.se";"b")',
        "=cmd|' /C calc'!A0",
        "@SUM(A1)",
        "+A1",
        "-2+3",
        "{=1}",
        "%0A=1",
        "$A$1",
    ),
    *(
        "_x000D_",
        "_x0041_",
        "_x0041_x0042_",
        "_x005F_x000D_",
        "_X0041_",
        "_x0",
        "_xA_",
        "<r>",
        "</r>",
        "<r><t>a</t></r>",
    ),
    *("<r>&</r>", "&amp;", "]]>", "<!--", "<?xml?>", "\\n", "\\", "NUL", "sep=;", "ID", "[1]", "{0}", "%s"),
)
_PIECES = (
    *("ljus", "Mer ljus vid stationen, tack.", "åäöÅÄÖ", "é", "e\u0301", "a\u0308\u0323", "ß", "İ", "ﬁ", "Łódź"),
    *("👍", "👩‍👩‍👧", "🏳️‍🌈", "🇸🇪", "👋🏽", "1️⃣", "𝔘", "𠮷", "\U0010fffd", "\ufffd", "\ue000", "\ufdd0", "\U0001ffff"),
    *(
        "السلام عليكم",
        "\u200fنعم\u200e",
        "\u202eabc\u202c",
        "\u2066سلام\u2069",
        "ک‌م",
        "ሰላም",
        "የኛ",
        "\u0e01\u0e33",
        "中文",
    ),
    *("\n", "\n\n", "\t", "\u2028", "\u2029", "\u00a0", "\u3000", "\u200b", "\u00ad", "\u2060", "\ufffe", "\uffff"),
    *(
        '"',
        '""',
        "'",
        "''",
        ";",
        ",",
        "|",
        " ",
        "  ",
        ", ",
        "; ",
        '","',
        '"\n"',
        "\n=",
        ";=",
        "\t+",
        "\n - ",
        "; @",
        "\n'=",
    ),
)
_CONTROLS = tuple(map(chr, (*range(0x20), *range(0x7F, 0xA0))))
_LENGTHS = (1, 2, 3, 5, 8, 13, 30)


def texts(seed: int) -> Iterator[str]:
    """Texts without an end, none of them empty: words, what is misread, control characters."""
    random = Random(seed)
    yield from _READ_AS_OTHERS
    yield from _STARTS
    yield from _PIECES
    yield from (f"a{letter}b" for letter in _CONTROLS)
    while True:
        yield _text(random)


def long_texts(seed: int, most: int = MOST_LETTERS) -> Iterator[str]:
    """Texts as long as a cell, or one less; some of letters that count twice."""
    random = Random(seed)
    while True:
        letter, size = random.choice((("a", 1), ("ሰ", 1), ("😀", 2), ("\n", 1), ("<", 1), ('"', 1), ("_x000D_", 7)))
        units = most - random.choice((0, 1, 2, 100)) - 2
        yield f"b{letter * (units // size)}e"


def as_written(cell: str) -> str:
    """The words as they were before they were made safe: the codebook's rule, the other way round."""
    pieces = re.split("([;\t\r\n])", cell)
    pieces[0] = _as_written(pieces[0], "=+-@＝＋－＠\0", "".join(pieces[1:2]) in ("\t", "\r", "\n"))
    for at in range(2, len(pieces), 2):
        pieces[at] = _as_written(pieces[at], "=+-@＝＋－＠", before_break=False)
    return "".join(pieces)


def unescaped(cell: str) -> str:
    """A workbook's `_x000D_` as Excel shows it (ISO 29500-1, 22.9.2.19), for libraries that hand it on as it stands."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), cell)


def units(text: str) -> int:
    """Its length as Excel counts it."""
    return len(text.encode("utf-16-le")) // 2


def _as_written(piece: str, starts: str, before_break: bool) -> str:
    words = piece.lstrip(" ")
    after = words.lstrip("'")
    marked = words.startswith("'") and (after.startswith(tuple(starts)) or (before_break and not after))
    return piece.replace("'", "", 1) if marked else piece


def _text(random: Random) -> str:
    parts = [random.choice(_STARTS)] if random.random() < 0.4 else []
    for _ in range(random.choice(_LENGTHS)):
        chance = random.random()
        if chance < 0.6:
            parts.append(random.choice(_PIECES))
        elif chance < 0.75:
            parts.append(random.choice(_READ_AS_OTHERS))
        elif chance < 0.8:
            parts.append(random.choice(_STARTS))
        elif chance < 0.83:
            parts.append(random.choice(_CONTROLS))
        else:
            parts.append(_letter(random))
    return "".join(parts)


def _letter(random: Random) -> str:
    """Any letter there is, but half of a pair."""
    while 0xD800 <= (code := random.randrange(0x20, random.choice((0x250, 0x3000, 0x110000)))) <= 0xDFFF:
        pass
    return chr(code)

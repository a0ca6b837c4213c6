"""Receipt codes: 80 random bits with which a person, and nobody else, can find their response again."""

import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that a handwritten code can be read back (crockford.com/base32.html)."""

RANDOM_BYTES = 10
_UNSEEN = "Cf"
"""Characters nobody sees, such as those that stand around a code in a text written from right to left."""
_GROUPS = 4
_GROUP = 4
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None, "–": None})


def receipt_code(randomness: bytes) -> str:
    """Write 10 random bytes as `XXXX-XXXX-XXXX-XXXX`."""
    number = int.from_bytes(randomness, "big")
    letters = [ALPHABET[number >> shift & 31] for shift in range(75, -1, -5)]
    return "-".join("".join(letters[at : at + _GROUP]) for at in range(0, _GROUPS * _GROUP, _GROUP))


def read_receipt_code(text: str) -> str | None:
    """The code as it was issued, from however somebody typed it; None if it cannot be one."""
    written = "".join(letter for letter in text if unicodedata.category(letter) != _UNSEEN)
    letters = written.strip().upper().translate(_READ_AS)
    if len(letters) != _GROUPS * _GROUP or any(letter not in ALPHABET for letter in letters):
        return None
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))

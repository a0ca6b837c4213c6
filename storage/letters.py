"""Letters as they wait in the outbox."""

import json

from delivery.message import Button, Letter
from storage.seal import Seal, Sealed


def close_letter(seal: Seal, letter: Letter) -> Sealed:
    """Write the letter down, encrypted."""
    buttons = [[(button.label, button.data) for button in row] for row in letter.buttons]
    return seal.close_text(json.dumps([letter.text, buttons, letter.picture], ensure_ascii=False))


def open_letter(seal: Seal, sealed: bytes) -> Letter:
    """Read it again.

    Raises:
        UnreadableValue: no configured key wrote it.
    """
    text, buttons, *picture = json.loads(seal.open_text(sealed))
    return Letter(text, tuple(tuple(Button(*button) for button in row) for row in buttons), *picture)

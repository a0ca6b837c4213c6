"""Letters as they wait in the outbox."""

import json
from dataclasses import astuple
from datetime import datetime

from delivery.message import Button, Envelope, Letter
from storage.seal import Seal, Sealed


def close_letter(seal: Seal, letter: Letter) -> Sealed:
    """Write the letter down, encrypted."""
    buttons = [[(button.label, button.data) for button in row] for row in letter.buttons]
    fields = [letter.text, buttons, letter.picture]
    if letter.envelope:
        *told, stale = astuple(letter.envelope)
        fields.append([*told, *([stale.isoformat()] if stale else [])])
    return seal.close_text(json.dumps(fields, ensure_ascii=False))


def open_letter(seal: Seal, sealed: bytes) -> Letter:
    """Read it again.

    Raises:
        UnreadableValue: no configured key wrote it.
    """
    text, buttons, *rest = json.loads(seal.open_text(sealed))
    picture, envelope = (*rest, "", None)[0], rest[1] if len(rest) > 1 else None
    rows = tuple(tuple(Button(*button) for button in row) for row in buttons)
    return Letter(text, rows, picture, _envelope(*envelope) if envelope else None)


def _envelope(address: str, subject: str, number: str, language: str, alt: str = "", stale: str = "") -> Envelope:
    return Envelope(address, subject, number, language, alt, datetime.fromisoformat(stale) if stale else None)

"""What stands in for personal data in a test."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of personal data as somebody wrote it: `secrets` are the words of it that may not be left."""

    secret: str
    secrets: tuple[str, ...] = ()
    before: str = ""
    after: str = ""


def forms(text: str) -> tuple[str, ...]:
    """The forms of a text, which are separated by semicolons and may be on several lines."""
    return tuple(form.strip() for form in text.split(";"))

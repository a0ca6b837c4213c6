"""What is published, as letters: where something is to be set right."""

from collections.abc import Sequence
from datetime import tzinfo

from delivery.message import Button, Letter
from delivery.plain_text import plain
from handlers.recording_taps import CORRECT, PUBLISHED, pack
from handlers.recording_view import row
from handlers.staff_view import back
from localization.catalogue import Words
from localization.labels import in_language, written_date
from promises.promise import Commitment, ProgressUpdate, Promise
from survey.wording import shortened

MOST = 6
"""Updates offered: older ones are history."""
_QUOTE = 120
"""Characters of an update's text by which it is known again."""


def published_letter(promise: Promise, words: Words) -> Letter:
    """First: in which part of the promise."""
    rows = tuple(
        (Button(in_language(each.title, words.language), pack(PUBLISHED, each.name)),) for each in promise.commitments
    )
    return Letter(words("signing.published"), (*rows, back(words)))


def updates_letter(
    commitment: Commitment, updates: Sequence[ProgressUpdate], zone: tzinfo | None, words: Words
) -> Letter:
    """Then: which update, the newest first; corrected ones are there as they were corrected."""
    title = in_language(commitment.title, words.language)
    newest = list(reversed(updates))[:MOST]
    again = row(words, "button.signing.published", PUBLISHED)
    if not newest:
        return Letter(words("signing.published.none", title=title), (again, back(words)))
    lines = [words("signing.published.of", title=title)]
    rows = []
    for each in newest:
        day = written_date(each.recorded.astimezone(zone).date(), words.language)
        status = words(f"digest.status.{each.status}")
        lines.append(words("signing.published.item", day=day, status=status, text=shortened(each.text, _QUOTE)))
        rows.append((Button(plain(words("signing.published.label", day=day, status=status)), pack(CORRECT, each.id)),))
    return Letter("\n\n".join(lines), (*rows, again, back(words)))

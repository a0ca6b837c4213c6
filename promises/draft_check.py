"""What keeps a draft from being proposed: rules for each part of it, and for the whole."""

import re
import unicodedata
from enum import StrEnum

from people.link import is_https_link
from promises.drafting import Draft, Step
from promises.promise import ProgressUpdate, Promise, Status
from promises.rollup import ALL

MAX_TEXT = 1000
"""Characters (code points) of an update's text, and of each of its translations."""
_FINDING = re.compile(r"[a-z0-9_]{1,20}/[a-z0-9_]{1,20}", re.ASCII)
_UNWRITABLE = frozenset({"Cc", "Cs"})
"""Unicode categories no database takes as text: control characters and lone surrogates."""
_MEANT = {Status.NOT_STARTED: 0, Status.DONE: ALL}


class DraftProblem(StrEnum):
    """Why a draft cannot be proposed, as a plain sentence; its name says the same to the catalogues."""

    UNKNOWN_COMMITMENT = "The promise has no such commitment."
    UNKNOWN_ACTIVITY = "The commitment has no such activity."
    NO_STATUS = "An update says how far the commitment has come; “no update” is not one of the answers."
    NO_PERCENT = "How much is done is a whole number from 0 to 100."
    PERCENT_DENIES_STATUS = "“Not started” is 0 percent, and “done” is 100."
    PERCENT_OF_ACTIVITIES = "The percent of a commitment with activities is worked out from theirs."
    NO_TEXT = "A status needs words: write what has been done."
    TEXT_TOO_LONG = f"The text is longer than {MAX_TEXT} characters."
    UNWRITABLE = "The text has characters in it that cannot be kept."
    NO_LINK = "A source is a link that starts with https://, or is left empty for own knowledge."
    NO_FINDING = "What residents said is named as question/option."
    UNKNOWN_LANGUAGE = "The promise is not told in that language."
    WRONG_CORRECTION = "A correction is of a published update of the same commitment."
    NOT_LOOKED_AT = "Look at the whole of it before you submit it."


def text_problem(text: str) -> DraftProblem | None:
    """What is wrong with words that somebody wrote; the space around them counts for nothing."""
    words = text.strip()
    if not any(character.isprintable() and not character.isspace() for character in words):
        return DraftProblem.NO_TEXT
    if len(words) > MAX_TEXT:
        return DraftProblem.TEXT_TOO_LONG
    if any(unicodedata.category(character) in _UNWRITABLE for character in words if character not in "\n\t"):
        return DraftProblem.UNWRITABLE
    return None


def source_problem(source: str) -> DraftProblem | None:
    """What is wrong with a source; nothing with an empty one."""
    link = source.strip()
    return DraftProblem.NO_LINK if link and not is_https_link(link) else None


def finding_problem(answers: str) -> DraftProblem | None:
    """What is wrong with the name of what residents said; nothing with an empty one."""
    return DraftProblem.NO_FINDING if answers and not _FINDING.fullmatch(answers) else None


def place_problem(promise: Promise, commitment: str, activity: str) -> DraftProblem | None:
    """Whether the promise has that commitment, and the commitment that activity (empty: the whole)."""
    found = promise.commitment(commitment)
    if found is None:
        return DraftProblem.UNKNOWN_COMMITMENT
    return DraftProblem.UNKNOWN_ACTIVITY if activity and not found.activity(activity) else None


def language_problem(promise: Promise, draft: Draft, language: str) -> DraftProblem | None:
    """Whether a translation into that language is wanted."""
    wanted = language in promise.title and language != draft.language
    return None if wanted else DraftProblem.UNKNOWN_LANGUAGE


def has_number_of_its_own(promise: Promise, commitment: str, activity: str) -> bool:
    """Whether a percent may be said of it; that of a commitment with activities is worked out from theirs."""
    found = promise.commitment(commitment)
    return bool(activity) or found is None or not found.activities


def check_draft(promise: Promise, draft: Draft, corrected: ProgressUpdate | None = None) -> tuple[DraftProblem, ...]:
    """Everything that keeps the draft from being proposed; nothing if it may be.

    `corrected` is the published update of the number that the draft says it corrects, if there is one.
    """
    found = (
        place_problem(promise, draft.commitment, draft.activity),
        DraftProblem.NO_STATUS if draft.status in (None, Status.NO_UPDATE) else None,
        *_percent_problems(promise, draft),
        text_problem(draft.text),
        source_problem(draft.source),
        finding_problem(draft.answers),
        *(language_problem(promise, draft, language) for language in draft.translations),
        *(text_problem(text) for text in draft.translations.values()),
        None if draft.corrects is None else _correction_problem(draft, corrected),
        None if draft.step is Step.PREVIEW else DraftProblem.NOT_LOOKED_AT,
    )
    return tuple(dict.fromkeys(problem for problem in found if problem))


def _percent_problems(promise: Promise, draft: Draft) -> tuple[DraftProblem, ...]:
    if draft.percent is None:
        return ()
    rules = (
        (DraftProblem.NO_PERCENT, not 0 <= draft.percent <= ALL),
        (
            DraftProblem.PERCENT_DENIES_STATUS,
            draft.percent != _MEANT.get(draft.status or Status.NO_UPDATE, draft.percent),
        ),
        (
            DraftProblem.PERCENT_OF_ACTIVITIES,
            not has_number_of_its_own(promise, draft.commitment, draft.activity),
        ),
    )
    return tuple(problem for problem, broken in rules if broken)


def _correction_problem(draft: Draft, corrected: ProgressUpdate | None) -> DraftProblem | None:
    same = corrected and corrected.id == draft.corrects and corrected.commitment == draft.commitment
    return None if same else DraftProblem.WRONG_CORRECTION

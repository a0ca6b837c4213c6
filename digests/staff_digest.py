"""What staff are told every morning: on one phone screen, what is new and what waits for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from delivery.message import Letter
from digests.commitment_text import tap_cells
from digests.residents_view import ResidentsView, view_sentence
from localization.catalogue import Words
from localization.labels import in_language, written_date
from promises.promise import Commitment
from promises.staleness import TELL_AFTER

_TOP = 3


@dataclass(frozen=True, slots=True)
class StaffDigest:
    """One morning's figures, all guarded.

    `answers` is a number of responses that the tables shown bear out, so there are at least so many; `new_answers`
    is how much it grew since the last digest. `failed` counts messages of which it is not known that they arrived.
    `help_shown` and `tips` count how often somebody wrote what made the bot show help numbers, or the police's.
    `noticed` is, by commitment, how followers tapped.
    """

    number: int
    day: date
    late: bool
    sample: bool
    answers: int
    new_answers: int
    unfinished: int | None
    worries: ResidentsView | None
    views: Mapping[str, ResidentsView]
    commitments: tuple[Commitment, ...]
    stale: tuple[Commitment, ...]
    failed: int
    help_shown: int | None = None
    tips: int | None = None
    noticed: Mapping[str, Mapping[str, int | None]] = field(default_factory=dict)


def staff_letter(digest: StaffDigest, words: Words) -> Letter:
    """The digest as one message."""
    opening = [_opening(digest, words), _answers(digest, words)]
    blocks = [*opening, *_views(digest, words), *_taps(digest, words), *_waiting(digest, words)]
    return Letter("\n\n".join(blocks))


def _opening(digest: StaffDigest, words: Words) -> str:
    lines = [words("digest.staff.title", number=digest.number, day=written_date(digest.day, words.language))]
    if digest.late:
        lines.append(words("digest.late"))
    if digest.sample:
        lines.append(words("digest.sample"))
    return "\n".join(lines)


def _answers(digest: StaffDigest, words: Words) -> str:
    if digest.new_answers:
        lines = [words.plural("digest.staff.new_answers", digest.new_answers)]
    else:
        lines = [words("digest.staff.nothing_new")]
    if digest.answers:
        lines.append(words.plural("digest.staff.answers", digest.answers))
    else:
        lines.append(words("digest.staff.too_few_answers"))
    if digest.unfinished is not None:
        lines.append(words.plural("digest.staff.unfinished", digest.unfinished))
    if digest.worries:
        lines.append(_worries(digest.worries, words))
    return "\n".join(lines)


def _worries(worries: ResidentsView, words: Words) -> str:
    top = worries.most_chosen(_TOP)
    if not top:
        return words("digest.staff.worries_too_few")
    named = [
        words("digest.view.cell", label=worries.label(option, words.language), count=count) for option, count in top
    ]
    return words("digest.staff.worries") + " " + "; ".join(named) + "."


def _views(digest: StaffDigest, words: Words) -> list[str]:
    views = [(each, digest.views[each.name]) for each in digest.commitments if each.name in digest.views]
    if not any(view.shown for _, view in views):
        return [words("digest.staff.views_too_few")] if views else []
    lines = [
        words("digest.staff.view", title=in_language(each.title, words.language)) + " " + view_sentence(view, words)
        for each, view in views
    ]
    return ["\n".join((words("digest.staff.views"), *lines))]


def _taps(digest: StaffDigest, words: Words) -> list[str]:
    lines = [
        words(
            "digest.staff.taps",
            title=in_language(each.title, words.language),
            cells=tap_cells("pulse.notice", digest.noticed[each.name], words),
        )
        for each in digest.commitments
        if any(count is not None for count in digest.noticed.get(each.name, {}).values())
    ]
    return ["\n".join(lines)] if lines else []


def _waiting(digest: StaffDigest, words: Words) -> list[str]:
    lines = []
    if digest.help_shown:
        lines.append(words.plural("digest.staff.help_shown", digest.help_shown))
    if digest.tips:
        lines.append(words.plural("digest.staff.tips", digest.tips))
    if digest.stale:
        titles = "; ".join(in_language(each.title, words.language) for each in digest.stale)
        lines.append(words("digest.staff.stale", days=TELL_AFTER.days, titles=titles))
    if digest.failed:
        lines.append(words.plural("digest.staff.failed", digest.failed))
    return ["\n".join(lines)] if lines else []

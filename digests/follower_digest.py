"""What followers are told: for each commitment the authorities' own status, and beside it what residents notice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from delivery.message import Button, Letter
from digests.parts import LONGEST, parts, visible_length
from digests.residents_view import ResidentsView, view_sentence
from localization.catalogue import Words
from localization.labels import in_language, written_date
from promises.progress import CommitmentProgress
from promises.promise import ProgressUpdate, Promise

STOP = "d:stop"
"""What the button under a digest sends: stop following."""


@dataclass(frozen=True, slots=True)
class FollowerDigest:
    """One issue. Its number and days are the same for all who get it; `views` is by commitment."""

    number: int
    first: date
    last: date
    late: bool
    sample: bool
    promise: Promise
    progress: tuple[CommitmentProgress, ...]
    views: Mapping[str, ResidentsView]


def follower_letters(digest: FollowerDigest, words: Words) -> tuple[Letter, ...]:
    """The digest as messages in their order; the last one has the button to stop."""
    blocks = [_opening(digest, words), *(_commitment(digest, each, words) for each in digest.progress)]
    blocks.append(words("digest.follower.end"))
    whole = parts(blocks)
    if len(whole) > 1:
        whole = _numbered(digest, blocks, words)
    stop = ((Button(words("digest.follower.stop"), STOP),),)
    return (*(Letter(text) for text in whole[:-1]), Letter(whole[-1], stop))


def _numbered(digest: FollowerDigest, blocks: list[str], words: Words) -> list[str]:
    def heading(part: int, of: int) -> str:
        return words("digest.part", number=digest.number, part=part, parts=of) + "\n"

    room = LONGEST - visible_length(heading(len(blocks), len(blocks)))
    whole = parts(blocks, room)
    return [heading(part, len(whole)) + text for part, text in enumerate(whole, 1)]


def _opening(digest: FollowerDigest, words: Words) -> str:
    language = words.language
    lines = [
        words("digest.follower.title", number=digest.number, promise=in_language(digest.promise.title, language)),
        words(
            "digest.follower.days",
            first=written_date(digest.first, language),
            last=written_date(digest.last, language),
        ),
    ]
    if digest.late:
        lines.append(words("digest.late"))
    if digest.sample:
        lines.append(words("digest.sample"))
    return "\n".join(lines)


def _commitment(digest: FollowerDigest, progress: CommitmentProgress, words: Words) -> str:
    commitment = progress.commitment
    lines = [
        words("digest.follower.commitment", title=in_language(commitment.title, words.language)),
        words("digest.follower.status", status=words(f"digest.status.{progress.status.value}")),
    ]
    if progress.latest:
        lines += _update(digest, progress.latest, words, new=bool(progress.new))
    if commitment.name in digest.views:
        lines.append(words("digest.follower.view") + " " + view_sentence(digest.views[commitment.name], words))
    return "\n".join(lines)


def _update(digest: FollowerDigest, update: ProgressUpdate, words: Words, *, new: bool) -> list[str]:
    party = in_language(digest.promise.parties[update.organisation.value], words.language)
    day = written_date(update.recorded.date(), words.language)
    key = "digest.follower.new_update" if new else "digest.follower.earlier_update"
    lines = [words(key, day=day, party=party), words("digest.follower.text", text=update.text)]
    if update.source:
        lines.append(words("digest.follower.source", source=update.source))
    else:
        lines.append(words("digest.follower.own_knowledge", party=party))
    if update.sample:
        lines.append(words("digest.follower.sample_update"))
    return lines

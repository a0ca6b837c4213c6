"""What followers are told: for each commitment the authorities' own status, and beside it what residents notice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from delivery.message import Button, Letter
from digests.commitment_news import CommitmentNews
from digests.commitment_text import commitment_text, title_of
from digests.parts import LONGEST, LONGEST_CAPTION, parts, visible_length
from digests.ports import Rhythm
from digests.pulse import NOTICES, done_buttons, notice_buttons
from digests.rhythms import rarer
from localization.catalogue import Words
from localization.labels import in_language, written_date
from promises.promise import ProgressUpdate, Promise

STOP, RHYTHM, BEFORE = "d:stop", "d:rhythm", "d:before"
"""What buttons under a digest send: stop following, show how one follows, and hear as often as before."""


@dataclass(frozen=True, slots=True)
class FollowerDigest:
    """One issue. Its number and days are the same for all who get it."""

    number: int
    first: date
    last: date
    late: bool
    sample: bool
    promise: Promise
    zone: ZoneInfo
    commitments: tuple[CommitmentNews, ...]

    @property
    def asks(self) -> list[tuple[CommitmentNews, ProgressUpdate]]:
        """The commitments of which it asks whether they are done, and the updates that said so."""
        return [(each, each.asks) for each in self.commitments if each.asks]


@dataclass(frozen=True, slots=True)
class Reader:
    """What a digest has to know of who reads it, beside their language.

    `is_shared`: a group or a channel, which is asked nothing. `braked` is the rhythm they had until now, where they
    will hear less often because they have not pressed anything for long.
    """

    is_shared: bool = False
    braked: Rhythm | None = None


def follower_letters(
    digest: FollowerDigest,
    words: Words,
    reader: Reader = Reader(),
    *,
    picture: str = "",
) -> tuple[Letter, ...]:
    """The digest as messages in their order. The last one has the buttons, the first one the picture, if any."""
    told = (commitment_text(each, digest.promise, digest.zone, words) for each in digest.commitments)
    blocks = [_opening(digest, words), *told, *_questions(digest, reader, words)]
    blocks.append("\n".join(_ending(reader, words)))
    texts = _texts(digest, blocks, words, LONGEST_CAPTION if picture else LONGEST)
    letters = [Letter(text) for text in texts]
    letters[-1] = Letter(texts[-1], tuple(_buttons(digest, reader, words)))
    letters[0] = Letter(letters[0].text, letters[0].buttons, picture)
    return tuple(letters)


def _texts(digest: FollowerDigest, blocks: Sequence[str], words: Words, first: int) -> list[str]:
    """The blocks in as few parts as there is room for, numbered where there are several."""
    whole = parts(blocks, first=first)
    if len(whole) == 1:
        return whole

    def heading(part: int, of: int) -> str:
        return words("digest.part", number=digest.number, part=part, parts=of) + "\n"

    taken = visible_length(heading(len(blocks), len(blocks)))
    whole = parts(blocks, LONGEST - taken, first=first - taken)
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
        words("digest.mirror"),
    ]
    if digest.late:
        lines.append(words("digest.late"))
    if digest.sample:
        lines.append(words("digest.sample"))
    return "\n".join(lines)


def _questions(digest: FollowerDigest, reader: Reader, words: Words) -> Iterator[str]:
    """Whether what was called done is done."""
    if not reader.is_shared:
        for number, (news, update) in enumerate(digest.asks, 1):
            day = written_date(update.recorded.astimezone(digest.zone).date(), words.language)
            question = words("digest.done.ask", day=day, title=title_of(news.progress, words))
            yield question if len(digest.asks) == 1 else f"{number}. {question}"


def _ending(reader: Reader, words: Words) -> Iterator[str]:
    less_often = rarer(reader.braked) if reader.braked else None
    if less_often:
        yield words("digest.brake", rhythm=words(f"digest.rhythm.{less_often.value}"))
    yield words("digest.follower.end")


def _buttons(digest: FollowerDigest, reader: Reader, words: Words) -> Iterator[tuple[Button, ...]]:
    if not reader.is_shared:
        yield from _question_buttons(digest, words)
    if reader.braked:
        yield (Button(words("digest.button.before"), f"{BEFORE}:{reader.braked.value}"),)
    yield (Button(words("digest.button.rhythm"), RHYTHM), Button(words("digest.follower.stop"), STOP))


def _question_buttons(digest: FollowerDigest, words: Words) -> Iterator[tuple[Button, ...]]:
    several = len(digest.asks) > 1
    for number, (_, update) in enumerate(digest.asks, 1):
        yield tuple(done_buttons(update.id or 0, words, number if several else None))
    open_questions = [each for each in digest.commitments if each.open]
    if len(digest.commitments) == 1 and open_questions:
        yield tuple(notice_buttons(open_questions[0].name, words))
    elif open_questions:
        yield (Button(words("pulse.button.notices"), NOTICES),)

"""What staff are told every morning: on one phone screen what is new and what to do, and the rest when it is opened."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from delivery.message import Letter
from digests.changes import NOTHING_YET, Changes
from digests.content import DigestContent
from digests.matters import MOST, Told, concerns, in_areas
from digests.parts import LONGEST, visible_length
from digests.residents_view import ResidentsView
from digests.split import SplitView
from digests.staff_details import details
from digests.staff_matters import matter_line, matter_rows
from digests.unheard import Unheard
from digests.usual import TOO_EARLY, Usual
from localization.catalogue import Words
from localization.labels import weekday_name, written_date
from people.staff import Right

_TOP = 3
_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class StaffDigest:
    """One morning's figures, all guarded.

    `answers` is a number of responses that the tables shown bear out, so there are at least so many; `new_answers` is
    how much it grew since the last digest, `history` what was told so on earlier days. `stops` is how far unfinished
    responses got. `noticed` is, by commitment, how followers tapped.
    `takers` are the names of members by their numbers.
    """

    number: int
    day: date
    late: bool
    sample: bool
    answers: int
    new_answers: int
    worries: ResidentsView | None
    views: Mapping[str, ResidentsView]
    content: DigestContent
    usual: Usual = TOO_EARLY
    stops: Mapping[str, int | None] = field(default_factory=dict)
    changes: Changes = NOTHING_YET
    area: SplitView | None = None
    age: SplitView | None = None
    ages: Mapping[str, int | None] = field(default_factory=dict)
    languages: Mapping[str, int | None] = field(default_factory=dict)
    unheard: tuple[Unheard, ...] = ()
    matters: tuple[Told, ...] = ()
    takers: Mapping[int, str] = field(default_factory=dict)
    help_shown: int | None = None
    tips: int | None = None
    noticed: Mapping[str, Mapping[str, int | None]] = field(default_factory=dict)
    history: tuple[tuple[date, int], ...] = ()

    @property
    def unfinished(self) -> int:
        """How many responses were begun and not sent, of those that may be shown."""
        return sum(count or 0 for count in self.stops.values())


@dataclass(frozen=True, slots=True)
class StaffReader:
    """What a digest has to know of who reads it. `areas` empty means all.

    `issue` is what its buttons name; without one there are none, as in an e-mail.
    """

    rights: frozenset[Right] = frozenset({Right.FIGURES})
    areas: tuple[str, ...] = ()
    issue: str = ""


def matters_for(digest: StaffDigest, reader: StaffReader) -> list[Told]:
    """What of all that wants something is told to this reader, in its order."""
    area = digest.content.area
    theirs = [
        each
        for each in digest.matters
        if concerns(each.wanted.kind, reader.rights) and in_areas(each.wanted.subject, reader.areas, area)
    ]
    return theirs[:MOST]


def staff_letter(digest: StaffDigest, words: Words, reader: StaffReader = StaffReader()) -> Letter:
    """The digest as one message."""
    theirs = matters_for(digest, reader)
    opening = _opening(digest, words)
    if not (digest.new_answers or theirs):
        return Letter(f"{opening}\n\n{words('digest.staff.nothing_new')}")
    blocks = [opening, _answers(digest, words), *_matters(digest, theirs, words), *_worry(digest, words)]
    more = details(digest, reader.areas, words)
    rows = (
        tuple(matter_rows([each.matter for each in theirs], digest.takers, reader.issue, words)) if reader.issue else ()
    )
    while True:
        folded = _BETWEEN.join(more)
        text = _BETWEEN.join([*blocks, *([f"<blockquote expandable>{folded}</blockquote>"] if more else [])])
        if not more or visible_length(text) <= LONGEST:
            return Letter(text, rows)
        more.pop()


def _opening(digest: StaffDigest, words: Words) -> str:
    lines = [words("digest.staff.title", number=digest.number, day=written_date(digest.day, words.language))]
    if digest.late:
        lines.append(words("digest.late"))
    if digest.sample:
        lines.append(words("digest.sample"))
    return "\n".join(lines)


def _answers(digest: StaffDigest, words: Words) -> str:
    if digest.new_answers:
        lines = [words.plural("digest.staff.new_answers", digest.new_answers) + " " + _usual(digest, words)]
    else:
        lines = [words("digest.staff.nothing_new")]
    if digest.answers:
        lines.append(words.plural("digest.staff.answers", digest.answers))
    else:
        lines.append(words("digest.staff.too_few_answers"))
    return "\n".join(lines)


def _usual(digest: StaffDigest, words: Words) -> str:
    known = digest.usual
    if known.median is None:
        return words("morning.usual.too_early")
    weekday = weekday_name(digest.day, words.language)
    return words(f"morning.usual.{known.amount}", count=known.median, weekday=weekday)


def _matters(digest: StaffDigest, theirs: Sequence[Told], words: Words) -> Iterator[str]:
    if theirs:
        lines = (matter_line(digest, each, place, words) for place, each in enumerate(theirs, 1))
        yield "\n".join((words("morning.to_do"), *lines))


def _worry(digest: StaffDigest, words: Words) -> Iterator[str]:
    """Nothing where it is too little to show: that is said further down."""
    top = digest.worries.most_chosen(_TOP) if digest.worries else []
    if digest.worries and top:
        label = digest.worries.label
        named = [words("digest.view.cell", label=label(option, words.language), count=count) for option, count in top]
        yield words("digest.staff.worries") + " " + "; ".join(named) + "."

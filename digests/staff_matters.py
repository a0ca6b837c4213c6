"""What wants something of the staff, in words, and the buttons beneath: I take it, later, nothing to do."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from delivery.message import Button
from delivery.plain_text import plain
from digests.matters import Told
from digests.population import LANGUAGE
from digests.ports import Decision, Matter, MatterKind
from digests.unheard import Unheard
from localization.catalogue import Words
from localization.labels import in_language
from promises.staleness import TELL_AFTER

if TYPE_CHECKING:
    from digests.staff_digest import StaffDigest

TAKE, LATER, NOTHING = "t:take", "t:later", "t:nothing"
"""What the buttons send, before a colon, the matter's number, another colon, and the digest they stand under."""


def matter_line(digest: "StaffDigest", told: Told, place: int, words: Words) -> str:
    """One matter in a line, and who took it."""
    line = words("morning.matter", place=place) + " " + _what(digest, told, words)
    if told.matter.decision is Decision.TAKEN:
        line += " " + words("morning.taken_by", name=taker(told.matter, digest.takers, words))
    return line


def matter_rows(
    matters: Sequence[Matter], takers: Mapping[int, str], issue: str, words: Words
) -> Iterator[tuple[Button, ...]]:
    """A row for each matter: what can be said of it, or what has been said."""
    for place, matter in enumerate(matters, 1):
        if matter.decision is Decision.OPEN:
            yield tuple(
                Button(plain(words(f"button.morning.{key}", place=place)), f"{data}:{matter.id}:{issue}")
                for key, data in (("take", TAKE), ("later", LATER), ("nothing", NOTHING))
            )
        else:
            said = words(f"morning.said.{matter.decision}", place=place, name=taker(matter, takers, words))
            yield (Button(plain(said), f"{TAKE}:{matter.id}:{issue}"),)


def taker(matter: Matter, takers: Mapping[int, str], words: Words) -> str:
    """What colleagues call who decided; first administrators have no name."""
    return takers.get(matter.member or 0, "") or plain(words("staff.unnamed", number=matter.member or 0))


def _what(digest: "StaffDigest", told: Told, words: Words) -> str:
    wanted, language, content = told.wanted, words.language, digest.content
    name, _, option = wanted.subject.partition("/")
    match wanted.kind:
        case MatterKind.FAILED:
            return words.plural("digest.staff.failed", wanted.count)
        case MatterKind.TEXTS | MatterKind.SIGNATURES:
            return words.plural(f"morning.{wanted.kind}", wanted.count)
        case MatterKind.WORRY:
            question = content.question(name)
            choice = question.choice(option) if question else None
            label = in_language(choice.label, language) if choice else option
            return words("morning.worry", label=label, count=wanted.count)
        case MatterKind.STALE:
            commitment = content.promise.commitment(name)
            title = in_language(commitment.title, language) if commitment else name
            return words("digest.staff.stale", days=TELL_AFTER.days, titles=title)
        case MatterKind.UNHEARD:
            return _unheard(digest, name, option, words)


def _unheard(digest: "StaffDigest", name: str, option: str, words: Words) -> str:
    each = _found(digest, name, option)
    key = "morning.unheard_brief" if each.confirmed else "morning.unheard_brief_unconfirmed"
    return words(key, group=group_label(digest, name, option, words), percent=round(each.part * 100))


def unheard_line(digest: "StaffDigest", name: str, option: str, words: Words) -> str:
    """That we have heard little from a group, beside its part of the people, and how sure the figure is."""
    each = _found(digest, name, option)
    group = group_label(digest, name, option, words)
    heard = words("morning.heard", count=each.known) if each.known else words("morning.heard_too_few")
    key = "morning.unheard" if each.confirmed else "morning.unheard_unconfirmed"
    return words(key, group=group, heard=heard, percent=round(each.part * 100))


def _found(digest: "StaffDigest", name: str, option: str) -> Unheard:
    return next(one for one in digest.unheard if (one.question, one.option) == (name, option))


def group_label(digest: "StaffDigest", name: str, option: str, words: Words) -> str:
    """What a group is called."""
    if name == LANGUAGE:
        return plain(words(f"morning.language.{option}")) if option in digest.content.languages else option
    question = next((each for each in digest.content.asked if each.name == name), None)
    choice = question.choice(option) if question else None
    return in_language(choice.label, words.language) if choice else option

"""What is folded away at the end of the staff's digest: what changed, who answered, and what residents notice."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from digests.changes import Changes
from digests.commitment_text import tap_cells
from digests.residents_view import ResidentsView, view_sentence
from digests.split import SplitView
from digests.staff_matters import group_label, unheard_line
from digests.trend import Trend
from localization.catalogue import Words
from localization.labels import in_language, listed, written_date

if TYPE_CHECKING:
    from digests.staff_digest import StaffDigest

_PLACES = 2
"""Places told of each age."""
_CUT = 60
"""Characters of a question: its beginning is enough to know it by."""


def details(digest: "StaffDigest", areas: Sequence[str], words: Words) -> list[str]:
    """The blocks, the most useful first. `areas` are the only ones that may be told (none: all)."""
    return [
        *_changed(digest, words),
        *_help(digest, words),
        *_stopped(digest, words),
        *_by_area(digest, areas, words),
        *_by_age(digest, words),
        *_languages(digest, words),
        *_unheard(digest, areas, words),
        *_views(digest, words),
        *_taps(digest, words),
    ]


def _changed(digest: "StaffDigest", words: Words) -> Iterator[str]:
    if digest.worries is None:
        return
    if not digest.worries.shown:
        yield words("digest.staff.worries_too_few")
    elif digest.changes.since is None:
        yield words("morning.changes.too_early")
    else:
        yield _since(digest.changes, written_date(digest.changes.since, words.language), words)


def _since(looked: Changes, since: str, words: Words) -> str:
    sentences = []
    for way in (Trend.MORE, Trend.FEWER):
        labels = [each.view.label(each.option, words.language) for each in looked.found if each.trend is way]
        if labels:
            sentences.append(words(f"morning.changes.{way}", since=since, labels=listed(labels, words.language)))
    return "\n".join(sentences) or words("morning.changes.none", since=since)


def _help(digest: "StaffDigest", words: Words) -> Iterator[str]:
    lines = []
    if digest.help_shown:
        lines.append(words.plural("digest.staff.help_shown", digest.help_shown))
    if digest.tips:
        lines.append(words.plural("digest.staff.tips", digest.tips))
    if lines:
        yield "\n".join(lines)


def _stopped(digest: "StaffDigest", words: Words) -> Iterator[str]:
    if not digest.unfinished:
        return
    line = words.plural("digest.staff.unfinished", digest.unfinished)
    name, most = max(digest.stops.items(), key=lambda cell: cell[1] or 0)
    question = next((each for each in digest.content.asked if each.name == name), None)
    if question and most:
        asked = _short(in_language(question.label, words.language))
        line += " " + words("morning.stops", question=asked, count=most)
    yield line


def _short(label: str) -> str:
    return label if len(label) <= _CUT else label[: _CUT - 1].rstrip() + "…"


def _by_area(digest: "StaffDigest", areas: Sequence[str], words: Words) -> Iterator[str]:
    if digest.area is None:
        return
    view = digest.area.narrowed(areas)
    lines = [_area(digest, view, group, words) for group in view.shown]
    yield _block(words("morning.by_area"), lines, words("morning.too_few"), _rest(digest, view, words))


def _area(digest: "StaffDigest", view: SplitView, group: str, words: Words) -> str:
    label = group_label(digest, view.split.by.name, group, words)
    unsafe = [count for option, count in view.of(group).items() if option in digest.content.unsafe]
    if all(count is None for count in unsafe):
        return words("morning.area_hidden", label=label, of=view.known(group))
    return words("morning.area", label=label, count=view.known(group, digest.content.unsafe), of=view.known(group))


def _by_age(digest: "StaffDigest", words: Words) -> Iterator[str]:
    view = digest.age
    if view is None:
        return
    lines = []
    for group in view.shown:
        cells = {option: count for option, count in view.of(group).items() if count}
        most = sorted(cells, key=lambda option: -cells[option])[:_PLACES]
        question = view.split.question
        told = [
            words("digest.view.cell", label=in_language(choice.label, words.language), count=cells[choice.name])
            for choice in (question.choice(option) for option in most)
            if choice
        ]
        label = group_label(digest, view.split.by.name, group, words)
        lines.append(words("morning.age", label=label) + " " + "; ".join(told) + ".")
    yield _block(words("morning.by_age"), lines, words("morning.too_few"), _rest(digest, view, words))


def _languages(digest: "StaffDigest", words: Words) -> Iterator[str]:
    told = [
        words("digest.view.cell", label=group_label(digest, "language", code, words), count=count)
        for code, count in digest.languages.items()
        if count
    ]
    if digest.languages:
        yield words("morning.languages") + " " + ("; ".join(told) + "." if told else words("morning.too_few"))


def _unheard(digest: "StaffDigest", areas: Sequence[str], words: Words) -> Iterator[str]:
    lines = [
        unheard_line(digest, each.question, each.option, words)
        for each in digest.unheard
        if each.question != digest.content.area or not areas or each.option in areas
    ]
    if lines:
        yield "\n".join((words("morning.unheard_title"), *lines))


def _views(digest: "StaffDigest", words: Words) -> Iterator[str]:
    views: list[tuple[str, ResidentsView]] = [
        (in_language(each.title, words.language), digest.views[each.name])
        for each in digest.content.promise.commitments
        if each.name in digest.views
    ]
    if any(view.shown for _, view in views):
        lines = [words("digest.staff.view", title=title) + " " + view_sentence(view, words) for title, view in views]
        yield "\n".join((words("digest.staff.views"), *lines))
    elif views:
        yield words("digest.staff.views_too_few")


def _taps(digest: "StaffDigest", words: Words) -> Iterator[str]:
    lines = [
        words(
            "digest.staff.taps",
            title=in_language(each.title, words.language),
            cells=tap_cells("pulse.notice", digest.noticed[each.name], words),
        )
        for each in digest.content.promise.commitments
        if any(count is not None for count in digest.noticed.get(each.name, {}).values())
    ]
    if lines:
        yield "\n".join(lines)


def _rest(digest: "StaffDigest", view: SplitView, words: Words) -> list[str]:
    """The groups of which there is too little to show."""
    hidden = [group for group in view.split.groups if group not in view.shown]
    labels = [group_label(digest, view.split.by.name, group, words) for group in hidden]
    return [words("morning.hidden", labels="; ".join(labels))] if labels and view.shown else []


def _block(heading: str, lines: Sequence[str], nothing: str, rest: Sequence[str]) -> str:
    return "\n".join((heading, *(lines or [nothing]), *rest))

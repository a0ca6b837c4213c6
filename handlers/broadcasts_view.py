"""How digests on their way go, in words: nothing decided."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from math import ceil

from delivery.message import Button, Letter
from delivery.plain_text import plain
from digests.broadcasts import Broadcast
from digests.commitment_text import bar
from digests.rhythms import STAFF
from handlers.staff_taps import Act, pack_staff
from handlers.staff_view import back
from localization.catalogue import Words
from localization.labels import written_moment

_GONE = "unreachable"


def broadcasts_letter(found: Sequence[Broadcast], zone: tzinfo | None, words: Words) -> Letter:
    """The newest digests, a button each."""
    rows = [
        (Button(plain(_title(each, zone, words)), pack_staff(Act.BROADCAST, each.issue)),)
        for each in found
    ]  # fmt: skip
    return Letter(words("broadcasts.choose" if found else "broadcasts.none"), (*rows, back(words)))


def broadcast_letter(
    broadcast: Broadcast, zone: tzinfo | None, words: Words, per_minute: float | None = None
) -> Letter:
    """How far one has come. `per_minute` is how many go out a minute, None where that is not known yet."""
    lines = [_title(broadcast, zone, words), *_counts(broadcast, words)]
    if not broadcast.is_over:
        lines += [*_speed(broadcast, per_minute, words), words("broadcast.kept_up")]
    text = "\n\n".join(filter(None, ("\n".join(lines), "\n".join(_lost(broadcast, words)))))
    return Letter(text, (back(words, Act.BROADCASTS),))


def _title(broadcast: Broadcast, zone: tzinfo | None, words: Words) -> str:
    run = broadcast.run
    moment = written_moment(run.covered_until.astimezone(zone), words.language)
    return words(f"broadcast.title.{'staff' if run.kind == STAFF else 'followers'}", number=run.number, moment=moment)


def _counts(broadcast: Broadcast, words: Words) -> Iterator[str]:
    sent, total = broadcast.states["sent"], broadcast.total
    yield words("broadcast.over" if broadcast.is_over else "broadcast.sent", sent=sent, total=total)
    if broadcast.is_queueing:
        yield words("broadcast.queueing")
    elif total:
        yield bar(100 * broadcast.settled // total)


def _speed(broadcast: Broadcast, per_minute: float | None, words: Words) -> Iterator[str]:
    if per_minute is None:
        return
    if per_minute < 1:
        yield words("broadcast.still")
        return
    yield words.plural("broadcast.rate", round(per_minute))
    if not broadcast.is_queueing:
        yield words.plural("broadcast.time_left", max(ceil(broadcast.waiting / per_minute), 1))


def _lost(broadcast: Broadcast, words: Words) -> Iterator[str]:
    """What did not arrive, or may not have."""
    unknown, failed = broadcast.states["unknown"], broadcast.failed
    if failed or unknown:
        yield words("broadcast.lost")
    for reason, count in sorted(failed.items(), key=lambda item: (-item[1], item[0])):
        key = "broadcast.lost.gone" if reason == _GONE else "broadcast.lost.refused"
        yield words.plural(key, count, reason=reason)
    if unknown:
        yield words.plural("broadcast.lost.unknown", unknown)

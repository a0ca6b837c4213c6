"""From the figures to the table's lines, with the targets of each."""

from collections.abc import Sequence
from statistics import median

from tests.benchmarks.answering import Answering, paired
from tests.benchmarks.composing import Composing
from tests.benchmarks.report import Measure, Target
from tests.benchmarks.sending import RATE, Evenness, Sending

_FAST_ENOUGH = Target(0.95, 0.98, at_least=True)


def ratio(name: str, ours: Sequence[float], baseline: Sequence[float], unit: str, target: Target) -> Measure:
    """A measure that is ours by the baseline's, round by round."""
    return Measure(name, f"{median(ours):.4g} {unit}", f"{median(baseline):.4g} {unit}", paired(ours, baseline), target)


def of_answering(found: Answering) -> list[Measure]:
    """What a stored answer costs, what the process costs, and how long a person waits."""
    ours, aiogram = found.ours, found.aiogram
    return [
        ratio("CPU per press ÷ aiogram echo", ours.cpu, aiogram.cpu, "µs", Target(2.5, 0.75)),
        ratio("CPU per press ÷ python-telegram-bot echo", ours.cpu, found.ptb.cpu, "µs", Target(1, 0.4)),
        *_of_the_burst(found),
        Measure(
            "ten more handlers: CPU per press",
            f"{median(found.crowded.cpu):.4g} µs",
            f"{median(ours.cpu):.4g} µs",
            (paired(found.crowded.cpu, ours.cpu) - 1) * 100,
            Target(20, 5, " %"),
        ),
        ratio("ready to poll ÷ import aiogram", ours.ready, found.importing, "s", Target(1.5, 1.15)),
        ratio("memory before the first picture ÷ aiogram echo", ours.memory, aiogram.memory, "MiB", Target(1.6, 1.3)),
    ]


def _of_the_burst(found: Answering) -> list[Measure]:
    tail, pause = median(found.ours.tail), median(found.ours.pause) * 1e3
    return [
        Measure(
            "burst of 40: p99 ÷ p50",
            f"{tail:.3g} of {median(found.ours.half) * 1e3:.0f} ms",
            f"{median(found.aiogram.tail):.3g} of {median(found.aiogram.half) * 1e3:.0f} ms",
            tail,
            Target(4, 2),
        ),
        Measure(
            "burst of 40: longest pause",
            f"{pause:.0f} ms",
            f"{median(found.aiogram.pause) * 1e3:.0f} ms",
            pause,
            Target(150, 50, " ms"),
        ),
    ]


def of_composing(found: Composing) -> list[Measure]:
    """What the staff's digest costs at a million answers, and whether that is the day's cost or the whole's."""
    seconds = median(found.many)
    return [
        Measure(
            f"a morning among {found.answers:,} answers",
            f"{seconds * 1e3:.0f} ms",
            f"{median(found.count) * 1e3:.0f} ms for count(*)",
            seconds,
            Target(1, 0.5, " s"),
        ),
        ratio("a day after 30 days ÷ after 3", found.many, found.few, "s", Target(3, 1.5)),
    ]


def of_sending(found: Sending, even: Evenness) -> list[Measure]:
    """What a digest message costs, and how evenly they go."""
    achieved = even.achieved / RATE
    return [
        ratio("CPU per digest message ÷ aiogram send_message", found.ours, found.aiogram, "µs", Target(2, 1.1)),
        Measure("achieved ÷ set send rate", f"{even.achieved:.2f}/s", f"{RATE}/s set", achieved, _FAST_ENOUGH),
        Measure("most messages in any one second", str(even.most), f"{RATE} set", even.most, Target(RATE, RATE)),
        Measure("calls refused", str(even.refused), "30/s allowed", even.refused, Target(0, 0)),
    ]

"""From the figures to the table's lines, with the targets of each."""

from statistics import median

from tests.benchmarks.answering import Answering, overhead
from tests.benchmarks.report import Measure, Target
from tests.benchmarks.sending import RATE, Evenness, Sending


def ratio(name: str, ours: float, baseline: float, unit: str, target: Target) -> Measure:
    """A measure that is ours by the baseline's."""
    return Measure(name, f"{ours:.4g} {unit}", f"{baseline:.4g} {unit}", ours / baseline, target)


def of_answering(found: Answering, importing: float) -> list[Measure]:
    """What a stored answer costs, and what it does to a person's wait."""
    ours, aiogram, ptb = (median(each.cpu) for each in (found.ours, found.aiogram, found.ptb))
    half, tail, pause = (median(each) for each in (found.ours.half, found.ours.tail, found.ours.pause))
    beside = found.aiogram
    more = overhead(found.crowded, found.ours) * 100
    return [
        ratio("CPU per answer ÷ aiogram echo", ours, aiogram, "µs", Target(2.5, 0.75)),
        ratio("CPU per answer ÷ python-telegram-bot echo", ours, ptb, "µs", Target(1, 0.4)),
        Measure(
            "burst of 40: p99 ÷ p50 (baseline: aiogram)",
            f"p50 {half * 1e3:.0f} ms",
            f"{median(beside.tail):.3g} of {median(beside.half) * 1e3:.0f} ms",
            tail,
            Target(4, 2),
        ),
        Measure(
            "burst of 40: longest pause (baseline: aiogram)",
            f"{pause * 1e3:.0f} ms",
            f"{median(beside.pause) * 1e3:.0f} ms",
            pause * 1e3,
            Target(150, 50, " ms"),
        ),
        Measure(
            "ten more handlers: CPU per answer",
            f"{median(found.crowded.cpu):.4g} µs",
            f"{ours:.4g} µs",
            more,
            Target(20, 5, " %"),
        ),
        ratio("ready to poll ÷ import aiogram", median(found.ours.ready), importing, "s", Target(1.5, 1.15)),
        ratio(
            "memory before the first picture ÷ aiogram echo",
            median(found.ours.memory),
            median(found.aiogram.memory),
            "MiB",
            Target(1.6, 1.3),
        ),
    ]


def of_sending(found: Sending, even: Evenness) -> list[Measure]:
    """What a digest message costs, and how evenly they go."""
    ours, aiogram = median(found.ours), median(found.aiogram)
    return [
        Measure(
            "achieved ÷ set send rate",
            f"{even.achieved:.2f}/s",
            f"{RATE}/s",
            even.achieved / RATE,
            Target(0.95, 0.98, at_least=True),
        ),
        Measure("most messages in any one second", str(even.most), f"{RATE} set", even.most, Target(RATE, RATE)),
        Measure("calls refused for their pace", str(even.refused), "0", even.refused, Target(0, 0)),
        ratio("CPU per digest message ÷ aiogram send_message", ours, aiogram, "µs", Target(2, 1.1)),
    ]

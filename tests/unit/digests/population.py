"""People who answer, change their minds, tap, and take back what they said: a different crowd for every seed."""

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from digests.guard import GuardedCounts
from survey.questionnaire import Choice, Kind, Question
from tests.unit.digests.memory import MemoryHelpShown, MemoryReleases

OPTIONS = ("yes", "little", "no", "unknown")
QUESTIONS = tuple(
    Question(name, Kind.SELECT_ONE, {"sv": name}, choices=tuple(Choice(each, {"sv": each}) for each in OPTIONS))
    for name in ("view_lights", "view_patrols")
)
TAPS = {"notice/2026/lights": ("yes", "no"), "done/1": ("yes", "no", "unknown")}


@dataclass
class Tally:
    """True counts, kept as they change."""

    cells: dict[str, Counter[str]] = field(default_factory=dict)

    def answers(self, *of: str) -> Mapping[str, int]:
        return self.cells.setdefault(of[-1], Counter())

    def add(self, question: str, option: str, times: int = 1) -> None:
        self.cells.setdefault(question, Counter())[option] += times


class Crowd:
    """A store of figures that live. `busy` is how many come on a day at the most; every crowd has its own number."""

    def __init__(self, seed: int, busy: int = 0) -> None:
        self.random = random.Random(seed)
        self.counts: Tally = Tally()
        self.pulse = Tally()
        self.help_shown = MemoryHelpShown()
        self.releases = MemoryReleases()
        self._taste = {name: self.random.choices(range(1, 9), k=4) for name in (*(q.name for q in QUESTIONS), *TAPS)}
        self._busy = busy or self.random.choice((1, 4, 12, 40))
        self._gave: list[tuple[str, str]] = []

    def day(self) -> None:
        """Some come, and a few take back what they said or change it."""
        for _ in range(self.random.randrange(self._busy + 1)):
            question = self.random.choice(QUESTIONS).name
            said = self._prefers(question, OPTIONS)
            self.counts.add(question, said)
            self._gave.append((question, said))
        for question, options in TAPS.items():
            for _ in range(self.random.randrange(self._busy + 1)):
                self.pulse.add(question, self._prefers(question, options))
        while self._gave and self.random.random() < 0.4:
            question, said = self._gave.pop(self.random.randrange(len(self._gave)))
            self.counts.add(question, said, -1)
            if self.random.random() < 0.5:
                self.counts.add(question, self._prefers(question, OPTIONS))

    def _prefers(self, question: str, options: tuple[str, ...]) -> str:
        return self.random.choices(options, self._taste[question][: len(options)])[0]


def guards(crowd: Crowd, k_staff: int, k_public: int) -> tuple[GuardedCounts, GuardedCounts]:
    """The staff's figures, and the public's behind them."""
    staff = GuardedCounts(crowd, "staff", k_staff)  # type: ignore[arg-type]  # a crowd only counts
    return staff, GuardedCounts(crowd, "public", k_public, behind=staff)  # type: ignore[arg-type]  # as above

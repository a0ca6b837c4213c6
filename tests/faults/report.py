"""What came of a campaign, as a table."""

from dataclasses import asdict, dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures in their order. From `first_fault` on, all has to be nought."""

    first_fault: ClassVar[str]

    @property
    def faults(self) -> dict[str, float]:
        """What must not be, and is."""
        figures = asdict(self)
        names = list(figures)
        return {name: figures[name] for name in names[names.index(self.first_fault) :] if figures[name]}

    @property
    def table(self) -> str:
        """A line a figure; what must not be is marked."""
        faults = self.faults
        return "\n".join(
            f"{name.replace('_', ' '):>24}  {value}{'  <- must be 0' if name in faults else ''}"
            for name, value in asdict(self).items()
        )

"""What a phrase is made of. A part says how far it reaches from a set of places (see `reading.py`)."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from people.concern.reading import Reading
from people.concern.words import Sentence

LONGEST_GAP = 3
"""Words that `...` may stand for."""
MOST_TIMES = 4
"""How often `(a|b)*` may come, one after the other."""


class Part(Protocol):
    """A piece of a phrase."""

    def ends(self, reading: Reading, places: int) -> int:
        """Every place just after this part, where it starts at any of these."""
        ...

    def openings(self) -> Iterable["Opening"]:
        """What the first word can be."""
        ...


@dataclass(frozen=True, slots=True)
class Literal:
    """One of these words, or a word with one of these beginnings or endings."""

    words: Collection[str] = ()
    beginnings: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()

    def ends(self, reading: Reading, places: int) -> int:
        """Just after the word."""
        fits = reading.known.get(id(self))
        if fits is None:
            fits = reading.known[id(self)] = self._places(reading.forms)
        return (places & fits & reading.allowed) << 1

    def openings(self) -> Iterable["Opening"]:
        """Itself, unless it could be any word that ends so."""
        return () if self.endings else (self,)

    def _places(self, forms: dict[str, int]) -> int:
        places = 0
        for form in self.words if len(self.words) < len(forms) else forms:
            if form in self.words:
                places |= forms.get(form, 0)
        if self.beginnings or self.endings:
            for form, where in forms.items():
                if form.startswith(self.beginnings) or form.endswith(self.endings):
                    places |= where
        return places


@dataclass(frozen=True, slots=True)
class Sign:
    """A word known by how it is written and where it stands."""

    fits: Callable[[Sentence, int], bool]

    def ends(self, reading: Reading, places: int) -> int:
        """Just after the word."""
        fits = reading.known.get(id(self))
        if fits is None:
            fits = sum(1 << at for at in range(len(reading.sentence)) if self.fits(reading.sentence, at))
            reading.known[id(self)] = fits
        return (places & fits & reading.allowed) << 1

    def openings(self) -> Iterable["Opening"]:
        """Itself."""
        return (self,)


Opening = Literal | Sign


@dataclass(frozen=True, slots=True)
class AnyWord:
    """Exactly one word, whatever it is."""

    def ends(self, reading: Reading, places: int) -> int:
        """Just after it."""
        return (places & reading.allowed) << 1

    def openings(self) -> Iterable[Opening]:
        """None: no phrase starts with it."""
        return ()


@dataclass(frozen=True, slots=True)
class Gap:
    """From none to a few words, whatever they are, with no comma between."""

    def ends(self, reading: Reading, places: int) -> int:
        """Every place that near."""
        for _ in range(LONGEST_GAP):
            places |= (places & reading.within_clause & reading.allowed) << 1
        return places

    def openings(self) -> Iterable[Opening]:
        """None: no phrase starts with it."""
        return ()


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part from not at all to a few times."""

    part: Part
    most: int

    def ends(self, reading: Reading, places: int) -> int:
        """Where it starts, and every place that its repetitions reach."""
        latest = places
        for _ in range(self.most):
            latest = self.part.ends(reading, latest)
            if not latest:
                break
            places |= latest
        return places

    def openings(self) -> Iterable[Opening]:
        """None: no phrase starts with it."""
        return ()


@dataclass(frozen=True, slots=True)
class Run:
    """Parts one after the other."""

    parts: Sequence[Part]

    def ends(self, reading: Reading, places: int) -> int:
        """Every place that all parts together can reach."""
        for part in self.parts:
            places = part.ends(reading, places)
            if not places:
                break
        return places

    def openings(self) -> Iterable[Opening]:
        """Those of the first part."""
        return self.parts[0].openings()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several."""

    options: Sequence[Part]

    def ends(self, reading: Reading, places: int) -> int:
        """Every place that any of them can reach."""
        reached = 0
        for option in self.options:
            reached |= option.ends(reading, places)
        return reached

    def openings(self) -> Iterable[Opening]:
        """Those of each."""
        return (opening for option in self.options for opening in option.openings())

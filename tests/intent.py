"""What somebody wants to say to a question, and how they would say it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from babel.dates import format_date
from babel.numbers import get_decimal_symbol

from survey.bounds import count_bounds, number_bounds
from survey.definition import read_questionnaire
from survey.events import Action
from survey.questionnaire import Choice, Kind, Question
from tests.process import ROOT

EVERY_KIND = read_questionnaire(ROOT / "tests" / "every_kind" / "questionnaire.yaml")

NUMBER, HIDDEN = "070-174 06 58", "[telefon]"
"""A telephone number that is nobody's (PTS keeps 070-174 06 05 to 99 for fiction), and what is kept of it."""

CELLS = {
    (60.6211, 16.7755): "60.63 16.78",
    (60.5931, 16.5402): "60.59 16.54",
    (60.7049, 16.8203): "60.71 16.82",
}
"""Places to share, and the cell that is kept of each."""

_DIGITS = {"ar": "٠١٢٣٤٥٦٧٨٩", "fa": "۰۱۲۳۴۵۶۷۸۹"}
_ARABIC_POINT = "٫"
_FIRST_DAY, _DAYS = date(2020, 1, 1), 2000
_MARKUP = ("<b>", "&")


@dataclass(frozen=True, slots=True)
class Manner:
    """How somebody answers, each as a probability: `writes` where a button would do, and `slips` before it is right."""

    writes: float = 0
    slips: float = 0
    declines: float = 0.1
    goes_back: float = 0.04


@dataclass(frozen=True, slots=True)
class Intent:
    """What somebody wants to say.

    `options` are kept: names, or the one number, day or cell. `words` are free text or what is said beside "other".
    Who does not press says the options by `written`, or by the `place` (degrees) they share. `slip` is written first
    and cannot stand. `way`: how they get past the question without an answer.
    """

    options: tuple[str, ...] = ()
    words: str = ""
    written: str = ""
    place: tuple[float, float] | None = None
    slip: str = ""
    way: Action | None = None

    @property
    def kept(self) -> str:
        """What is kept of the words."""
        return self.words.replace(NUMBER, HIDDEN)

    def cells(self, question: Question) -> dict[str, str]:
        """How the export is to show it."""
        if self.way:
            return {question.name: "prefer_not"} if self.way is Action.PREFER_NOT else {}
        if question.kind is Kind.TEXT:
            return {question.name: self.kept}
        other = {f"{question.name}__other": self.kept} if self.words else {}
        return {question.name: " ".join(self.options)} | other


@dataclass(frozen=True, slots=True)
class Mind:
    """Somebody's `random`, which decides everything, and the language they think in."""

    random: Random
    language: str
    manner: Manner

    def happens(self, probability: float) -> bool:
        return self.random.random() < probability

    def answer(self, question: Question, offered: Sequence[str]) -> Intent:
        """An answer to a question that is not for free text. `offered` is what its buttons stand for."""
        writes = self.happens(self.manner.writes)
        match question.kind:
            case Kind.INTEGER | Kind.DECIMAL:
                return self._number(question)
            case Kind.DATE if writes or not offered:
                return self._day()
            case Kind.GEOPOINT if writes or not offered:
                place, cell = self.random.choice(list(CELLS.items()))
                return Intent((cell,), place=place)
            case Kind.RANGE | Kind.DATE:
                value = self.random.choice(offered)
                return Intent((value,), written=self._digits(value) if writes else "")
        return self._choices(question, writes=writes)

    def own_words(self, question: Question, author: str) -> Intent:
        """Free text, after its author's name where anything may be written."""
        if question.constraint.pattern:
            slip = "?!" if self.happens(self.manner.slips) else ""
            return Intent(words=f"{self.random.randint(1, 99)}{self.random.choice(('', 'A', 'b'))}", slip=slip)
        return Intent(words=f"{author}: {self._words(question)}")

    def _choices(self, question: Question, *, writes: bool) -> Intent:
        chosen = self._chosen(question)
        other = any(choice.other for choice in chosen)
        labels = ", ".join(choice.label[self.language] for choice in chosen) if writes else ""
        return Intent(tuple(choice.name for choice in chosen), self._words(question) if other else "", labels)

    def _chosen(self, question: Question) -> list[Choice]:
        choices = [choice for choice in question.choices if not choice.ends]
        if question.kind in (Kind.SELECT_ONE, Kind.GEOPOINT):
            return [self.random.choice(choices)]
        exclusive = [choice for choice in choices if choice.exclusive]
        if exclusive and self.happens(0.2):
            return [self.random.choice(exclusive)]
        several = [choice for choice in choices if not choice.exclusive]
        least, most = count_bounds(question)
        most = most if question.constraint.most else min(most, least + 2)
        chosen = self.random.sample(several, self.random.randint(least, most))
        return chosen if question.kind is Kind.RANK else [choice for choice in several if choice in chosen]

    def _number(self, question: Question) -> Intent:
        least, most = map(int, number_bounds(question))
        if question.kind is Kind.INTEGER:
            slip = self._digits(str(most + 1)) if self.happens(self.manner.slips) else ""
            number = str(self.random.randint(least, most))
            return Intent((number,), written=self._digits(number), slip=slip)
        number = f"{self.random.randint(least, most - 1)}.{self.random.randint(1, 9)}"
        return Intent((number,), written=self._digits(number.replace(".", self._point)))

    def _day(self) -> Intent:
        day = _FIRST_DAY + timedelta(self.random.randrange(_DAYS))
        written = self.random.choice(
            (day.isoformat(), f"{day.day}/{day.month} {day.year}", format_date(day, "long", locale=self.language))
        )
        return Intent((day.isoformat(),), written=self._digits(written))

    def _words(self, question: Question) -> str:
        """Words of their language that tell nothing, with what a careless program takes for markup; now and then more
        than should be told."""
        asked = (EVERY_KIND.question(name) for name in ("places", "order"))
        labels = [choice.label[self.language] for each in asked if each for choice in each.choices]
        words = " ".join(self.random.choices((*labels, *_MARKUP), k=3))[: question.constraint.max_length // 2]
        return f"{words} {NUMBER}" if self.happens(0.2) else words.strip()

    @property
    def _point(self) -> str:
        return _ARABIC_POINT if self.language in _DIGITS else str(get_decimal_symbol(self.language))

    def _digits(self, text: str) -> str:
        return text.translate(str.maketrans("0123456789", _DIGITS.get(self.language, "0123456789")))

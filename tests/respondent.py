"""Somebody who answers whatever is asked, at random, and remembers what they said."""

from dataclasses import dataclass
from random import Random

from handlers.callbacks import read_tap
from survey.definition import read_questionnaire
from survey.events import Action, Tap
from survey.questionnaire import Kind, Question
from tests.process import ROOT
from tests.residents import Resident, Watch, buttons

QUESTIONNAIRE = read_questionnaire(ROOT / "content" / "sandviken" / "questionnaire.yaml")
TICK = "✓"

_GOES_BACK, _DECLINES = 0.04, 0.1
_WAYS = {Action.SKIP, Action.PREFER_NOT}

Cells = frozenset[tuple[str, str]]
"""Columns and what stands in them, without those that are empty."""


@dataclass(frozen=True, slots=True)
class Intent:
    """What somebody wants to say to a question. `way`: how they get past it without an answer."""

    options: tuple[str, ...] = ()
    text: str = ""
    way: Action | None = None

    def cells(self, question: Question) -> dict[str, str]:
        """How the export is to show it."""
        if self.way:
            return {question.name: "prefer_not"} if self.way is Action.PREFER_NOT else {}
        if question.kind is Kind.TEXT:
            return {question.name: self.text}
        other = {f"{question.name}__other": self.text} if self.text else {}
        return {question.name: " ".join(self.options)} | other


@dataclass(frozen=True, slots=True)
class Press:
    """A button that is there."""

    data: str


@dataclass(frozen=True, slots=True)
class Write:
    """Words."""

    text: str


Deed = Press | Write


class Respondent(Resident):
    """A resident whose `random` decides everything they say."""

    def __init__(self, watch: Watch, name: str, random: Random, language: str = "sv") -> None:
        super().__init__(watch, name, language)
        self.random = random
        self.intents: dict[str, Intent] = {}
        self.reviewed: tuple[str, ...] = ()
        self._left = ""

    @property
    def taps(self) -> dict[str, tuple[str, Tap]]:
        """The survey's buttons on the last message: data → label and meaning."""
        read = ((data, label, read_tap(data)) for label, data in buttons(self.last).items())
        return {data: (label, tap) for data, label, tap in read if tap}

    @property
    def question(self) -> str:
        """The question that the last message asks; "" for the review and everything else."""
        taps = [tap for _, tap in self.taps.values()]
        return "" if any(tap.action is Action.SUBMIT for tap in taps) else next((tap.question for tap in taps), "")

    @property
    def said(self) -> Cells:
        """What the export is to show of the questions that stood on the review."""
        questions = (QUESTIONNAIRE.question(name) for name in self.reviewed)
        cells = (self.intents[each.name].cells(each) for each in questions if each)
        return frozenset(cell for each in cells for cell in each.items())

    async def answer_everything(self) -> None:
        """From the first question to the receipt."""
        await self.answer_until_review()
        while not self.receipts:
            await self.do(self.decide())

    async def answer_until_review(self) -> None:
        """From the first question to the review."""
        await self.send("/survey")
        while self.question:
            await self.do(self.decide())

    async def do(self, deed: Deed) -> None:
        """Do it, and wait for what the bot shows."""
        if isinstance(deed, Write):
            await self.send(deed.text)
        else:
            await self.press_data(deed.data)

    def decide(self) -> Deed:
        """What to do about the last message."""
        taps = self.taps
        actions = {tap.action: data for data, (_, tap) in taps.items()}
        if Action.SUBMIT in actions:
            self.reviewed = tuple(tap.question for _, tap in taps.values() if tap.action is Action.EDIT)
            return Press(actions[Action.SUBMIT])
        if Action.BACK in actions and not self._left and self.random.random() < _GOES_BACK:
            self._left = self.question
            return Press(actions[Action.BACK])
        return self._answer(self._intent(), actions)

    def _intent(self) -> Intent:
        question = QUESTIONNAIRE.question(self.question)
        assert question is not None, self.text
        if self._left and self._left != question.name:
            self.intents.pop(question.name, None)  # who goes back thinks again
        if self._left != question.name:
            self._left = ""
        if question.name not in self.intents:
            self.intents[question.name] = self._wish(question)
        return self.intents[question.name]

    def _answer(self, intent: Intent, actions: dict[Action, str]) -> Deed:
        options = {tap.option: (data, label) for data, (label, tap) in self.taps.items() if tap.action is Action.CHOOSE}
        if intent.way:
            return Press(actions[intent.way])
        if not options:
            return Write(intent.text)
        if Action.DONE not in actions:
            return Press(options[intent.options[0]][0])
        ticked = {name for name, (_, label) in options.items() if label.startswith(TICK)}
        surplus, missing = ticked.difference(intent.options), set(intent.options) - ticked
        wrong = [name for name in options if name in surplus] + [name for name in options if name in missing]
        return Press(options[wrong[0]][0] if wrong else actions[Action.DONE])

    def _wish(self, question: Question) -> Intent:
        """Something that can be said to this question."""
        ways = sorted({tap.action for _, tap in self.taps.values()} & _WAYS)
        if ways and self.random.random() < _DECLINES:
            return Intent(way=self.random.choice(ways))
        if question.kind is Kind.TEXT:
            return self._own_words()
        options = self._options(question)
        other = any(choice.other for choice in question.choices if choice.name in options)
        return Intent(options, self._words() if other else "")

    def _options(self, question: Question) -> tuple[str, ...]:
        choices = [choice for choice in question.choices if not choice.ends]
        if question.kind is Kind.SELECT_ONE:
            return (self.random.choice(choices).name,)
        exclusive = [choice.name for choice in choices if choice.exclusive]
        if exclusive and self.random.random() < 0.2:
            return (self.random.choice(exclusive),)
        several = [choice.name for choice in choices if not choice.exclusive]
        chosen = self.random.sample(several, self.random.randint(1, int(str(question.constraint.most or 3))))
        return tuple(name for name in several if name in chosen)

    def _own_words(self) -> Intent:
        return Intent(text=f"{self.person.first_name}: {self._words()}")

    def _words(self) -> str:
        return " ".join(self.random.choices(("fler", "lampor", "vuxna", "ute", "på kvällen", "<b>", "&", "å"), k=6))

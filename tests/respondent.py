"""Somebody who answers whatever is asked, at random and in their own language, and remembers what they said."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from handlers.callbacks import read_tap
from survey.definition import read_questionnaire
from survey.events import Action, Tap
from survey.questionnaire import Kind, Question, Questionnaire
from tests.intent import Intent, Manner, Mind
from tests.process import ROOT
from tests.residents import Resident, Watch, buttons
from tests.shipped import CATALOGUES

SHIPPED = read_questionnaire(ROOT / "content" / "sandviken" / "questionnaire.yaml")

_MOST_DEEDS = 200
_WAYS = {Action.SKIP, Action.PREFER_NOT}
_WANTS_WORDS = {Kind.TEXT, Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK}
"""Where there are no options to press: free text, or the words beside "other"."""

Cells = frozenset[tuple[str, str]]
"""Columns and what stands in them, without those that are empty."""


@dataclass(frozen=True, slots=True)
class Press:
    """A button that is there."""

    data: str


@dataclass(frozen=True, slots=True)
class Write:
    """Words."""

    text: str


@dataclass(frozen=True, slots=True)
class Share:
    """A place, in degrees."""

    latitude: float
    longitude: float


Deed = Press | Write | Share

_AS_MOST = Manner()


class Respondent(Resident):
    """A resident whose `random` decides everything they say.

    A language that Telegram has no code for, such as easy Swedish, they choose themselves. `think` is what they do
    before they write: whoever writes twice within seconds has not read the question in between.
    """

    def __init__(
        self,
        watch: Watch,
        name: str,
        random: Random,
        language: str = "sv",
        *,
        questionnaire: Questionnaire = SHIPPED,
        manner: Manner = _AS_MOST,
        think: Callable[[], object] = lambda: None,
    ) -> None:
        super().__init__(watch, name, language.partition("_")[0])
        self.random = random
        self.language = language
        self.questionnaire = questionnaire
        self.mind = Mind(random, language, manner)
        self.intents: dict[str, Intent] = {}
        self.reviewed: tuple[str, ...] = ()
        self.review = ""
        self.slipped: set[str] = set()
        self._think = think
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
        cells = (self.intents[each.name].cells(each) for each in self.asked)
        return frozenset(cell for each in cells for cell in each.items())

    @property
    def asked(self) -> list[Question]:
        """The questions that stood on the review."""
        return [each for each in map(self.questionnaire.question, self.reviewed) if each]

    async def answer_everything(self) -> None:
        """From the first question to the receipt."""
        await self.answer_until_review()
        while not self.receipts:
            await self.do(self.decide())

    async def answer_until_review(self) -> None:
        """From the first question to the review."""
        if "_" in self.language:
            await self.send("/language")
            await self.press(CATALOGUES.own_name(self.language))
        await self.send("/survey")
        for _ in range(_MOST_DEEDS):
            if not self.question:
                return
            await self.do(self.decide())
        raise AssertionError(f"{self.person.first_name} gets no further than this:\n{self.text}")

    async def do(self, deed: Deed) -> None:
        """Do it, and wait for what the bot shows."""
        if isinstance(deed, Press):
            await self.press_data(deed.data)
        else:
            await self.after(lambda: self.begin(deed))

    def begin(self, deed: Deed) -> str:
        """Do it and wait for nothing. Returns the number of a pressed button's query, "" for all else."""
        if isinstance(deed, Press):
            return self.world.press(self.id, self.id, self.last.message_id, deed.data)
        self._think()
        match deed:
            case Write(text):
                self.world.write(self.id, text)
            case Share(latitude, longitude):
                self.world.send_content(self.id, {"location": {"latitude": latitude, "longitude": longitude}})
        return ""

    def decide(self) -> Deed:
        """What to do about the last message."""
        taps = self.taps
        actions = {tap.action: data for data, (_, tap) in taps.items()}
        if Action.SUBMIT in actions:
            self.review = self.text
            self.reviewed = tuple(tap.question for _, tap in taps.values() if tap.action is Action.EDIT)
            return Press(actions[Action.SUBMIT])
        if Action.BACK in actions and not self._left and self.mind.happens(self.mind.manner.goes_back):
            self._left = self.question
            return Press(actions[Action.BACK])
        question = self.questionnaire.question(self.question)
        assert question is not None, self.text
        return self._answer(question, self._intent(question), actions)

    def _intent(self, question: Question) -> Intent:
        if self._left and self._left != question.name:
            self.intents.pop(question.name, None)  # who goes back thinks again
        if self._left != question.name:
            self._left = ""
        if question.name not in self.intents:
            self.intents[question.name] = self._wish(question)
        return self.intents[question.name]

    def _wish(self, question: Question) -> Intent:
        """Something that can be said to this question."""
        if question.kind is Kind.NOTE:
            return Intent(way=Action.NEXT)
        ways = sorted({tap.action for _, tap in self.taps.values()} & _WAYS)
        if ways and self.mind.happens(self.mind.manner.declines):
            return Intent(way=self.random.choice(ways))
        return self._meant(question)

    def _meant(self, question: Question) -> Intent:
        if question.kind is Kind.TEXT:
            return self.mind.own_words(question, self.person.first_name)
        return self.mind.answer(question, list(self._options))

    @property
    def _options(self) -> dict[str, Press]:
        """The buttons that answer the open question: what they stand for → the button."""
        chosen = ((tap.option, data) for data, (_, tap) in self.taps.items() if tap.action is Action.CHOOSE)
        return {option: Press(data) for option, data in chosen}

    def _answer(self, question: Question, intent: Intent, actions: dict[Action, str]) -> Deed:
        if intent.way:
            return Press(actions[intent.way])
        if intent.slip and question.name not in self.slipped:
            return self._slip(question, intent.slip)
        if intent.place:
            return Share(*intent.place)
        if question.kind in _WANTS_WORDS and not self._options:
            return Write(intent.words)
        if Action.DONE in actions:
            return self._tick(question, intent, actions[Action.DONE])
        return Write(intent.written) if intent.written else self._options[intent.options[0]]

    def _slip(self, question: Question, slip: str) -> Deed:
        self.slipped.add(question.name)
        return Write(slip)

    def _tick(self, question: Question, intent: Intent, done: str) -> Deed:
        """The next of the options, in their order; before that away with what is ticked and not meant to be."""
        ticked, meant = self._ticked(question), intent.options
        if question.kind is Kind.RANK:
            wrong = [name for place, name in enumerate(ticked) if meant[place : place + 1] != (name,)]
        else:
            wrong = [name for name in ticked if name not in meant]
        if wrong:
            return self._options[wrong[0]]
        missing = [name for name in meant if name not in ticked]
        if missing and intent.written and not ticked:
            return Write(intent.written)
        return self._options[missing[0]] if missing else Press(done)

    def _ticked(self, question: Question) -> list[str]:
        """The options that their buttons show as chosen; those of a rank in its order."""
        labels = {tap.option: label for label, tap in self.taps.values() if tap.action is Action.CHOOSE}
        plain = {choice.name: choice.label[self.language] for choice in question.choices}
        ticked = [name for name, label in labels.items() if label != plain[name]]
        return sorted(ticked, key=lambda name: _place(labels[name])) if question.kind is Kind.RANK else ticked


def _place(label: str) -> int:
    """Which place in a rank a button's label tells."""
    found = re.search("[0-9]+", label)
    assert found, label
    return int(found[0])

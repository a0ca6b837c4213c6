"""A made-up resident: does what people do, and remembers what they said, to be compared with what is kept."""

import json
import unicodedata
from dataclasses import dataclass, field
from random import Random
from sqlite3 import Connection
from typing import Any

from people.place import written_place
from survey.events import Action
from survey.questionnaire import Kind, Question, Questionnaire
from tests.conversations.screen import Card, cards
from tests.integration.handlers.person import Person

Given = tuple[str, tuple[str, ...], str | None]
"""Status, options, words."""

TEXTS = (
    "Fler lampor vid stationen", "mer ljus!!", "Vuxna ute på kvällen", "ett ställe att vara på", "bättre bussar",
    "Mera ljus & färre buskar <b>tack</b>", "=SUM(A1)", "öppna\nungdomsgården", "المزيد من الإضاءة", "👍👍", "x" * 60,
)  # fmt: skip
HOSTILE = (
    "\x00", "\u202e\u202dabc", "<b><i>", "{text} {0} %s", "/" + "a" * 40, "٤" * 300, "2" * 400, "😀" * 1000, "\ud800",
    " ", "\u2066\u2067", "' OR 1=1 --", "1e999", "NaN", "a" * 4096,
)  # fmt: skip
FORGED = (
    "", "s", "s:1:c", "s:999999:c:ages:young", "s:1:z::", "s:1:c:nowhere:nothing", "s:1:x:ages:young", "m:nothing",
    "l:xx", "k:1:wish", "s:-1:c:ages:young", "s:" + "9" * 50, "\u202e", "d:stop", "s:2:d:places:",
    "s:7:n:hello:",
)  # fmt: skip
COMMANDS = ("/help", "/privacy", "/promises", "/language", "/nothing", "/start")


class Stuck(AssertionError):  # noqa: N818 - it fails a test like any other assertion
    """Something a resident must never meet."""


@dataclass(slots=True)
class Resident:
    """One person in one chat, led by their own randomness. `kept` reads the database beside the bot."""

    person: Person
    questionnaire: Questionnaire
    random: Random
    kept: Connection
    given: dict[str, Given] = field(default_factory=dict)
    ranked: list[str] = field(default_factory=list)
    steps: int = 0

    async def answer_everything(self) -> None:
        """From the first press to the review, with all that comes between."""
        await self.person.send("/survey")
        while not self.card.is_review:
            self.steps += 1
            if self.steps > 400:
                raise Stuck(f"no end in sight at {self.card.question}")
            await self._do_something()

    @property
    def card(self) -> Card:
        """The open question; a second one open beside it is a fault."""
        found = list(cards(self.person))
        if len(found) != 1:
            raise Stuck(f"{len(found)} questions open at once")
        return found[0]

    async def _do_something(self) -> None:
        chance = self.random.random()
        if chance < 0.04:
            await self._look_elsewhere()
        elif chance < 0.07:
            await self._press_something_old()
        elif chance < 0.09:
            await self._heard(self.person.press(self.random.choice(FORGED)))
        elif chance < 0.13:
            await self._back_and_forward()
        elif chance < 0.15:
            await self._switch_language()
        else:
            await self.answer()

    async def _heard(self, deed: Any) -> None:
        """Whatever a person does, the bot says something."""
        before = len(self.person.house.telegram.calls)
        await deed
        if len(self.person.house.telegram.calls) == before:
            raise Stuck("no answer at all")

    async def _look_elsewhere(self) -> None:
        kinds: tuple[dict[str, Any], ...] = ({"sticker": STICKER}, {"voice": VOICE}, {"contact": CONTACT})
        if self.random.random() < 0.5:
            await self._heard(self.person.send(self.random.choice(COMMANDS)))
        else:
            await self._heard(self.person.send_other(**self.random.choice(kinds)))

    async def _press_something_old(self) -> None:
        """A button of a message further up, the open card's excepted."""
        here = self.card
        old = [shown for shown in self.person.screens if shown.buttons and shown is not here.shown]
        data = sorted(each for shown in old for each in shown.buttons.values() if not each.startswith(LEAVING))
        if data:
            await self._heard(self.person.press(self.random.choice(data)))

    async def _switch_language(self) -> None:
        before = self.card.question, self.card.ticked
        await self._heard(self.person.press(f"l:{self.random.choice(self.questionnaire.languages)}"))
        if (self.card.question, self.card.ticked) != before:
            raise Stuck("another language, another question")

    async def _back_and_forward(self) -> None:
        """To the question before and forward again: everything is as it was."""
        start = self.card
        if not start.labels(Action.BACK) or self._awaits_other(start):
            return
        kept = self.stored()
        await self._press(Action.BACK)
        onward = self.card.labels(Action.NEXT)
        if not onward:
            raise Stuck("no way forward from an answered question")
        await self._heard(self.person.press(self.card.shown.buttons[onward[0]], self.card.shown))
        if self.card.question != start.question or self.stored() != kept:
            raise Stuck("back and forward changed something")
        self.opened()

    async def _press(self, action: Action, option: str | None = None) -> None:
        card = self.card
        found = [label for label in card.labels(action) if option in (None, card.taps[label].option)]
        await self._heard(self.person.press(card.shown.buttons[found[0]], card.shown))

    # Answering.

    async def answer(self) -> None:
        """Do something towards an answer to the open question."""
        card = self.card
        question = self._asked(card)
        if self._awaits_other(card):
            await self._say_other(card, question)
            return
        ways = [way for way in (Action.SKIP, Action.PREFER_NOT) if card.labels(way)]
        if ways and self.random.random() < 0.15:
            way = self.random.choice(ways)
            await self._press(way)
            self._moved(question, ({Action.SKIP: "skipped", Action.PREFER_NOT: "prefer_not"}[way], (), None))
            return
        match question.kind:
            case Kind.NOTE:
                await self._press(Action.NEXT)
            case Kind.SELECT_ONE | Kind.GEOPOINT | Kind.RANGE:
                await self._choose(card, question)
            case Kind.SELECT_MULTIPLE:
                await self._tick(card, question)
            case Kind.RANK:
                await self._rank(card, question)
            case Kind.INTEGER | Kind.DECIMAL | Kind.DATE:
                await self._write_value(question)
            case Kind.TEXT:
                await self._write_words(question)

    async def _choose(self, card: Card, question: Question) -> None:
        if question.kind is Kind.GEOPOINT and self.random.random() < 0.4:
            north, east = 60.5 + self.random.random() / 4, 16.6 + self.random.random() / 2
            place = {"latitude": north, "longitude": east}
            await self._heard(self.person.send_other(location=place))
            self._moved(question, ("given", (written_place(north, east),), None))
            return
        options = self._options(card)
        leaving = {choice.name for choice in question.choices if choice.ends}
        option = self.random.choice([each for each in options if each not in leaving])
        if question.choices and self.random.random() < 0.2:
            await self._heard(self.person.send(self._label(question, option)))
        else:
            await self._press(Action.CHOOSE, option)
        self._moved(question, ("given", (option,), None))

    async def _tick(self, card: Card, question: Question) -> None:
        if card.ticked and self.random.random() < 0.4:
            await self._press(Action.DONE)
            in_order = tuple(choice.name for choice in question.choices if choice.name in card.ticked)
            self._moved(question, ("given", in_order, None))
        else:
            await self._press(Action.CHOOSE, self.random.choice(self._options(card)))

    async def _rank(self, card: Card, question: Question) -> None:
        names = [choice.name for choice in question.choices]
        if len(self.ranked) == len(names):
            await self._press(Action.DONE)
            self._moved(question, ("given", tuple(self.ranked), None))
            return
        option = self.random.choice(names)
        await self._press(Action.CHOOSE, option)
        if option in self.ranked:
            self.ranked.remove(option)
        else:
            self.ranked.append(option)
            left = [name for name in names if name not in self.ranked]
            self.ranked += left if len(left) == 1 else []

    async def _say_other(self, card: Card, question: Question) -> None:
        options = self._waiting_options(question)
        if self.random.random() < 0.3:
            await self._press(Action.SKIP)
            earlier = self.given.get(question.name, ("", (), None))[2]
            self._moved(question, ("given", options, earlier))
        else:
            text = self.random.choice(TEXTS)
            await self._heard(self.person.send(text))
            self._moved(question, ("given", options, cleaned(text)))

    async def _write_value(self, question: Question) -> None:
        if self.random.random() < 0.25:
            await self._write_nonsense()
            return
        written, value = self._value(question)
        await self._heard(self.person.send(written))
        self._moved(question, ("given", (value,), None))

    async def _write_words(self, question: Question) -> None:
        text = self.random.choice(("15", "15B", "7a", "404") if question.constraint.pattern else TEXTS)
        await self._heard(self.person.send(text))
        self._moved(question, ("given", (), cleaned(text)))

    async def _write_nonsense(self) -> None:
        before = self.card.question
        await self._heard(self.person.send(self.random.choice(HOSTILE)))
        if self.card.question != before:
            raise Stuck("nonsense was taken for an answer")

    def _value(self, question: Question) -> tuple[str, str]:
        """A value as somebody writes it, and as it is to be kept."""
        if question.kind is Kind.DATE:
            day, month, year = self.random.randint(1, 28), self.random.randint(1, 12), self.random.randint(2020, 2025)
            kept = f"{year}-{month:02}-{day:02}"
            return self.random.choice((kept, f"{day}/{month} {year}", f"{day}.{month}.{year}")), kept
        least, most = int(str(question.constraint.least)), int(str(question.constraint.most))
        number = self.random.randint(least, most)
        spelled = (str(number), str(number).translate(ARABIC), f" {number} ")
        if question.kind is Kind.DECIMAL and number < most:
            return (f"{number},5", f"{number}.5") if self.random.random() < 0.5 else (f"{number}.5", f"{number}.5")
        return self.random.choice(spelled), str(number)

    def _moved(self, question: Question, answer: Given) -> None:
        """Take it for said, if the bot went on to something else."""
        card = self.card
        if card.question != question.name:
            self.given[question.name] = answer
            self.opened()

    def opened(self) -> None:
        """A question was opened: what stands ranked is the answer it has."""
        card = self.card
        kept = self.given.get(card.question)
        self.ranked = list(kept[1]) if kept and not card.is_review else []

    def _asked(self, card: Card) -> Question:
        question = self.questionnaire.question(card.question)
        if question is None:
            raise Stuck(f"the card asks nothing known: {card.question}")
        return question

    def _awaits_other(self, card: Card) -> bool:
        return bool(self.session().get("position", {}).get("other")) and not card.is_review

    def _waiting_options(self, question: Question) -> tuple[str, ...]:
        position = self.session()["position"]
        return tuple(position["selected"]) or (position["other"],)

    def _options(self, card: Card) -> list[str]:
        """What can be chosen, in an order that does not hang on the response's random id: the seed has to repeat it."""
        return sorted(tap.option for tap in card.taps.values() if tap.action is Action.CHOOSE)

    def _label(self, question: Question, option: str) -> str:
        choice = question.choice(option)
        if choice is None:
            raise Stuck(f"no option {option}")
        return self.random.choice(list(choice.label.values()))

    # What is kept, read by a connection of the test's own.

    def session(self) -> dict[str, Any]:
        """The row of the open session, its position as a mapping."""
        response, position = self.row("SELECT response, position FROM sessions WHERE person = ?", self.key)
        return {"response": response, "position": json.loads(position)}

    def stored(self) -> dict[str, Given]:
        """The answers that are kept."""
        response = self.session()["response"]
        cipher = self.person.house.app.services.keys.cipher
        rows = self.kept.execute("SELECT question, status, options, text FROM answers WHERE response = ?", (response,))
        return {
            question: (status, tuple(json.loads(options)), cipher.decrypt(text).decode() if text else None)
            for question, status, options, text in rows
        }

    @property
    def key(self) -> str:
        """Under which the person is kept."""
        return self.person.house.app.services.keys.person(self.person.id)

    def row(self, question: str, *values: object) -> Any:
        """The one row asked for; None where there is none."""
        return self.kept.execute(question, values).fetchone()


def cleaned(text: str) -> str:
    """The text as it can be kept: no control characters, no space around it."""
    kept = (letter for letter in text if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs"})
    return "".join(kept).strip()


ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
LEAVING = ("m:forget", "m:anew", "m:stop", "m:drop", "l:", "r:")
"""Buttons that end what is open or change the language: what they do is tested on their own."""
FILE = {"file_id": "x", "file_unique_id": "x"}
STICKER = {**FILE, "type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}
VOICE = {**FILE, "duration": 1}
CONTACT = {"phone_number": "070", "first_name": "X"}

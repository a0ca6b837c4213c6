"""Residents who answer as fast as they are answered, so many of them at once."""

import asyncio
import re
import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

Json = Mapping[str, Any]

BOT = {"id": 7_000_000_001, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
FIRST_PERSON = 5_000_000_000
_TAG = re.compile(r"<[^>]+>")
_SURVEY, _CHOOSE, _DONE, _BACK, _EDIT = "s", "c", "d", "b", "e"


@dataclass(frozen=True, slots=True)
class Card:
    """A message with buttons as the bot last made it."""

    text: str
    markup: Any

    def survey_buttons(self) -> list[str]:
        """The data of the buttons that go on with the survey, in their order."""
        rows = self.markup.get("inline_keyboard", []) if self.markup else []
        found = (button.get("callback_data", "") for row in rows for button in row)
        return [data for data in found if _parts(data)[0] == _SURVEY and _parts(data)[2] not in (_BACK, _EDIT)]


@dataclass(slots=True)
class Resident:
    """One person: what they see, what they did, and which calls their last press still waits for."""

    id: int
    card: Card | None = None
    seen: int = 0
    ticked: set[str] = field(default_factory=set)
    awaited: set[str] = field(default_factory=set)
    pressed: float = 0.0

    def next_press(self) -> str | None:
        """The first option of a question, then what leads on; None at the end of the survey.

        The first option of the very first question ends the survey for a child, so there it is the second.
        """
        buttons = self.card.survey_buttons() if self.card else []
        if not buttons:
            return None
        pressed = buttons[1 if self.seen == 0 else 0]
        question = _parts(pressed)[3]
        if question in self.ticked:
            pressed = next((data for data in buttons if _parts(data)[2] == _DONE), pressed)
        if _parts(pressed)[2] == _CHOOSE:
            self.ticked.add(question)
        return pressed


@dataclass(slots=True)
class Crowd:
    """Queues what the residents do as updates, and notes when each was answered.

    With a `script` a resident is shown its cards one after the other, whatever the bot edits: a bot that only echoes
    gets the very presses the survey's bot got.
    """

    script: Sequence[Card] = ()
    updates: list[Json] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    people: dict[int, Resident] = field(default_factory=dict)
    delays: list[float] = field(default_factory=list)
    answered_at: list[float] = field(default_factory=list)
    walked: list[Card] = field(default_factory=list)
    _queries: dict[str, Resident] = field(default_factory=dict)
    _ready: deque[Resident] = field(default_factory=deque)
    _flying: int = 0
    _left: int = 0
    _numbers: "count[int]" = field(default_factory=lambda: count(1))
    _idle: asyncio.Event = field(default_factory=asyncio.Event)

    async def come(self, people: int) -> None:
        """Let so many new people ask for the survey, and wait until each has a card."""
        first = FIRST_PERSON + len(self.people)
        self._ready.clear()
        for number in range(first, first + people):
            self.people[number] = Resident(number, awaited={"card"})
            self._queue("message", _message(number, 1, "/survey"))
        self._flying, self._left = people, 0
        await self._until_idle()

    async def walk(self, in_flight: int, presses: int) -> None:
        """Go on with the survey, `in_flight` presses at once and `presses` in all at the most."""
        self.delays.clear()
        self.answered_at.clear()
        self._left, self._flying = presses, 0
        for _ in range(min(in_flight, len(self._ready))):
            self._press_next()
        await self._until_idle()

    def sent(self, person: int, card: Card) -> None:
        """The bot wrote a new message to the person."""
        self._show(self.people[person], card)
        self._got(self.people[person], "card")

    def edited(self, person: int, card: Card) -> None:
        """The bot edited the person's card."""
        self._show(self.people[person], card)
        self._got(self.people[person], "edit")

    def rested(self, query: str) -> None:
        """The bot answered a press."""
        resident = self._queries.pop(query, None)
        if resident:
            self._got(resident, "rest")

    async def _until_idle(self) -> None:
        self._idle.clear()
        if self._flying:
            await self._idle.wait()

    def _show(self, resident: Resident, card: Card) -> None:
        at = resident.seen
        resident.card = card if not self.script else self.script[at] if at < len(self.script) else None
        if resident.id == FIRST_PERSON and resident.card:
            self.walked.append(resident.card)

    def _got(self, resident: Resident, what: str) -> None:
        if what not in resident.awaited:
            return
        resident.awaited.discard(what)
        if resident.awaited:
            return
        now = time.monotonic()
        if resident.pressed:
            self.delays.append(now - resident.pressed)
            self.answered_at.append(now)
        self._flying -= 1
        self._ready.append(resident)
        self._press_next()
        if not self._flying:
            self._idle.set()

    def _press_next(self) -> None:
        while self._ready and self._left > 0:
            resident = self._ready.popleft()
            data = resident.next_press()
            if data is not None:
                self._left -= 1
                self._flying += 1
                self._press(resident, data)
                return

    def _press(self, resident: Resident, data: str) -> None:
        assert resident.card is not None
        query = str(4_000_000_000_000_000_000 + next(self._numbers))
        self._queries[query] = resident
        resident.awaited = {"edit", "rest"}
        resident.seen += 1
        resident.pressed = time.monotonic()
        card = _message(resident.id, 2, _TAG.sub("", resident.card.text)) | {
            "from": BOT,
            "entities": [{"type": "bold", "offset": 0, "length": 8}],
            "reply_markup": resident.card.markup,
        }
        self._queue("callback_query", {"id": query, "from": _user(resident.id), "message": card,
                                       "chat_instance": str(resident.id * 7919), "data": data})  # fmt: skip

    def _queue(self, kind: str, event: Json) -> None:
        self.updates.append({"update_id": next(self._numbers), kind: event})
        self.arrived.set()


def _parts(data: str) -> list[str]:
    return (data.split(":") + [""] * 5)[:5]


def _user(number: int) -> Json:
    return {"id": number, "is_bot": False, "first_name": "Alva", "username": f"alva{number}", "language_code": "sv"}


def _message(chat: int, number: int, text: str) -> dict[str, Any]:
    message: dict[str, Any] = {
        "message_id": number,
        "from": _user(chat),
        "chat": {"id": chat, "first_name": "Alva", "username": f"alva{chat}", "type": "private"},
        "date": int(time.time()),
        "text": text,
    }
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    return message

"""The survey's use cases over a store in memory, and people who use them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from people.keys import RECEIPTS, receipt_mark
from people.masking.mask import Hidden, Masked
from people.person import ChatId, PersonKey, Visit
from survey.events import Action, Tap
from survey.ports import OpenSession, Response, ResponseId
from survey.service import SurveyService
from survey.session import Position, Stage
from survey.turn import Turn
from survey.upkeep import Upkeep
from tests.unit.survey.memory import Store
from tests.unit.survey.walk import TOWN

ALVA, EMMA = PersonKey("alva"), PersonKey("emma")
START = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
"""Half past midnight in Stockholm: the residents' day is already the next."""
_PHONE = re.compile("070[- ]1234567")
_CHATS = {ALVA: ChatId(7), EMMA: ChatId(8)}


def mask(text: str) -> Masked:
    """What people write, without one telephone number."""
    masked, found = _PHONE.subn("[telefon]", text)
    return Masked(masked, (Hidden.PHONE,) if found else ())


def guess(text: str) -> str | None:
    """English where it says so."""
    return "en" if "English" in text else "sv" if "Svenska" in text else None


@dataclass
class Village:
    """Where everybody answers `TOWN`."""

    service: SurveyService
    store: Store
    upkeep: Upkeep
    updates: Iterator[int] = field(default_factory=count)

    @property
    def now(self) -> datetime:
        return self.service.clock()

    @property
    def response(self) -> Response:
        [response] = self.store.responses.rows.values()
        return response

    def visit(self, person: PersonKey = ALVA) -> Visit:
        return Visit(person, _CHATS[person], "sv", next(self.updates))

    async def begin(self, person: PersonKey = ALVA, *, anew: bool = False) -> Turn:
        return await self.service.begin(self.visit(person), anew=anew)

    async def tap(self, action: Action, question: str = "", option: str = "", person: PersonKey = ALVA) -> Turn:
        return await self.service.tap(self.visit(person), Tap(1, action, question, option))

    async def write(self, text: str, person: PersonKey = ALVA) -> Turn:
        return await self.service.write(self.visit(person), text)

    async def remind(self, *, yes: bool, person: PersonKey = ALVA) -> Turn:
        return await self.service.remind(self.visit(person), yes=yes)

    async def to_school(self, person: PersonKey = ALVA) -> Turn:
        await self.begin(person)
        await self.tap(Action.NEXT, "hello", person=person)
        return await self.tap(Action.CHOOSE, "age", "teen", person)

    async def to_free_text(self, person: PersonKey = ALVA) -> Turn:
        await self.to_school(person)
        return await self.tap(Action.CHOOSE, "school", "dislikes", person)

    async def to_review(self, person: PersonKey = ALVA) -> Turn:
        await self.begin(person)
        await self.tap(Action.NEXT, "hello", person=person)
        await self.tap(Action.CHOOSE, "age", "adult", person)
        await self.tap(Action.PREFER_NOT, "places", person=person)
        return await self.tap(Action.CHOOSE, "safe", "safe", person)

    async def submit(self, person: PersonKey = ALVA) -> Turn:
        await self.to_review(person)
        return await self.tap(Action.SUBMIT, person=person)

    async def finish(self, person: PersonKey = ALVA) -> str:
        """Submit, and read the receipt."""
        turn = await self.submit(person)
        await self.service.receipt_delivered(person)
        assert turn.receipt
        return turn.receipt

    def open_by_receipt(self, person: PersonKey = ALVA) -> None:
        """The only submitted response is opened for changing."""
        response = self.response
        self.store.sessions.save(
            OpenSession(person, response.id, response.survey, response.version, Position(Stage.REVIEW), None, self.now)
        )

    def found_by(self, code: str) -> ResponseId | None:
        """The response that a receipt code finds."""
        found = self.store.responses.find_by_receipt(receipt_mark(self.store.keys.rows[RECEIPTS], code))
        return found.id if found else None

    def pass_time(self, **by: float) -> None:
        later = self.now + timedelta(**by)
        self.service = replace(self.service, clock=lambda: later)
        self.upkeep.clock = self.service.clock


def new_village() -> Village:
    store, numbers = Store(), count(1)

    def randomness(size: int) -> bytes:
        return next(numbers).to_bytes(size, "big")

    def clock() -> datetime:
        return START

    service = SurveyService(store, TOWN, clock, ZoneInfo("Europe/Stockholm"), randomness, guess, mask)
    return Village(service, store, Upkeep(store, frozenset({TOWN.round}), clock))

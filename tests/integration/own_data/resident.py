"""A resident of the small town, over the real store and the real service."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from zoneinfo import ZoneInfo

from people.attempts import Attempts
from people.masking.mask import mask
from people.person import ChatId, Visit
from storage.database import Database
from survey.by_receipt import ByReceipt
from survey.events import Action, Tap
from survey.own_responses import OwnResponses
from survey.questionnaire import Questionnaire
from survey.service import SurveyService
from survey.turn import Turn
from survey.upkeep import Upkeep
from tests.integration.own_data.clock import Clock
from tests.integration.own_data.keys import KEYS

STOCKHOLM = ZoneInfo("Europe/Stockholm")
_UPDATES = count(1)


async def at_once(_: float) -> None:
    """A pause that nobody waits for."""


@dataclass
class House:
    """The use cases, joined as the process joins them."""

    database: Database
    clock: Clock
    questionnaires: Sequence[Questionnaire]
    service: SurveyService = field(init=False)
    by_receipt: ByReceipt = field(init=False)
    own: OwnResponses = field(init=False)
    upkeep: Upkeep = field(init=False)

    def __post_init__(self) -> None:
        newest, *earlier = self.questionnaires
        self.service = SurveyService(
            database=self.database,
            questionnaire=newest,
            clock=self.clock,
            zone=STOCKHOLM,
            randomness=os.urandom,
            guess=lambda _: "sv",
            mask=mask,
            earlier=tuple(earlier),
        )
        attempts = Attempts(self.clock)
        self.by_receipt = ByReceipt(self.database, self.questionnaires, attempts, self.clock, at_once)
        self.own = OwnResponses(self.database)
        self.upkeep = Upkeep(self.database, frozenset(each.round for each in self.questionnaires), self.clock)


@dataclass
class Resident:
    """Somebody with a chat."""

    house: House
    number: int = 7_100_200_300

    @property
    def visit(self) -> Visit:
        return Visit(KEYS.person(self.number), ChatId(self.number), "sv", next(_UPDATES))

    async def tap(self, action: Action, question: str = "", option: str = "") -> Turn:
        return await self.house.service.tap(self.visit, Tap(1, action, question, option))

    async def to_wish(self) -> Turn:
        await self.house.service.begin(self.visit)
        await self.tap(Action.NEXT, "hello")
        await self.tap(Action.CHOOSE, "age", "adult")
        await self.tap(Action.CHOOSE, "places", "park")
        await self.tap(Action.DONE, "places")
        return await self.tap(Action.NEXT, "thanks_for_places")

    async def submit(self) -> str:
        """The whole survey, its receipt delivered; returns the code."""
        await self.to_wish()
        await self.house.service.write(self.visit, "Mer ljus")
        await self.tap(Action.CHOOSE, "safe", "unsafe")
        turn = await self.tap(Action.SUBMIT)
        assert turn.receipt
        await self.house.service.receipt_delivered(KEYS.person(self.number))
        return turn.receipt

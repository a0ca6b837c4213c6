"""The survey's use cases: each is one unit of work, committed once, and returns what to show."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from people.masking.mask import Masked
from people.person import Person, PersonKey, Visit
from people.ports import UnitsOfWork
from survey.events import Shared, Tap, Wrote
from survey.ports import SurveyWork
from survey.questionnaire import Questionnaire
from survey.turn import Turn
from survey.turns import Turns

REMIND_AFTER = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class SurveyService:
    """Walks one person through the questionnaire.

    `questionnaire` is the one new sessions start with; `earlier` are versions that open sessions may still be on.
    `randomness(n)` gives n random bytes; `guess` tags free text with its language, `mask` hides personal data in it.
    """

    database: UnitsOfWork[SurveyWork]
    questionnaire: Questionnaire
    clock: Callable[[], datetime]
    zone: ZoneInfo
    randomness: Callable[[int], bytes]
    guess: Callable[[str], str | None]
    mask: Callable[[str], Masked]
    earlier: tuple[Questionnaire, ...] = field(default=())

    @property
    def today(self) -> date:
        """The residents' day."""
        return self.turns.today

    async def begin(self, visit: Visit, *, anew: bool = False) -> Turn:
        """Start, or go on where the visitor stopped; `anew` starts again where what was open has expired."""
        turns = self.turns
        return await self.database.write(lambda work: turns.begin(work, visit, anew=anew))

    async def tap(self, visit: Visit, tap: Tap) -> Turn:
        """Take a pressed button."""
        turns = self.turns
        return await self.database.write(lambda work: turns.take(work, visit, tap))

    async def write(self, visit: Visit, text: str) -> Turn:
        """Take written text: personal data in it is hidden before anything else, and it is tagged with its language."""
        turns, masked = self.turns, await asyncio.to_thread(self.mask, text)
        words = await self._tagged(masked)
        turn = await self.database.write(lambda work: turns.take(work, visit, words))
        return replace(turn, hidden=masked.hidden)

    async def write_more(self, visit: Visit, question: str, text: str) -> Turn:
        """Take text that goes on from words just given as an answer: they stand together, a line break between.

        They are read as one text, for what is to be hidden may be spread over both.
        """
        turns = self.turns
        before = await self.database.read(lambda work: turns.written(work, visit.person, question))
        if before is None:
            return await self.look(visit)
        masked = await asyncio.to_thread(self._masked_together, before, text)
        words = await self._tagged(masked)
        turn = await self.database.write(lambda work: turns.add(work, visit, question, words))
        return replace(turn, hidden=masked.hidden)

    async def share(self, visit: Visit, place: str) -> Turn:
        """Take a shared place, already made coarse."""
        turns = self.turns
        return await self.database.write(lambda work: turns.take(work, visit, Shared(place)))

    async def look(self, visit: Visit) -> Turn:
        """Where the visitor stands, changing nothing."""
        turns = self.turns
        return await self.database.read(lambda work: turns.look(work, visit))

    async def remind(self, visit: Visit, yes: bool) -> Turn:
        """Remind the visitor once of what is open, a day from now, or not at all. Doing it twice is doing it once."""
        turns = self.turns
        at = turns.now + REMIND_AFTER if yes else None
        return await self.database.write(lambda work: turns.remind(work, visit, at))

    async def card_sent(self, person: PersonKey, card: int) -> None:
        """Remember which message shows the question, so that it can be edited in place."""

        def remember(work: SurveyWork) -> None:
            kept = work.sessions.find(person)
            if kept:
                work.sessions.save(replace(kept, card=card))

        await self.database.write(remember)

    async def receipt_delivered(self, person: PersonKey) -> None:
        """Cut the only link between the chat and the response."""
        await self.database.write(lambda work: work.sessions.remove(person))

    async def interrupted(self, since: datetime, until: datetime) -> tuple[Person, ...]:
        """People who can be reached and whose survey was last touched in [since, until)."""
        turns = self.turns
        return await self.database.read(lambda work: tuple(turns.interrupted(work, since, until)))

    async def again(self, person: PersonKey) -> Turn | None:
        """What the person should see now, None where no survey is open.

        A receipt that may never have arrived is replaced by a new one.
        """
        turns = self.turns
        return await self.database.write(lambda work: turns.again(work, person))

    @property
    def turns(self) -> Turns:
        """The moves at this moment, for use cases that make them in a transaction of their own."""
        return Turns(self.questionnaire, self.earlier, self.clock(), self.zone, self.randomness)

    async def _tagged(self, masked: Masked) -> Wrote:
        return Wrote(masked.text, await asyncio.to_thread(self.guess, masked.text))

    def _masked_together(self, before: str, text: str) -> Masked:
        """Both, each on its line; on one line where that hides more, as of a number that is spread over both."""
        on_lines, on_one_line = self.mask(f"{before}\n{text}"), self.mask(f"{before} {text}")
        return on_lines if on_lines.text.split() == on_one_line.text.split() else on_one_line

"""Being at a dialogue: answering its questions, asking its panel, and wanting to know what came of it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from delivery.message import Topic
from fieldwork.dialogue import LONGEST_QUESTION, Dialogue, PanelQuestion, read_code
from fieldwork.field_draft import WAITS
from fieldwork.ports import FieldWork
from people.guest import Guest
from people.masking.mask import Hidden, Masked
from people.person import Visit
from people.ports import UnitsOfWork
from people.service import person_of
from survey.ports import Occasion
from survey.questionnaire import Questionnaire
from survey.service import SurveyService
from survey.session import Stage
from survey.submission import has_answered
from survey.turn import Turn

MOST_QUESTIONS = 300
"""Questions kept for one panel: more than it can answer, and few enough that nobody can fill the store."""


class Arrival(StrEnum):
    """What a code leads to. BUSY: another survey is open and has answers; ANSWERED: here this person has said it."""

    OPEN = "open"
    UNKNOWN = "unknown"
    EARLY = "early"
    OVER = "over"
    BUSY = "busy"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Arrived:
    """Where somebody stands with a dialogue. `waits`: they want to know what came of it."""

    arrival: Arrival
    dialogue: Dialogue | None = None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the panel as it is kept, and what was hidden in it."""

    dialogue: Dialogue
    text: str
    hidden: tuple[Hidden, ...]
    waits: bool


class NotAsked(StrEnum):
    """Why a question was not kept. GONE: the panel has gone, or none was waited for."""

    GONE = "gone"
    TOO_LONG = "too_long"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Visiting:
    """One visitor at a time. `asked` are the questions put at dialogues, None where there are none."""

    database: UnitsOfWork[FieldWork]
    surveys: SurveyService
    asked: Questionnaire | None
    clock: Callable[[], datetime]
    zone: ZoneInfo
    randomness: Callable[[int], bytes]

    async def arrive(self, visit: Visit, code: str) -> Arrived:
        """What the code leads to, changing nothing."""
        return await self.database.read(lambda work: self._arrived(work, visit, code))

    async def begin(self, visit: Visit, code: str, *, leaving: bool = False) -> Turn | Arrived:
        """Answer, or go on answering. `leaving`: what is open elsewhere is left as it is."""
        turns = self.surveys.turns

        def begin(work: FieldWork) -> Turn | Arrived:
            work.inbox.finish(visit.update)
            arrived = self._arrived(work, visit, code)
            found, kept = arrived.dialogue, work.sessions.find(visit.person)
            if found is None or self.asked is None or arrived.arrival is not Arrival.OPEN:
                return arrived
            if has_answered(work, found.round, visit.chat):
                return replace(arrived, arrival=Arrival.ANSWERED)
            if kept and kept.occasion.round == found.round and kept.position.stage is not Stage.EXPIRED:
                return turns.look(work, visit)
            if kept and kept.position.stage is not Stage.EXPIRED and not leaving and _has_more(work, visit):
                return replace(arrived, arrival=Arrival.BUSY)
            return turns.open(work, person_of(work, visit), self.asked, Occasion(round=found.round))

        return await self.database.write(begin)

    async def wish(self, visit: Visit, code: str, *, yes: bool) -> Arrived:
        """Be told what came of the dialogue, or not after all."""

        def wish(work: FieldWork) -> Arrived:
            work.inbox.finish(visit.update)
            arrived = self._arrived(work, visit, code)
            found = arrived.dialogue
            if found is None:
                return arrived
            if yes and not found.takes_wishes(self.clock()):
                return replace(arrived, arrival=Arrival.OVER)
            if yes:
                person_of(work, visit)
            guest = work.dialogues.guest(found.number, visit.person) or Guest(found.number, visit.person)
            work.dialogues.save_guest(replace(guest, wants_answer=yes))
            return replace(arrived, arrival=Arrival.OPEN, waits=yes)

        return await self.database.write(wish)

    async def stop(self, visit: Visit) -> bool:
        """Be told of no dialogue any more, nor of what is on its way; False where nothing was waited for."""

        def stop(work: FieldWork) -> bool:
            guests = work.dialogues.guest_of(visit.person)
            for guest in guests:
                work.dialogues.save_guest(Guest(guest.dialogue, guest.person))
            return bool(work.outbox.drop_waiting(visit.person, Topic.DIALOGUE) or guests)

        if not await self.database.read(lambda work: work.people.find(visit.person)):
            return False
        return await self.database.write(stop)

    async def begin_asking(self, visit: Visit, code: str) -> Arrived:
        """Wait for a question to the panel."""

        def begin(work: FieldWork) -> Arrived:
            work.inbox.finish(visit.update)
            arrived = self._arrived(work, visit, code)
            found = arrived.dialogue
            if found is None or arrived.arrival is not Arrival.OPEN:
                return arrived
            person_of(work, visit)
            guest = work.dialogues.guest(found.number, visit.person) or Guest(found.number, visit.person)
            work.dialogues.save_guest(replace(guest, asking=self.clock()))
            return arrived

        return await self.database.write(begin)

    async def stop_asking(self, visit: Visit) -> None:
        """Wait for no question any more."""

        def stop(work: FieldWork) -> None:
            work.inbox.finish(visit.update)
            for guest in work.dialogues.guest_of(visit.person):
                work.dialogues.save_guest(replace(guest, asking=None))

        await self.database.write(stop)

    def awaits_question(self, work: FieldWork, visit: Visit) -> bool:
        """Whether what the visitor writes now is a question to a panel.

        It is not where they were asked for it too long ago, or have gone on with a survey since.
        """
        asking = self._asking(work, visit)
        survey = work.sessions.find(visit.person) if asking else None
        return bool(asking and asking.asking and (survey is None or survey.touched <= asking.asking))

    async def ask(self, visit: Visit, text: str) -> Asked | NotAsked:
        """Put a question to the panel: personal data in it is hidden, and nothing of it says who asked."""
        masked = await asyncio.to_thread(self.surveys.mask, text.strip())
        language = await asyncio.to_thread(self.surveys.guess, masked.text)
        name = self.randomness(16).hex()
        return await self.database.write(lambda work: self._ask(work, visit, masked, language, name))

    def _ask(self, work: FieldWork, visit: Visit, masked: Masked, language: str | None, name: str) -> Asked | NotAsked:
        work.inbox.finish(visit.update)
        asking = self._asking(work, visit)
        found = work.dialogues.numbered(asking.dialogue) if asking else None
        if asking is None or found is None or not found.is_open(self._today):
            return NotAsked.GONE
        if len(masked.text) > LONGEST_QUESTION:
            return NotAsked.TOO_LONG
        work.dialogues.save_guest(replace(asking, asking=None))
        if len(work.dialogues.questions(found.number)) >= MOST_QUESTIONS:
            return NotAsked.FULL
        work.dialogues.ask(PanelQuestion(name, found.number, masked.text, language))
        return Asked(found, masked.text, masked.hidden, asking.wants_answer)

    def _asking(self, work: FieldWork, visit: Visit) -> Guest | None:
        since = self.clock() - WAITS
        asking = [each for each in work.dialogues.guest_of(visit.person) if each.asking and each.asking > since]
        return max(asking, key=lambda each: str(each.asking), default=None)

    def _arrived(self, work: FieldWork, visit: Visit, code: str) -> Arrived:
        found = work.dialogues.find(read_code(code)) if read_code(code) else None
        if found is None:
            return Arrived(Arrival.UNKNOWN)
        guest = work.dialogues.guest(found.number, visit.person)
        waits = guest is not None and guest.wants_answer
        if found.ended or found.answered:
            return Arrived(Arrival.OVER, found, waits)
        arrival = Arrival.OPEN if found.is_open(self._today) else Arrival.EARLY
        return Arrived(arrival, found, waits)

    @property
    def _today(self) -> date:
        return self.clock().astimezone(self.zone).date()


def _has_more(work: FieldWork, visit: Visit) -> bool:
    """Whether the open survey has answers that would be left behind."""
    kept = work.sessions.find(visit.person)
    return kept is not None and bool(work.responses.answers(kept.response))

"""Hosting a kiosk: each step asks anew whether its host still may, and is kept in one commit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from fieldwork.ports import FieldWork
from people.audit import Deed
from people.kiosk import Kiosk, Stage, digits
from people.person import Person, PersonKey, Visit
from people.ports import UnitsOfWork
from people.service import person_of
from people.staff import Right
from people.staffing import Denial, Register
from survey.folding import fold
from survey.ports import Channel, Occasion, ResponseStatus
from survey.service import SurveyService
from survey.session import Stage as SurveyStage
from survey.turn import Turn
from survey.upkeep import leave

_WORD_BYTES = 8
AN_HOUR = timedelta(hours=1)


class NotOpened(StrEnum):
    """Why there is no kiosk. BUSY: its host has a survey of their own open."""

    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Full:
    """As many responses as there may be in an hour have been begun; the next can be begun at `until`."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Cleared:
    """What has to be deleted from the chat. `person` is its host, whose language holds again."""

    person: Person
    messages: Sequence[int]


@dataclass(frozen=True, slots=True)
class KioskHost:
    """Kiosks in the chats of staff. `per_hour` is how many responses one takes in an hour."""

    database: UnitsOfWork[FieldWork]
    register: Register
    surveys: SurveyService
    per_hour: int

    async def open(self, visit: Visit, word: str) -> Kiosk | NotOpened | Denial:
        """Open a kiosk that closes when `word` is written with the digits after it. Twice is once."""

        def open_(work: FieldWork) -> Kiosk | NotOpened | Denial:
            member = self.register.admit(work, visit, Right.DIALOGUE)
            if isinstance(member, Denial):
                return member
            work.inbox.finish(visit.update)
            known, survey = work.kiosks.find(visit.person), work.sessions.find(visit.person)
            if known:
                return known
            if survey and survey.position.stage is not SurveyStage.EXPIRED and _has_answers(work, visit.person):
                return NotOpened.BUSY
            if survey:
                leave(work, survey)
            now, language = self._now, person_of(work, visit).language
            closing = f"{word} {digits(self.register.randomness(_WORD_BYTES))}"
            kiosk = Kiosk(visit.person, closing, language, now, now, now).in_hour(now)
            work.kiosks.save(kiosk)
            self.register.note(work, member.number, Deed.OPENED_KIOSK, "kiosk")
            return kiosk

        return await self.database.write(open_)

    async def choose(self, visit: Visit, language: str) -> Turn | Full | Denial:
        """The next person answers in that language; who is already answering goes on."""
        turns = self.surveys.turns

        def choose(work: FieldWork) -> Turn | Full | Denial:
            work.inbox.finish(visit.update)
            kiosk, host = work.kiosks.find(visit.person), work.people.find(visit.person)
            member = self.register.admit(work, visit, Right.DIALOGUE)
            if isinstance(member, Denial) or kiosk is None or host is None:
                return member if isinstance(member, Denial) else Denial.ROLE
            if kiosk.stage is not Stage.WAITING:
                return turns.look(work, visit)
            kiosk = replace(kiosk.in_hour(self._now), touched=self._now)
            if kiosk.taken >= self.per_hour:
                return Full(kiosk.hour + AN_HOUR)
            work.kiosks.save(replace(kiosk, taken=kiosk.taken + 1, stage=Stage.ANSWERING))
            reader = replace(host, language=language)
            work.people.save(reader)
            return turns.open(work, reader, self.surveys.questionnaire, Occasion(Channel.KIOSK))

        return await self.database.write(choose)

    async def seen(self, person: PersonKey, messages: Sequence[int]) -> None:
        """Somebody did something; these messages have come since."""

        def seen(work: FieldWork) -> None:
            kiosk, survey = work.kiosks.find(person), work.sessions.find(person)
            if kiosk:
                over = kiosk.stage is Stage.ANSWERING and not (survey and survey.occasion.is_hosted)
                stage = Stage.TOLD if over else kiosk.stage
                work.kiosks.save(replace(kiosk.with_messages(*messages), touched=self._now, stage=stage))

        await self.database.write(seen)

    async def wiped(self, person: PersonKey, messages: Sequence[int]) -> None:
        """These have been deleted, or cannot be."""

        def wiped(work: FieldWork) -> None:
            kiosk = work.kiosks.find(person)
            if kiosk:
                left = tuple(number for number in kiosk.messages if number not in messages)
                work.kiosks.save(replace(kiosk, messages=left))

        await self.database.write(wiped)

    async def clear(
        self, person: PersonKey, *, erase: bool = False, left_before: datetime | None = None
    ) -> Cleared | None:
        """Make room for the next person. `erase`: what was answered and not sent goes too, and was not taken.

        The messages stay noted until they are `wiped`. None where there is no kiosk, or somebody has done something
        since `left_before`.
        """

        def clear(work: FieldWork) -> Cleared | None:
            kiosk, host = work.kiosks.find(person), work.people.find(person)
            if kiosk is None or host is None or (left_before and kiosk.touched > left_before):
                return None
            card = self._leave(work, person, erase=erase)
            answering = kiosk.stage is Stage.ANSWERING
            taken = max(kiosk.taken - 1, 0) if erase and answering else kiosk.taken
            kiosk = kiosk.with_messages(card)
            work.kiosks.save(replace(kiosk, stage=Stage.WAITING, touched=self._now, taken=taken))
            return Cleared(self._given_back(work, host, kiosk), kiosk.messages)

        return await self.database.write(clear)

    async def close(self, person: PersonKey, written: str | None) -> Cleared | None:
        """Close the kiosk; None where what was `written` is not its word. Where nothing was, it is closed anyway."""

        def close(work: FieldWork) -> Cleared | None:
            kiosk, host = work.kiosks.find(person), work.people.find(person)
            if kiosk is None or host is None or (written is not None and fold(written) != fold(kiosk.word)):
                return None
            kiosk = kiosk.with_messages(self._leave(work, person, erase=False))
            work.kiosks.remove(person)
            member = work.staff.of(person)
            if member:
                self.register.note(work, member.number, Deed.CLOSED_KIOSK, "kiosk")
            return Cleared(self._given_back(work, host, kiosk), kiosk.messages)

        return await self.database.write(close)

    async def may_host(self, visit: Visit) -> bool:
        """Whether the visitor may (still) host a kiosk."""
        admitted = await self.database.write(lambda work: self.register.admit(work, visit, Right.DIALOGUE))
        return not isinstance(admitted, Denial)

    async def left(self) -> Sequence[PersonKey]:
        """Kiosks from which somebody went away."""
        now = self._now
        return await self.database.read(lambda work: [each.person for each in work.kiosks.all() if each.is_left(now)])

    async def over(self) -> Sequence[PersonKey]:
        """Kiosks that have been open for as long as they may."""
        now = self._now
        return await self.database.read(lambda work: [each.person for each in work.kiosks.all() if each.is_over(now)])

    def _leave(self, work: FieldWork, person: PersonKey, *, erase: bool) -> int:
        """End the open survey; returns the message that shows it. What was submitted stays."""
        survey = work.sessions.find(person)
        if survey is None or not survey.occasion.is_hosted:
            return 0
        response = work.responses.find(survey.response)
        if erase and response and response.status is not ResponseStatus.SUBMITTED:
            work.responses.remove(survey.response)
        leave(work, survey)
        return survey.card or 0

    def _given_back(self, work: FieldWork, host: Person, kiosk: Kiosk) -> Person:
        own = replace(host, language=kiosk.language)
        work.people.save(own)
        return own

    @property
    def _now(self) -> datetime:
        return self.register.clock()


def _has_answers(work: FieldWork, person: PersonKey) -> bool:
    survey = work.sessions.find(person)
    return survey is not None and bool(work.responses.answers(survey.response))

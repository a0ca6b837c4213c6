"""The survey's use cases: each is one unit of work, committed once, and returns what to show."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from people.keys import KeyRing
from people.person import Person, PersonKey, Visit
from people.ports import UnitsOfWork
from people.receipt import RANDOM_BYTES, receipt_code
from people.service import person_of
from survey.engine import apply, show, start
from survey.events import AnswerRecorded, AnswerRemoved, Event, Input, Step, Submitted, Tap, TooYoung, Wrote
from survey.ports import OpenSession, Response, ResponseId, ResponseStatus, SurveyWork
from survey.questionnaire import Questionnaire
from survey.session import Session, Stage
from survey.upkeep import leave

CHANNEL = "chat"


@dataclass(frozen=True, slots=True)
class Turn:
    """What came of a visit, for showing.

    `session` is None where no survey is open: nothing was started, or this round was already answered (`answered`).
    `card` is the message that showed the question until now. `receipt` is set on the turn that submits, and
    on those after it until the receipt has been delivered.
    """

    language: str
    questionnaire: Questionnaire
    session: Session | None
    events: tuple[Event, ...] = ()
    card: int | None = None
    answered: bool = False
    receipt: str | None = None

    @property
    def nothing_open(self) -> bool:
        """Whether no survey was open already before the visit, so that nothing came of it."""
        return self.session is None and not self.events


@dataclass(frozen=True, slots=True)
class SurveyService:
    """Walks one person through the questionnaire.

    `questionnaire` is the one new sessions start with; `earlier` are versions that open sessions may still be on.
    `randomness(n)` gives n random bytes; `guess` tags free text with its language.
    """

    database: UnitsOfWork[SurveyWork]
    questionnaire: Questionnaire
    keys: KeyRing
    clock: Callable[[], datetime]
    zone: ZoneInfo
    randomness: Callable[[int], bytes]
    guess: Callable[[str], str | None]
    earlier: tuple[Questionnaire, ...] = field(default=())

    async def begin(self, visit: Visit) -> Turn:
        """Start, or go on where the visitor stopped."""
        return await self.database.write(lambda work: self._begin(work, visit))

    async def tap(self, visit: Visit, tap: Tap) -> Turn:
        """Take a pressed button."""
        return await self.database.write(lambda work: self._take(work, visit, tap))

    async def write(self, visit: Visit, text: str) -> Turn:
        """Take written text, tagged with the language it seems to be in."""
        words = Wrote(text, await asyncio.to_thread(self.guess, text))
        return await self.database.write(lambda work: self._take(work, visit, words))

    async def look(self, visit: Visit) -> Turn:
        """Where the visitor stands, changing nothing."""
        return await self.database.read(lambda work: self._look(work, work.people.find(visit.person), visit))

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
        return await self.database.read(lambda work: tuple(self._interrupted(work, since, until)))

    async def again(self, person: PersonKey) -> Turn | None:
        """What the person should see now, None where no survey is open.

        A receipt that may never have arrived is replaced by a new one.
        """
        return await self.database.write(lambda work: self._again(work, person))

    # What happens inside a unit of work.

    def _begin(self, work: SurveyWork, visit: Visit) -> Turn:
        person = person_of(work, visit)
        kept = work.sessions.find(visit.person)
        if kept and self._version(kept) is None:
            leave(work, kept)
            kept = None
        turn = self._look(work, person, visit)
        if turn.session is None and not turn.answered:
            step = start(self.questionnaire)
            fresh = OpenSession(
                person=visit.person,
                response=ResponseId(self.randomness(16).hex()),
                questionnaire=self.questionnaire.name,
                version=self.questionnaire.version,
                position=step.session.position,
                card=None,
                touched=self.clock(),
            )
            work.sessions.save(fresh)
            turn = replace(turn, session=step.session, events=step.events)
        work.inbox.finish(visit.update)
        return self._with_receipt(work, kept, person, turn)

    def _look(self, work: SurveyWork, person: Person | None, visit: Visit) -> Turn:
        language = person.language if person else visit.hint
        kept = work.sessions.find(visit.person)
        opened = self._open(work, kept)
        if kept is None or opened is None:
            return Turn(language, self.questionnaire, None, answered=self._has_answered(work, visit.person))
        questionnaire, session = opened
        return Turn(language, questionnaire, session, (show(questionnaire, session),), kept.card)

    def _take(self, work: SurveyWork, visit: Visit, given: Input) -> Turn:
        person = work.people.find(visit.person)
        kept = work.sessions.find(visit.person)
        work.inbox.finish(visit.update)
        opened = self._open(work, kept)
        if person is None or kept is None or opened is None:
            return self._look(work, person, visit)
        if kept.position.stage is Stage.SUBMITTED:
            return self._with_receipt(work, kept, person, self._look(work, person, visit))
        questionnaire, session = opened
        step = apply(questionnaire, session, given)
        turn = Turn(person.language, questionnaire, step.session, step.events, kept.card)
        if any(isinstance(event, TooYoung) for event in step.events):
            work.responses.remove(kept.response)
            work.sessions.remove(visit.person)
            work.people.remove_idle(visit.person)
            return replace(turn, session=None)
        self._keep_answers(work, kept, person, questionnaire, step, started=bool(session.answers))
        if isinstance(step.events[-1], Submitted):
            return self._submit(work, turn, kept, person)
        work.sessions.save(replace(kept, position=step.session.position, touched=self.clock()))
        return turn

    def _keep_answers(
        self,
        work: SurveyWork,
        kept: OpenSession,
        person: Person,
        questionnaire: Questionnaire,
        step: Step,
        *,
        started: bool,
    ) -> None:
        """Keep what was answered; the response itself comes to be with its first answer."""
        for event in step.events:
            if isinstance(event, AnswerRecorded):
                if not started:
                    work.responses.add(self._new_response(kept, person, questionnaire))
                    started = True
                work.responses.put_answer(kept.response, event.question, event.answer)
            elif isinstance(event, AnswerRemoved):
                work.responses.drop_answer(kept.response, event.question)

    def _submit(self, work: SurveyWork, turn: Turn, kept: OpenSession, person: Person) -> Turn:
        """Make the response the person's word; a second one in the same round is dropped instead."""
        key = work.participations.round_key(turn.questionnaire.round, self.randomness(32))
        if not work.participations.claim(turn.questionnaire.round, self.keys.guard(key, person.key)):
            work.responses.remove(kept.response)
            work.sessions.remove(person.key)
            return replace(turn, session=None, answered=True)
        return replace(turn, receipt=self._give_receipt(work, kept, person))

    def _give_receipt(self, work: SurveyWork, kept: OpenSession, person: Person) -> str:
        code = receipt_code(self.randomness(RANDOM_BYTES))
        response = work.responses.find(kept.response)
        if response:
            submitted = replace(
                response,
                status=ResponseStatus.SUBMITTED,
                language=person.language,
                submitted_on=response.submitted_on or self._today(),
                receipt=self.keys.receipt(code),
            )
            work.responses.update(submitted)
        position = replace(kept.position, stage=Stage.SUBMITTED, question="", selected=(), other="", editing=False)
        touched = kept.touched if kept.position.stage is Stage.SUBMITTED else self.clock()
        work.sessions.save(replace(kept, position=position, touched=touched))
        return code

    def _interrupted(self, work: SurveyWork, since: datetime, until: datetime) -> Iterator[Person]:
        for kept in work.sessions.touched_between(since, until):
            person = work.people.find(kept.person)
            if person and person.reachable and self._version(kept):
                yield person

    def _again(self, work: SurveyWork, key: PersonKey) -> Turn | None:
        person, kept = work.people.find(key), work.sessions.find(key)
        opened = self._open(work, kept)
        if person is None or kept is None or opened is None:
            return None
        questionnaire, session = opened
        turn = Turn(person.language, questionnaire, session, (show(questionnaire, session),), kept.card)
        return self._with_receipt(work, kept, person, turn)

    def _with_receipt(self, work: SurveyWork, kept: OpenSession | None, person: Person, turn: Turn) -> Turn:
        """The turn with a new receipt, where one was given and perhaps never arrived."""
        if kept is None or kept.position.stage is not Stage.SUBMITTED:
            return turn
        return replace(turn, receipt=self._give_receipt(work, kept, person))

    def _has_answered(self, work: SurveyWork, person: PersonKey) -> bool:
        key = work.participations.find_round_key(self.questionnaire.round)
        return key is not None and work.participations.has(self.questionnaire.round, self.keys.guard(key, person))

    def _open(self, work: SurveyWork, kept: OpenSession | None) -> tuple[Questionnaire, Session] | None:
        """The session with its questionnaire; None where there is none, or its version is no longer in the content."""
        questionnaire = self._version(kept) if kept else None
        if kept is None or questionnaire is None:
            return None
        answers = work.responses.answers(kept.response)
        return questionnaire, Session(kept.questionnaire, kept.version, kept.position, answers)

    def _version(self, kept: OpenSession) -> Questionnaire | None:
        """The questionnaire of the session; None where the content no longer has it, or not the open question."""
        wanted = (kept.questionnaire, kept.version)
        known = (self.questionnaire, *self.earlier)
        found = next((each for each in known if (each.name, each.version) == wanted), None)
        name = kept.position.question
        return found if found and (not name or found.question(name)) else None

    def _new_response(self, kept: OpenSession, person: Person, questionnaire: Questionnaire) -> Response:
        return Response(
            id=kept.response,
            status=ResponseStatus.OPEN,
            survey=questionnaire.name,
            version=questionnaire.version,
            round=questionnaire.round,
            language=person.language,
            channel=CHANNEL,
            started_on=self._today(),
        )

    def _today(self) -> date:
        return self.clock().astimezone(self.zone).date()

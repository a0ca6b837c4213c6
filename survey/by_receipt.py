"""What a receipt code opens: a submitted response, to be seen, changed or erased by whoever holds the code."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from people.attempts import Attempts, Refusal
from people.keys import RECEIPTS, receipt_mark
from people.person import Visit
from people.ports import UnitsOfWork
from people.receipt import read_receipt_code
from people.service import person_of
from survey.ports import OpenSession, Response, ResponseId, ResponseStatus, SurveyWork
from survey.questionnaire import Questionnaire
from survey.session import Answer, Position, Stage

ANSWER_AFTER = 0.25
"""Seconds from a code to its answer, whatever the answer: how long it took tells nothing of how near the code was."""

_NO_KEY = bytes(32)
_NO_RESPONSE = ResponseId("")
"""Looked up where there is none, so that right and wrong codes cost the same queries."""

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Found:
    """A submitted response. `questionnaire` is None where its version is no longer in the content."""

    response: Response
    answers: Mapping[str, Answer]
    questionnaire: Questionnaire | None


class Change(StrEnum):
    """What came of wanting to change a response. OTHER_OPEN: the chat has another survey open."""

    OPENED = "opened"
    OTHER_OPEN = "other_open"
    NO_LONGER_ASKED = "no_longer_asked"


@dataclass(frozen=True, slots=True)
class ByReceipt:
    """Codes that are unreadable, unknown or erased are the same: None, at the same moment.

    `questionnaires` are the versions in the content; `attempts` limits guessing; `pause` waits for so many seconds.
    """

    database: UnitsOfWork[SurveyWork]
    questionnaires: Sequence[Questionnaire]
    attempts: Attempts
    clock: Callable[[], datetime]
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def find(self, visit: Visit, code: str) -> Found | Refusal | None:
        """The response that code was given for."""
        return await self._attempt(visit, lambda: self.database.read(lambda work: self._find(work, code)))

    async def erase(self, visit: Visit, code: str) -> bool | Refusal:
        """Erase the response that code was given for, and any chat's link to it; False where there is none."""

        def erase(work: SurveyWork) -> bool | None:
            found = self._find(work, code)
            response = found.response.id if found else _NO_RESPONSE
            work.responses.remove(response)
            work.sessions.cut(response)
            work.inbox.finish(visit.update)
            return found is not None or None

        return await self._attempt(visit, lambda: self.database.write(erase)) or False

    async def change(self, visit: Visit, code: str) -> Change | Refusal | None:
        """Open the response at its review in the visitor's chat, where it is linked until it is sent again."""
        return await self._attempt(
            visit, lambda: self.database.write(lambda work: self._change(work, visit, self._find(work, code)))
        )

    def asked(self, response: Response) -> Questionnaire | None:
        """The questionnaire that was answered; None where its version is no longer in the content."""
        version = (response.survey, response.version)
        return next((each for each in self.questionnaires if (each.name, each.version) == version), None)

    async def _attempt(self, visit: Visit, look: Callable[[], Awaitable[Result | None]]) -> Result | Refusal | None:
        moment = asyncio.ensure_future(self.pause(ANSWER_AFTER))
        try:
            return self.attempts.take(visit.person) or await self._counted(visit, look)
        finally:
            await moment

    async def _counted(self, visit: Visit, look: Callable[[], Awaitable[Result | None]]) -> Result | None:
        wrong = False
        try:
            found = await look()
            wrong = found is None
            return found
        finally:
            if not wrong:
                self.attempts.give_back(visit.person)

    def _find(self, work: SurveyWork, code: str) -> Found | None:
        mark = receipt_mark(work.keys.find_key(RECEIPTS) or _NO_KEY, read_receipt_code(code) or "")
        response = work.responses.find_by_receipt(mark)
        answers = work.responses.answers(response.id if response else _NO_RESPONSE)
        return Found(response, answers, self.asked(response)) if response else None

    def _change(self, work: SurveyWork, visit: Visit, found: Found | None) -> Change | None:
        kept = work.sessions.find(visit.person)
        work.inbox.finish(visit.update)
        if found is None:
            return None
        if found.questionnaire is None:
            return Change.NO_LONGER_ASKED
        if kept and kept.position.stage is not Stage.EXPIRED and kept.response != found.response.id:
            return Change.OTHER_OPEN
        if kept and kept.position.stage in (Stage.QUESTIONS, Stage.REVIEW):
            return Change.OPENED
        person_of(work, visit)
        work.sessions.save(
            OpenSession(
                person=visit.person,
                response=found.response.id,
                questionnaire=found.response.survey,
                version=found.response.version,
                position=Position(Stage.REVIEW),
                card=None,
                touched=self.clock(),
            )
        )
        return Change.OPENED


def end_change(work: SurveyWork, session: OpenSession) -> bool:
    """If this session changes a response submitted before, cut its link; the receipt given then still holds."""
    response = work.responses.find(session.response)
    if response is None or response.status is not ResponseStatus.SUBMITTED:
        return False
    work.sessions.remove(session.person)
    return True

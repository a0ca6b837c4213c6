"""What somebody may decide about what hangs on their chat: an unfinished response, all of it."""

from dataclasses import dataclass
from enum import StrEnum

from people.person import Visit
from people.ports import UnitsOfWork
from survey.ports import OpenSession, ResponseStatus, SurveyWork


class Dropped(StrEnum):
    """What came of leaving the open survey. CUT: its answers were submitted before, and stay under their receipt."""

    NOTHING = "nothing"
    ERASED = "erased"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class OwnResponses:
    """An unfinished response answers to its chat; a submitted one to its receipt alone."""

    database: UnitsOfWork[SurveyWork]

    async def drop_open(self, visit: Visit) -> Dropped:
        """Leave the open survey and erase its answers."""

        def drop(work: SurveyWork) -> Dropped:
            kept = work.sessions.find(visit.person)
            work.inbox.finish(visit.update)
            if kept is None:
                return Dropped.NOTHING
            work.sessions.remove(visit.person)
            return _erase_unless_submitted(work, kept)

        return await self.database.write(drop)

    async def forget(self, visit: Visit) -> None:
        """Remove the chat and all that hangs on it; an unfinished response goes with it, and what still waits here."""

        def forget(work: SurveyWork) -> None:
            kept = work.sessions.find(visit.person)
            if kept:
                _erase_unless_submitted(work, kept)
            work.people.remove(visit.person)
            work.inbox.finish(visit.update)
            work.inbox.forget_lane(visit.person)

        await self.database.write(forget)


def _erase_unless_submitted(work: SurveyWork, session: OpenSession) -> Dropped:
    response = work.responses.find(session.response)
    if response and response.status is ResponseStatus.SUBMITTED:
        return Dropped.CUT
    work.responses.remove(session.response)
    return Dropped.ERASED

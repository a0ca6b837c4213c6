"""What somebody may do about what they have answered: find it, erase it, be forgotten."""

from dataclasses import dataclass

from people.keys import KeyRing
from people.person import Visit
from people.ports import UnitsOfWork
from people.receipt import read_receipt_code
from survey.ports import Response, SurveyWork
from survey.session import Stage


@dataclass(frozen=True, slots=True)
class OwnResponses:
    """A submitted response answers to its receipt alone, an unfinished one to its chat."""

    database: UnitsOfWork[SurveyWork]
    keys: KeyRing

    async def find_by_receipt(self, code: str) -> Response | None:
        """The response that receipt was given for; None for a wrong or unreadable code alike."""
        mark = self.keys.receipt(read_receipt_code(code) or "")
        return await self.database.read(lambda work: work.responses.find_by_receipt(mark))

    async def erase_by_receipt(self, visit: Visit, code: str) -> bool:
        """Erase the response that receipt was given for."""
        mark = self.keys.receipt(read_receipt_code(code) or "")

        def erase(work: SurveyWork) -> bool:
            found = work.responses.find_by_receipt(mark)
            if found:
                work.responses.remove(found.id)
            work.inbox.finish(visit.update)
            return found is not None

        return await self.database.write(erase)

    async def forget(self, visit: Visit) -> None:
        """Remove the chat and all that hangs on it; an unfinished response goes with it."""

        def forget(work: SurveyWork) -> None:
            kept = work.sessions.find(visit.person)
            if kept and kept.position.stage is not Stage.SUBMITTED:
                work.responses.remove(kept.response)
            work.people.remove(visit.person)
            work.inbox.finish(visit.update)

        await self.database.write(forget)

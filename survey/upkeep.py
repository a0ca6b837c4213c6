"""What ends by itself: links between chats and responses, and rounds."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from people.ports import UnitsOfWork
from survey.ports import OpenSession, ResponseStatus, SurveyWork

LINK_LIVES = timedelta(hours=1)
"""How long a submitted response stays linked to its chat at the most, so that a lost receipt can be given again."""
SESSION_LIVES = timedelta(days=30)
"""After so long without a word an unfinished response is left as it is, and its link to the chat is cut."""


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Run now and then. `rounds` are those of the questionnaires in use."""

    database: UnitsOfWork[SurveyWork]
    rounds: frozenset[str]
    clock: Callable[[], datetime]

    async def cut_old_links(self) -> None:
        """Cut what has outlived its purpose: receipts given out over an hour ago, surveys left a month ago."""
        now = self.clock()

        def cut(work: SurveyWork) -> None:
            work.sessions.cut_submitted(now - LINK_LIVES)
            for left in work.sessions.touched_between(datetime.min.replace(tzinfo=now.tzinfo), now - SESSION_LIVES):
                leave(work, left)

        await self.database.write(cut)

    async def close_earlier_rounds(self) -> None:
        """End the rounds that no questionnaire is of any more: their keys go, and with them who answered."""

        def close(work: SurveyWork) -> None:
            for name in work.participations.open_rounds():
                if name not in self.rounds:
                    work.participations.close(name)

        await self.database.write(close)


def leave(work: SurveyWork, session: OpenSession) -> None:
    """Cut a session's link; what was answered stays, as a response that was not finished."""
    response = work.responses.find(session.response)
    if response and response.status is ResponseStatus.OPEN:
        work.responses.update(replace(response, status=ResponseStatus.PARTIAL))
    work.sessions.remove(session.person)

"""What ends by itself: links between chats and responses, and rounds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from people.person import PersonKey
from people.ports import UnitsOfWork
from survey.ports import OpenSession, ResponseId, ResponseStatus, SurveyWork
from survey.session import Position, Stage

LINK_LIVES = timedelta(hours=1)
"""How long a submitted response stays linked to a chat: for a lost receipt to be given again, or for changing it."""
SESSION_LIVES = timedelta(days=3)
"""After so long without a word an unfinished response is left as it is, and its link to the chat is cut."""
EXPIRY_TOLD = timedelta(days=30)
"""For so long after their last word somebody who comes back is told that their survey was closed."""
PULSE = "pulse:"
"""What rounds are called that are not the survey's: a question under a digest has one, which is closed elsewhere."""
DIALOGUE = "dialogue:"
"""What the round of a dialogue is called, before its code; it is closed when the dialogue is over."""

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class Upkeep:
    """Run now and then. `rounds` are those of the questionnaires in use."""

    database: UnitsOfWork[SurveyWork]
    rounds: frozenset[str]
    clock: Callable[[], datetime]
    _swept: datetime = field(default=_NEVER, init=False)

    async def cut_old_links(self) -> None:
        """Cut what has outlived its purpose. A session is looked at when it comes of age, not at every tick."""
        now = self.clock()
        await self.database.write(lambda work: work.sessions.cut_submitted(now - LINK_LIVES))
        for lives, wanted, end in (
            (LINK_LIVES, _is_change, _cut),
            (SESSION_LIVES, _is_open, _expire),
            (EXPIRY_TOLD, _is_any, _cut),
        ):
            for person in await self._of_age(now, lives, wanted):
                await self.database.write(partial(_end, person, now - lives, wanted, end))
        self._swept = now

    async def close_earlier_rounds(self) -> None:
        """End the survey's rounds that no questionnaire is of any more: their keys go, and with them who answered."""

        def close(work: SurveyWork) -> None:
            for name in work.participations.open_rounds():
                if name not in self.rounds and not name.startswith((PULSE, DIALOGUE)):
                    work.participations.close(name)

        await self.database.write(close)

    async def _of_age(self, now: datetime, lives: timedelta, wanted: "_Wanted") -> Sequence[PersonKey]:
        """Whose session of that kind came to that age since the last time."""
        since = _NEVER if self._swept == _NEVER else min(self._swept, now) - lives

        def look(work: SurveyWork) -> Sequence[PersonKey]:
            return [each.person for each in work.sessions.touched_between(since, now - lives) if wanted(work, each)]

        return await self.database.read(look)


def leave(work: SurveyWork, session: OpenSession) -> None:
    """Cut a session's link; what was answered stays, as a response that was not finished."""
    _make_partial(work, session)
    work.sessions.remove(session.person)


def _make_partial(work: SurveyWork, session: OpenSession) -> bool:
    """Whether there is such a response at all."""
    response = work.responses.find(session.response)
    if response and response.status is ResponseStatus.OPEN:
        work.responses.update(replace(response, status=ResponseStatus.PARTIAL))
    return response is not None


_Wanted = Callable[[SurveyWork, OpenSession], bool]


def _end(
    person: PersonKey,
    before: datetime,
    wanted: _Wanted,
    end: Callable[[SurveyWork, OpenSession], None],
    work: SurveyWork,
) -> None:
    """End the person's session, if they have not come back meanwhile."""
    kept = work.sessions.find(person)
    if kept and kept.touched < before and wanted(work, kept):
        end(work, kept)


def _is_change(work: SurveyWork, session: OpenSession) -> bool:
    """Whether it changes a response that was submitted before."""
    response = work.responses.find(session.response)
    return response is not None and response.status is ResponseStatus.SUBMITTED


def _is_open(_: SurveyWork, session: OpenSession) -> bool:
    return session.position.stage is not Stage.EXPIRED


def _is_any(_: SurveyWork, __: OpenSession) -> bool:
    return True


def _cut(work: SurveyWork, session: OpenSession) -> None:
    work.sessions.remove(session.person)


def _expire(work: SurveyWork, session: OpenSession) -> None:
    """Cut the link. That there was something is remembered without what, so that the person can be told on return."""
    if not _make_partial(work, session):
        work.sessions.remove(session.person)
        return
    work.sessions.save(replace(session, response=ResponseId(""), position=Position(Stage.EXPIRED), remind_at=None))

"""Entering sheets of paper: a day, a language, and then the survey's own questions."""

from dataclasses import dataclass
from enum import StrEnum

from fieldwork.field_draft import Step, read_field_draft
from fieldwork.ports import FieldWork
from people.person import Visit
from people.ports import UnitsOfWork
from people.service import person_of
from people.staff import Right
from people.staffing import Denial, Register
from survey.ports import Channel, Occasion
from survey.service import SurveyService
from survey.session import Stage
from survey.turn import Turn
from survey.upkeep import leave


class NoSheet(StrEnum):
    """Why none is being entered. BUSY: who enters has a survey of their own open; GONE: no day was said for one."""

    BUSY = "busy"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Sheets:
    """One at a time. A sheet is nobody's chat's: it is guarded by whoever hands them out."""

    database: UnitsOfWork[FieldWork]
    register: Register
    surveys: SurveyService

    async def begin(self, visit: Visit, language: str) -> Turn | NoSheet | Denial:
        """Open the questions for a sheet in that language, of the day said before."""
        turns = self.surveys.turns

        def begin(work: FieldWork) -> Turn | NoSheet | Denial:
            member = self.register.admit(work, visit, Right.DIALOGUE)
            if isinstance(member, Denial):
                return member
            kept = work.sessions.find(visit.person)
            if kept and kept.position.stage is not Stage.EXPIRED and work.responses.answers(kept.response):
                return turns.look(work, visit) if kept.occasion.channel is Channel.PAPER else NoSheet.BUSY
            draft = read_field_draft(work.drafts.find(visit.person))
            if draft is None or draft.step is not Step.SHEET_LANGUAGE:
                return NoSheet.GONE
            work.inbox.finish(visit.update)
            work.drafts.remove(visit.person)
            occasion = Occasion(Channel.PAPER, language=language, day=draft.held_on)
            return turns.open(work, person_of(work, visit), self.surveys.questionnaire, occasion)

        return await self.database.write(begin)

    async def throw_away(self, visit: Visit) -> bool | Denial:
        """Erase the sheet that is being entered; False where there is none."""

        def throw_away(work: FieldWork) -> bool | Denial:
            member = self.register.admit(work, visit, Right.DIALOGUE)
            if isinstance(member, Denial):
                return member
            kept = work.sessions.find(visit.person)
            if kept is None or kept.occasion.channel is not Channel.PAPER:
                return False
            work.inbox.finish(visit.update)
            work.responses.remove(kept.response)
            leave(work, kept)
            return True

        return await self.database.write(throw_away)

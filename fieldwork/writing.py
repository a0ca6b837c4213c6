"""What staff write about a dialogue, step by step: each step asks anew who writes, and is kept in one commit."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from fieldwork.dialogue import CODE_BYTES, LONGEST_ANSWER, LONGEST_FIELD, Dialogue, dialogue_code
from fieldwork.field_draft import FieldDraft, Step, is_in_the_way, keep, read_field_draft
from fieldwork.ports import FieldWork
from people.audit import Deed
from people.person import Visit
from people.ports import UnitsOfWork
from people.staff import Right
from people.staffing import Denial, Register
from survey.dates import read_day_near

SHEETS_KEEP = timedelta(days=366)
"""An older sheet is of another time than the figures it would go into."""


class NotWritten(StrEnum):
    """Why nothing came of it. GONE: it is settled, or was never begun; BUSY: another draft is in the way."""

    GONE = "gone"
    BUSY = "busy"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_DAY = "no_day"
    PAST = "past"
    FUTURE = "future"
    TOO_OLD = "too_old"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Refused:
    """A draft whose open step was not answered, and why."""

    draft: FieldDraft
    why: NotWritten


Written = FieldDraft | Refused | NotWritten | Denial


@dataclass(frozen=True, slots=True)
class DialogueWriting:
    """Drafts of dialogues and of their answers. `languages` are those in which a month may be named."""

    database: UnitsOfWork[FieldWork]
    register: Register
    languages: Sequence[str]

    async def begin(self, visit: Visit) -> Written:
        """A new dialogue: its place is asked for."""
        return await self._begin(visit, lambda _: FieldDraft(Step.PLACE, self._now))

    async def begin_answer(self, visit: Visit, number: int) -> Written:
        """What was said and decided at a dialogue is asked for."""

        def answer(work: FieldWork) -> FieldDraft | NotWritten:
            found = work.dialogues.numbered(number)
            if found is None or found.answered or found.held_on > self.register.today():
                return NotWritten.GONE
            return FieldDraft(Step.ANSWER, self._now, dialogue=number)

        return await self._begin(visit, answer)

    async def begin_sheet(self, visit: Visit) -> Written:
        """The day of a sheet of paper is asked for."""
        return await self._begin(visit, lambda _: FieldDraft(Step.SHEET_DAY, self._now))

    async def write(self, visit: Visit, text: str) -> Written:
        """The draft after somebody typed."""
        return await self._change(visit, lambda draft: self._wrote(draft, " ".join(text.split()), text.strip()))

    async def choose_day(self, visit: Visit, day: str) -> Written:
        """The draft after a button with a day."""
        return await self._change(visit, lambda draft: self._wrote(draft, day, day) if _asks_day(draft) else None)

    def waits(self, work: FieldWork, visit: Visit, found: str | None) -> bool:
        """Whether what the visitor writes now is meant for `found`, what they were in the middle of writing."""
        draft = read_field_draft(found)
        survey = work.sessions.find(visit.person) if draft and draft.waits(self._now) else None
        return bool(draft and draft.waits(self._now) and (survey is None or survey.touched <= draft.asked))

    async def stop(self, visit: Visit) -> None:
        """Throw away what was begun."""

        def has(work: FieldWork) -> bool:
            return read_field_draft(work.drafts.find(visit.person)) is not None

        if await self.database.read(has):
            await self.database.write(lambda work: has(work) and work.drafts.remove(visit.person))

    async def create(self, visit: Visit) -> Dialogue | NotWritten | Denial:
        """The dialogue of the draft, with its code. Pressed twice, it is one dialogue."""

        def create(work: FieldWork) -> Dialogue | NotWritten | Denial:
            member = self.register.admit(work, visit, Right.DIALOGUE)
            if isinstance(member, Denial):
                return member
            draft = read_field_draft(work.drafts.find(visit.person))
            if draft is None or draft.step is not Step.PREVIEW:
                return NotWritten.GONE
            work.inbox.finish(visit.update)
            work.drafts.remove(visit.person)
            code = dialogue_code(self.register.randomness(CODE_BYTES))
            made = work.dialogues.add(Dialogue(0, code, draft.place, draft.held_on, draft.audience))
            self.register.note(work, member.number, Deed.CREATED_DIALOGUE, f"dialogue {made.number}")
            return made

        return await self.database.write(create)

    async def _begin(self, visit: Visit, new: Callable[[FieldWork], FieldDraft | NotWritten]) -> Written:
        def begin(work: FieldWork) -> Written:
            member = self.register.admit(work, visit, Right.DIALOGUE)
            if isinstance(member, Denial):
                return member
            if is_in_the_way(work.drafts.find(visit.person)):
                return NotWritten.BUSY
            draft = new(work)
            if isinstance(draft, NotWritten):
                return draft
            work.inbox.finish(visit.update)
            return keep(work.drafts, visit.person, draft)

        return await self.database.write(begin)

    async def _change(self, visit: Visit, change: Callable[[FieldDraft], FieldDraft | NotWritten | None]) -> Written:
        def changed(work: FieldWork) -> Written:
            member = self.register.admit(work, visit, Right.DIALOGUE)
            if isinstance(member, Denial):
                return member
            draft = read_field_draft(work.drafts.find(visit.person))
            after = change(draft) if draft else None
            if draft is None or after is None:
                return NotWritten.GONE
            if isinstance(after, NotWritten):
                return Refused(keep(work.drafts, visit.person, replace(draft, asked=self._now)), after)
            work.inbox.finish(visit.update)
            return keep(work.drafts, visit.person, replace(after, asked=self._now))

        return await self.database.write(changed)

    def _wrote(self, draft: FieldDraft, line: str, text: str) -> FieldDraft | NotWritten | None:
        """The open step answered. `line` is the text on one line."""
        if not line:
            return NotWritten.EMPTY
        if _asks_day(draft):
            return self._said_day(draft, line)
        match draft.step:
            case Step.PLACE:
                return NotWritten.TOO_LONG if _is_long(line) else replace(draft, step=Step.DAY, place=line)
            case Step.AUDIENCE:
                return NotWritten.TOO_LONG if _is_long(line) else replace(draft, step=Step.PREVIEW, audience=line)
            case Step.ANSWER:
                too_long = len(text) > LONGEST_ANSWER
                return NotWritten.TOO_LONG if too_long else replace(draft, step=Step.ANSWER_PREVIEW, text=text)
        return None

    def _said_day(self, draft: FieldDraft, line: str) -> FieldDraft | NotWritten:
        is_sheet = draft.step is Step.SHEET_DAY
        day = self._sheet_day(line) if is_sheet else self._day(line)
        following = Step.SHEET_LANGUAGE if is_sheet else Step.AUDIENCE
        return replace(draft, step=following, day=day.isoformat()) if isinstance(day, date) else day

    def _day(self, text: str) -> date | NotWritten:
        today = self.register.today()
        day = read_day_near(text, self.languages, today)
        if day is None:
            return NotWritten.NO_DAY
        return day if day >= today else NotWritten.PAST

    def _sheet_day(self, text: str) -> date | NotWritten:
        today = self.register.today()
        day = read_day_near(text, self.languages, today)
        if day is None:
            return NotWritten.NO_DAY
        if day > today:
            return NotWritten.FUTURE
        return day if day > today - SHEETS_KEEP else NotWritten.TOO_OLD

    @property
    def _now(self) -> datetime:
        return self.register.clock()


def fingerprint(text: str) -> str:
    """What a button carries of the words that were read before it was pressed."""
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:12]


def _asks_day(draft: FieldDraft) -> bool:
    return draft.step in (Step.DAY, Step.SHEET_DAY)


def _is_long(line: str) -> bool:
    return len(line) > LONGEST_FIELD

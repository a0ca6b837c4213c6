"""Taking responses out from the chat. Everything at once asks a second person; each file leaves a trace."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, StrEnum
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from people.audit import Deed
from people.person import ChatId, PersonKey, Visit
from people.ports import StaffWork, UnitsOfWork
from people.staff import Right, StaffMember
from people.staffing import Denial, Register
from survey.export_files import ExportFolder, Form, write_export
from survey.export_requests import LIVES, ExportRequest, ExportRequests, RequestState
from survey.ports import Responses
from survey.questionnaire import Questionnaire
from survey.sent_files import GIVEN_UP_AFTER, LIES, SentFile, SentFiles
from survey.workbook_export import TooManyRowsError
from survey.workbook_sheet import TooLongError

MOST_BYTES = 50_000_000
"""The largest file a bot may send (core.telegram.org/bots/api#sending-files: 50 MB)."""

_REFERENCE = 8


class Span(Enum):
    """How much is taken out: responses begun in so many days, or everything."""

    WEEK = 7
    MONTH = 30
    EVERYTHING = 0


class NotTaken(StrEnum):
    """Why there is no file. AREAS: the member is there for some areas only, and a file holds them all."""

    AREAS = "areas"
    NOTHING = "nothing"
    TOO_BIG = "too_big"
    NOBODY_ELSE = "nobody_else"
    ASKED = "asked"
    GONE = "gone"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Taken:
    """A file to be sent, and how many responses it holds."""

    path: Path
    name: str
    form: Form
    rows: int


class ExportWork(StaffWork, Protocol):
    """What taking responses out sees inside its transaction."""

    @property
    def responses(self) -> Responses:
        """What is taken out."""
        ...

    @property
    def export_requests(self) -> ExportRequests:
        """Whole data sets asked for."""
        ...

    @property
    def sent_files(self) -> SentFiles:
        """Which messages hold files."""
        ...


Work = TypeVar("Work", bound=ExportWork)
Work_contra = TypeVar("Work_contra", bound=ExportWork, contravariant=True)


class ExportNotices(Protocol[Work_contra]):
    """Writes to those whom a request concerns, in the transaction that changes it."""

    def asked(
        self, work: Work_contra, request: ExportRequest, asker: StaffMember, others: Sequence[PersonKey], /
    ) -> None:
        """Ask the others whether everything may be taken out."""
        ...

    def answered(self, work: Work_contra, request: ExportRequest, asker: StaffMember, /) -> None:
        """Tell who asked what came of it."""
        ...


@dataclass(frozen=True, slots=True)
class Exporting(Generic[Work]):
    """Files for those who may have them."""

    database: UnitsOfWork[Work]
    register: Register
    notices: ExportNotices[Work]
    questionnaires: Sequence[Questionnaire]
    folder: ExportFolder

    async def take(self, visit: Visit, form: Form, span: Span) -> Taken | NotTaken | Denial:
        """A file of the last days; of everything, also where the last days are everything, a second person is asked."""
        since = self.register.today() - timedelta(days=span.value - 1)
        refused = await self._refusal(visit)
        if refused:
            return refused
        if span is Span.EVERYTHING or await self._is_everything(since):
            return await self._ask(visit, form)
        return await self._take(visit, form, since)

    async def answer(self, visit: Visit, reference: str, *, yes: bool) -> ExportRequest | NotTaken | Denial:
        """Say whether everything may be taken out. Nobody answers what they asked for themselves."""

        def answer(work: Work) -> ExportRequest | NotTaken | Denial:
            member = self._admit(work, visit)
            if isinstance(member, (Denial, NotTaken)):
                return member
            request = self._open(work, reference, RequestState.WAITING)
            asker = work.staff.numbered(request.asked_by) if request else None
            if request is None or asker is None:
                return NotTaken.GONE
            if request.asked_by == member.number:
                return NotTaken.OWN
            work.inbox.finish(visit.update)
            answered = replace(request, state=RequestState.CONFIRMED if yes else RequestState.REFUSED)
            work.export_requests.change(answered)
            deed = Deed.CONFIRMED_EXPORT if yes else Deed.REFUSED_EXPORT
            self.register.note(work, member.number, deed, f"export {reference}")
            self.notices.answered(work, answered, asker)
            return answered

        return await self.database.write(answer)

    async def fetch(self, visit: Visit, reference: str) -> Taken | NotTaken | Denial:
        """The file of everything, once a second person has said yes; it can be fetched until the request expires."""

        def look(work: Work) -> ExportRequest | NotTaken | Denial:
            member = self._admit(work, visit)
            if isinstance(member, (Denial, NotTaken)):
                return member
            request = self._open(work, reference, RequestState.CONFIRMED)
            return request if request and request.asked_by == member.number else NotTaken.GONE

        found = await self.database.write(look)
        return await self._take(visit, Form(found.form), None) if isinstance(found, ExportRequest) else found

    async def sent(self, visit: Visit, message: int) -> None:
        """Remember that a message in the visitor's chat holds a file, so that it is deleted again."""
        file = SentFile(visit.person, message, self.register.clock() + LIES)
        await self.database.write(lambda work: work.sent_files.add(file))

    async def sent_long_ago(self) -> Sequence[tuple[SentFile, ChatId]]:
        """Messages whose time is up, with their chats."""
        now = self.register.clock()
        return await self.database.read(lambda work: work.sent_files.due(now))

    def is_given_up(self, file: SentFile) -> bool:
        """Whether nobody but its reader can delete the message any more."""
        return self.register.clock() >= file.until + GIVEN_UP_AFTER

    async def taken_back(self, file: SentFile) -> None:
        """The message is gone, or stays for good."""
        await self.database.write(lambda work: work.sent_files.remove(file))

    async def tidy(self) -> None:
        """Throw away files and requests that are too old."""
        now = self.register.clock()
        self.folder.forget(now)
        await self.database.write(lambda work: work.export_requests.purge(now - LIVES))

    async def _ask(self, visit: Visit, form: Form) -> NotTaken | Denial:
        reference, expires = self.register.randomness(_REFERENCE).hex(), self.register.clock() + LIVES

        def ask(work: Work) -> NotTaken | Denial:
            member = self._admit(work, visit)
            if isinstance(member, (Denial, NotTaken)):
                return member
            if not _any(work, None, None):
                return NotTaken.NOTHING
            work.inbox.finish(visit.update)
            others = [each.person for each in work.staff.everyone() if self._may_answer(each, member)]
            if not others:
                return NotTaken.NOBODY_ELSE
            request = ExportRequest(reference, member.number, form.value, expires)
            work.export_requests.add(request)
            self.register.note(work, member.number, Deed.ASKED_FOR_EXPORT, f"export {reference} {form}")
            self.notices.asked(work, request, member, others)
            return NotTaken.ASKED

        return await self.database.write(ask)

    async def _take(self, visit: Visit, form: Form, since: date | None) -> Taken | NotTaken | Denial:
        today, reference = self.register.today(), self.register.randomness(_REFERENCE).hex()
        path = self.folder.place(f"{reference}.{form}")
        try:
            rows = await self.database.read(
                lambda work: write_export(path, form, self.questionnaires, work.responses.everything(since, None))
            )
        except (TooManyRowsError, TooLongError):
            return NotTaken.TOO_BIG
        problem = NotTaken.NOTHING if not rows else NotTaken.TOO_BIG if path.stat().st_size > MOST_BYTES else None
        refused = problem or await self._note_taken(visit, form, since)
        if refused:
            self.folder.remove(path)
            return refused
        return Taken(path, f"svar-{today.isoformat()}.{form}", form, rows)

    async def _note_taken(self, visit: Visit, form: Form, since: date | None) -> NotTaken | Denial | None:
        """Leave a trace before the file is sent, and ask once more who takes it.

        How many rows it has is not in the trail: administrators read that, and they are shown guarded counts only.
        """

        def note(work: Work) -> NotTaken | Denial | None:
            member = self._admit(work, visit)
            if isinstance(member, (Denial, NotTaken)):
                return member
            work.inbox.finish(visit.update)
            what = f"since={since.isoformat()}" if since else "everything"
            self.register.note(work, member.number, Deed.EXPORTED, f"responses {what} {form}")
            return None

        return await self.database.write(note)

    async def _is_everything(self, since: date) -> bool:
        """Whether nothing was begun before that day, and something was since."""
        return await self.database.read(
            lambda work: _any(work, since, None) and not _any(work, None, since - timedelta(days=1))
        )

    async def _refusal(self, visit: Visit) -> NotTaken | Denial | None:
        found = await self.database.write(lambda work: self._admit(work, visit))
        return None if isinstance(found, StaffMember) else found

    def _admit(self, work: Work, visit: Visit) -> StaffMember | NotTaken | Denial:
        member = self.register.admit(work, visit, Right.EXPORT)
        if isinstance(member, Denial):
            return member
        return NotTaken.AREAS if member.areas else member

    def _may_answer(self, other: StaffMember, asker: StaffMember) -> bool:
        return self.register.lets(other, Right.EXPORT) and not other.areas and other.number != asker.number

    def _open(self, work: Work, reference: str, state: RequestState) -> ExportRequest | None:
        found = work.export_requests.find(reference)
        return found if found and found.state is state and found.holds(self.register.clock()) else None


def _any(work: ExportWork, since: date | None, until: date | None) -> bool:
    return next(iter(work.responses.everything(since, until)), None) is not None

"""Tells colleagues that somebody wants to take everything out, and tells who asked what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from delivery.message import Button, Letter, NewMessage, Topic
from delivery.plain_text import plain
from digests.ports import DigestWork
from localization.catalogue import Catalogues, Words
from people.person import Person, PersonKey
from people.staff import StaffMember
from people.staffing import Register
from survey.export_requests import ExportRequest, RequestState
from survey.exporting import ExportWork

YES, NO, FETCH = "t:export_yes", "t:export_no", "t:take_out:everything"
"""What the buttons send, before a colon and the request's reference."""


class ExportNoticeWork(ExportWork, DigestWork, Protocol):
    """The transaction in which a request changes."""


@dataclass(frozen=True, slots=True)
class StaffExportNotices:
    """`survey.exporting.ExportNotices`."""

    catalogues: Catalogues
    register: Register

    def asked(
        self, work: ExportNoticeWork, request: ExportRequest, asker: StaffMember, others: Sequence[PersonKey], /
    ) -> None:
        """Ask the others whether everything may be taken out."""
        messages = []
        for person in filter(None, map(work.people.find, others)):
            words = self.catalogues.words(person.language)
            rows = (
                (Button(words("button.export.yes"), f"{YES}:{request.reference}"),),
                (Button(words("button.export.no"), f"{NO}:{request.reference}"),),
            )
            letter = Letter(words("export.confirm", name=_called(asker, words), form=request.form), rows)
            messages.append(self._message("asked", request, person, letter))
        work.outbox.add(messages)

    def answered(self, work: ExportNoticeWork, request: ExportRequest, asker: StaffMember, /) -> None:
        """Tell who asked what came of it."""
        person = work.people.find(asker.person)
        if person is None:
            return
        words = self.catalogues.words(person.language)
        if request.state is RequestState.CONFIRMED:
            rows = ((Button(words("button.export.fetch"), f"{FETCH}:{request.reference}"),),)
            letter = Letter(words("export.confirmed"), rows)
        else:
            letter = Letter(words("export.refused"))
        work.outbox.add([self._message("answered", request, person, letter)])

    def _message(self, what: str, request: ExportRequest, person: Person, letter: Letter) -> NewMessage:
        """Asked for by a colleague at work just now, so the quiet hours do not hold it."""
        dedupe = f"export:{what}:{request.reference}:{person.key}"
        return NewMessage(dedupe, person.key, Topic.NOTICE, letter, self.register.clock())


def _called(member: StaffMember, words: Words) -> str:
    return member.name or plain(words("staff.unnamed", number=member.number))

"""What is written about an invitation: the question to the administrators, and the answer to who opened it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from delivery.message import Button, Letter, NewMessage, Topic
from digests.ports import DigestWork
from localization.catalogue import Catalogues, Words
from people.invitation import Invitation, InvitationState
from people.person import Person, PersonKey
from people.staffing import Register

CONFIRM, REFUSE = "t:yes", "t:no"
"""What the buttons under the question send, before a colon and the invitation's reference."""


@dataclass(frozen=True, slots=True)
class StaffNotices:
    """`people.joining.Notices`, each in the language of its reader."""

    catalogues: Catalogues
    register: Register

    def opened(self, work: DigestWork, invitation: Invitation, administrators: Sequence[PersonKey], /) -> None:
        """Ask the administrators whether that was the one invited. Nobody is asked about themselves."""
        asked = [key for key in administrators if key != invitation.opened_by]
        letters = (
            (person, confirmation_letter(invitation, self.catalogues.words(person.language)))
            for person in _reachable(work, asked)
        )
        self._queue(work, "opened", invitation, letters)

    def answered(self, work: DigestWork, invitation: Invitation, /) -> None:
        """Tell whoever opened it what came of it."""
        opened_by = [invitation.opened_by] if invitation.opened_by else []
        key = "staff.welcome" if invitation.state is InvitationState.CONFIRMED else "staff.not_confirmed"
        letters = (
            (person, Letter(_said(key, invitation, self.catalogues.words(person.language))))
            for person in _reachable(work, opened_by)
        )
        self._queue(work, "answered", invitation, letters)

    def _queue(
        self, work: DigestWork, event: str, invitation: Invitation, letters: Iterator[tuple[Person, Letter]]
    ) -> None:
        now, about = self.register.clock(), f"{event}:{invitation.reference}"
        work.outbox.add(
            [NewMessage(f"{about}:{person.key}", person.key, Topic.NOTICE, letter, now) for person, letter in letters]
        )


def confirmation_letter(invitation: Invitation, words: Words) -> Letter:
    """The question whether that was the one invited, with the digits to compare."""
    reference = invitation.reference
    return Letter(
        _said("staff.confirm", invitation, words),
        (
            (Button(words("button.staff.confirm"), f"{CONFIRM}:{reference}"),),
            (Button(words("button.staff.refuse"), f"{REFUSE}:{reference}"),),
        ),
    )


def _said(key: str, invitation: Invitation, words: Words) -> str:
    return words(
        key,
        name=invitation.name or words("staff.no_name"),
        role=words(f"staff.role.{invitation.role}"),
        organisation=words(f"staff.organisation.{invitation.organisation}"),
        code=invitation.code,
    )


def _reachable(work: DigestWork, keys: Sequence[PersonKey]) -> Iterator[Person]:
    found = (work.people.find(key) for key in keys)
    return (person for person in found if person and person.reachable)

"""Everything that is held about one chat, as its person may ask for it (GDPR, articles 15 and 20)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Protocol

from delivery.message import Letter
from delivery.ports import HeldMessage, WatchedIssue
from digests.ports import DigestWork, MorningChoice, Subscription
from people.guest import Guest
from people.held import HeldDraft, HeldDrafts, HeldGuests, HeldKiosks, OpenedInvitations
from people.inbox import HeldUpdate, UpdateStore
from people.invitation import Invitation
from people.keys import guard_mark
from people.kiosk import Kiosk
from people.person import ChatId, Person, Visit
from people.ports import UnitsOfWork
from people.staff import StaffMember
from survey.ports import OpenSession, Response, SurveyWork
from survey.sent_files import SentFile, SentFiles
from survey.session import Answer


class HeldWork(DigestWork, SurveyWork, Protocol):
    """Everything in which something of a person may lie."""

    @property
    def inbox(self) -> UpdateStore:
        """What arrived and is not done."""
        ...

    @property
    def invitations(self) -> OpenedInvitations:
        """Roles offered."""
        ...

    @property
    def drafts(self) -> HeldDrafts:
        """What members of staff are in the middle of writing."""
        ...

    @property
    def dialogues(self) -> HeldGuests:
        """Who is to hear of a dialogue again."""
        ...

    @property
    def kiosks(self) -> HeldKiosks:
        """Chats in which others are answering."""
        ...

    @property
    def sent_files(self) -> SentFiles:
        """Which messages hold files."""
        ...


@dataclass(frozen=True, slots=True)
class Held:
    """All of it, from one picture of the store.

    `response` and `answers` are those the open session links to the chat. `marks` are, by round, the coded marks that
    this chat has answered: nothing but the chat's own number finds them. `staff`, `draft`, `watched`, `kiosk`,
    `morning` and `files` are there for members of the staff, `invitations` for whoever opened one, `dialogues` for who
    is to hear of one again.
    """

    chat: ChatId
    person: Person | None
    session: OpenSession | None
    response: Response | None
    answers: Mapping[str, Answer]
    subscription: Subscription | None
    messages: Sequence[HeldMessage]
    marks: Mapping[str, str]
    updates: Sequence[HeldUpdate]
    staff: StaffMember | None = None
    invitations: Sequence[Invitation] = ()
    draft: HeldDraft | None = None
    watched: Sequence[WatchedIssue] = ()
    dialogues: Sequence[Guest] = ()
    kiosk: Kiosk | None = None
    morning: MorningChoice | None = None
    files: Sequence[SentFile] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is held but the update that asks."""
        return self.person is None and not self.marks and len(self.updates) <= 1


@dataclass(frozen=True, slots=True)
class EverythingHeld:
    """Collects it, changing nothing."""

    database: UnitsOfWork[HeldWork]

    async def about(self, visit: Visit) -> Held:
        """What is held about the visitor's chat now; the update that asks is among it."""
        return await self.database.read(lambda work: _collect(work, visit))


def _collect(work: HeldWork, visit: Visit) -> Held:
    session = work.sessions.find(visit.person)
    return Held(
        chat=visit.chat,
        person=work.people.find(visit.person),
        session=session,
        response=work.responses.find(session.response) if session else None,
        answers=work.responses.answers(session.response) if session else {},
        subscription=work.subscriptions.find(visit.person),
        messages=work.outbox.of(visit.person),
        marks=dict(_marks(work, visit.chat)),
        updates=work.inbox.of(visit.person),
        staff=work.staff.of(visit.person),
        invitations=work.invitations.opened_by(visit.person),
        draft=work.drafts.of(visit.person),
        watched=[each for each in work.watched_issues.all() if each.person == visit.person],
        dialogues=work.dialogues.guest_of(visit.person),
        kiosk=work.kiosks.find(visit.person),
        morning=work.morning_choices.find(visit.person),
        files=work.sent_files.of(visit.person),
    )


def _marks(work: HeldWork, chat: ChatId) -> Sequence[tuple[str, str]]:
    keys = [(name, work.participations.find_round_key(name)) for name in work.participations.open_rounds()]
    marks = [(name, guard_mark(key, chat)) for name, key in keys if key]
    return [(name, mark) for name, mark in marks if work.participations.has(name, mark)]


def to_json(held: Held) -> bytes:
    """All of it for a program, in UTF-8. What does not exist is null or empty; moments are in UTC."""
    text = json.dumps(
        {
            "chat": asdict(held.person) if held.person else None,
            "open_survey": asdict(held.session) if held.session else None,
            "response": asdict(held.response) if held.response else None,
            "answers": {name: asdict(answer) for name, answer in held.answers.items()},
            "following": asdict(held.subscription) if held.subscription else None,
            "messages": [asdict(each) | {"letter": _letter(each.letter)} for each in held.messages],
            "marks_of_having_answered": dict(held.marks),
            "updates_being_handled": [asdict(each) | {"raw": json.loads(each.raw)} for each in held.updates],
            "staff": asdict(held.staff) if held.staff else None,
            "invitations": [asdict(each) for each in held.invitations],
            "draft": asdict(held.draft) if held.draft else None,
            "watched": [asdict(each) for each in held.watched],
            "dialogues": [asdict(each) for each in held.dialogues],
            "kiosk": asdict(held.kiosk) if held.kiosk else None,
            "morning": asdict(held.morning) if held.morning else None,
            "files_sent": [asdict(each) for each in held.files],
        },
        ensure_ascii=False,
        indent=2,
        default=_written,
    )
    return text.encode(errors="replace")  # half a character, as Telegram may send it, becomes a question mark


def _letter(letter: Letter | None) -> Mapping[str, Any] | None:
    return asdict(letter) if letter else None


def _written(value: object) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(type(value).__name__)

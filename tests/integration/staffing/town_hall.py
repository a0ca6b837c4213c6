"""The use cases of the staff over a real store, joined as the process joins them."""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from digests.ports import DigestWork
from digests.staff_notices import StaffNotices
from people.audit import AuditEntry
from people.invitation import Invitation
from people.inviting import Invited, Inviting
from people.joining import Joining
from people.keys import KeyRing
from people.organisation import Organisation
from people.person import ChatId, Visit
from people.staff import Role, StaffMember
from people.staffing import Register, Staffing
from storage.database import Database
from tests.integration.conftest import SECRET
from tests.shipped import CATALOGUES

KEYS = KeyRing(SECRET)
MARIA, JOHAN = 7_000_000_001, 7_000_000_002
"""The first administrators."""
KARIN, MALLORY, STRANGER = 7_000_000_003, 7_000_000_004, 7_000_000_005

_UPDATES = count(1)


def visit(number: int) -> Visit:
    """One more arrival of somebody."""
    return Visit(KEYS.person(number), ChatId(number), "sv", next(_UPDATES))


@dataclass
class TownHall:
    """`joining` and the rest work on the database given; the clock stands still until it is moved."""

    database: Database
    now: datetime = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    register: Register = field(init=False)
    staffing: Staffing = field(init=False)
    inviting: Inviting = field(init=False)

    def __post_init__(self) -> None:
        first = frozenset({KEYS.person(MARIA), KEYS.person(JOHAN)})
        self.register = Register(first, lambda: self.now, ZoneInfo("Europe/Stockholm"), secrets.token_bytes)
        self.staffing = Staffing(self.database, self.register)
        self.inviting = Inviting(self.database, self.register)

    @property
    def joining(self) -> Joining[DigestWork]:
        return self.joining_through(self.database)

    def joining_through(self, database: Database) -> Joining[DigestWork]:
        """The same through connections of their own."""
        return Joining(database, self.register, StaffNotices(CATALOGUES, self.register))

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)

    async def open(self) -> None:
        """The first administrators say whom they work for."""
        for number, organisation in ((MARIA, Organisation.MUNICIPALITY), (JOHAN, Organisation.POLICE)):
            member = await self.staffing.choose_organisation(visit(number), organisation)
            assert isinstance(member, tuple)

    async def invite(
        self,
        role: Role = Role.EDITOR,
        organisation: Organisation = Organisation.MUNICIPALITY,
        name: str = "Karin Berg",
    ) -> Invited:
        """Maria invites somebody in the chat."""
        await self.inviting.begin(visit(MARIA), role, organisation)
        invited = await self.inviting.invite(visit(MARIA), name)
        assert isinstance(invited, Invited)
        return invited

    async def hire(
        self, number: int = KARIN, role: Role = Role.EDITOR, organisation: Organisation = Organisation.MUNICIPALITY
    ) -> StaffMember:
        """Somebody is invited, says yes and is confirmed."""
        invited = await self.invite(role, organisation)
        assert await self.joining.open(visit(number), invited.token)
        assert isinstance(await self.joining.answer(visit(MARIA), invited.invitation.reference, yes=True), Invitation)
        member = await self.member(number)
        assert member
        return member

    async def member(self, number: int) -> StaffMember | None:
        return await self.database.read(lambda work: work.staff.of(KEYS.person(number)))

    async def trail(self) -> list[AuditEntry]:
        return await self.database.read(lambda work: list(work.audit.entries()))

    async def deeds(self) -> list[tuple[int, str, str]]:
        return [(entry.actor, entry.deed, entry.subject) for entry in await self.trail()]

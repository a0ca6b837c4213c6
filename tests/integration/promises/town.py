"""A town hall and a police station with a promise, over a real database."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from people.audit import AuditEntry
from people.audit_trail import broken_entry
from people.inbox import StoredUpdate
from people.organisation import Organisation
from people.person import ChatId, Person, PersonKey, Visit
from people.staff import Role, StaffMember
from promises.draft_json import to_json
from promises.drafting import Draft, as_update
from promises.promise import ProgressUpdate
from promises.proposal import Proposal
from promises.service import PromiseService
from promises.signing import fingerprint
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.unit.promises.examples import PROMISE


@dataclass
class Town:
    database: Database
    needed: int = 2
    now: datetime = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    updates: "count[int]" = field(default_factory=lambda: count(1))

    @property
    def promises(self) -> PromiseService:
        return PromiseService(self.database, PROMISE, self.clock, self.needed, lambda length: b"k" * length)

    def clock(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    async def hire(self, chat: int, organisation: Organisation | None, role: Role = Role.EDITOR) -> StaffMember:
        person = PersonKey(f"{chat:040}")
        member = StaffMember(0, person, f"member {chat}", role, organisation, (), self.now.date())

        def hire(work: UnitOfWork) -> StaffMember:
            work.people.save(Person(person, ChatId(chat), "sv"))
            return work.staff.add(member)

        return await self.database.write(hire)

    async def change(self, member: StaffMember) -> None:
        await self.database.write(lambda work: work.staff.change(member))

    def visit(self, member: StaffMember) -> Visit:
        return Visit(member.person, ChatId(int(member.person)), "sv", next(self.updates))

    async def write(self, member: StaffMember, draft: Draft) -> str:
        """Leave the draft with its writer; returns what stands for what it says."""
        await self.keep(member, to_json(draft))
        return fingerprint(as_update(draft, member.organisation or Organisation.POLICE, self.now))

    async def keep(self, member: StaffMember, content: str) -> None:
        await self.database.write(lambda work: work.drafts.save(member.person, content, self.now))

    async def draft(self, member: StaffMember) -> str | None:
        return await self.database.read(lambda work: work.drafts.find(member.person))

    async def arrival(self, member: StaffMember) -> Visit:
        """A visit whose update waits in the inbox."""
        visit = self.visit(member)
        stored = StoredUpdate(visit.update, "lane", b"{}")
        await self.database.write(lambda work: work.inbox.store([stored], self.now))
        return visit

    async def is_done(self, visit: Visit) -> bool:
        return not await self.database.read(lambda work: work.inbox.is_open(visit.update))

    async def waiting(self) -> tuple[Proposal, ...]:
        """What waits for a signature or for a change, oldest first."""
        return await self.database.read(lambda work: tuple(work.proposals.waiting()))

    async def published(self) -> Sequence[ProgressUpdate]:
        return await self.database.read(
            lambda work: [update for each in PROMISE.commitments for update in work.progress.history(each.name)]
        )

    async def proposal(self, number: int) -> Proposal | None:
        return await self.database.read(lambda work: work.proposals.find(number))

    async def trail(self) -> list[tuple[int, str, str]]:
        """Who did what to what; that nobody has tampered with it is seen to."""

        def read(work: UnitOfWork) -> list[AuditEntry]:
            assert broken_entry(work) is None
            return list(work.audit.entries())

        entries = await self.database.read(read)
        return [(entry.actor, entry.deed, entry.subject) for entry in entries]

"""Made-up staff for a rehearsal, and an update of one party that waits for the other."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.services import Services
from people.organisation import Organisation
from people.person import ChatId, Person
from people.staff import Role, StaffMember
from promises.draft_check import DraftProblem
from promises.drafting import Draft, Step
from promises.promise import Status
from storage.unit_of_work import UnitOfWork

WAITING = Draft(
    step=Step.PREVIEW,
    commitment="cooperation",
    status=Status.IN_PROGRESS,
    percent=40,
    text="Exempel: Kommunen och polisen har träffats två gånger i höst och delat bilden av läget.",
    sample=True,
)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody to be who has a role. `number` is their id in the stand-in for Telegram."""

    number: int
    name: str
    role: Role
    organisation: Organisation


async def hire(services: Services, colleagues: Iterable[Colleague]) -> None:
    """Put them on the staff, without the invitation that a real colleague needs."""
    today = services.local_now().date()

    def put_in(work: UnitOfWork) -> None:
        for each in colleagues:
            key = services.keys.person(each.number)
            work.people.save(Person(key, ChatId(each.number), "sv"))
            work.staff.add(StaffMember(0, key, each.name, each.role, each.organisation, (), today))

    await services.database.write(put_in)


async def propose(services: Services) -> tuple[DraftProblem, ...]:
    """Let an update of the municipality wait for the police. Returns what the promise has against it."""
    if services.promises.signatures_needed < len(Organisation):
        return ()
    outcome = await services.promises.record(WAITING, Organisation.MUNICIPALITY)
    return outcome if isinstance(outcome, tuple) else ()

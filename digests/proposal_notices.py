"""What is written about a proposal: that it waits for a signature, that a change is asked for, that it is published."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from delivery.message import Button, Letter, NewMessage, Topic
from digests.period import QuietHours
from digests.ports import DigestWork
from localization.catalogue import Catalogues, Words
from localization.labels import in_language
from people.audit import Deed
from people.ports import UnitsOfWork
from promises.desk import Outcome
from promises.ports import PromiseWork
from promises.promise import Promise

Result = TypeVar("Result")

LOOK, REVISE, CORRECT = "u:look", "u:revise", "u:correct"
"""What the buttons under a notice send, before a colon and a number."""


@dataclass(frozen=True, slots=True)
class ProposalNotices:
    """A store that tells whom it concerns what became of a proposal, in the commit in which that became of it.

    Nobody is told in the quiet hours; what happens then is told when they are over.
    """

    database: UnitsOfWork[DigestWork]
    promise: Promise
    catalogues: Catalogues
    quiet: QuietHours
    zone: ZoneInfo
    clock: Callable[[], datetime]

    async def write(self, work: Callable[[PromiseWork], Result], /) -> Result:
        """Run `work`, and tell of its outcome if it has one."""

        def told(uow: DigestWork) -> Result:
            result = work(uow)
            if isinstance(result, Outcome):
                uow.outbox.add(list(self._messages(uow, result)))
            return result

        return await self.database.write(told)

    async def read(self, work: Callable[[PromiseWork], Result], /) -> Result:
        """Run `work` without writing."""
        return await self.database.read(work)

    def _messages(self, work: DigestWork, outcome: Outcome) -> Iterator[NewMessage]:
        """A letter to each. A proposal that comes again with other words is a new one to its readers."""
        proposal = outcome.proposal
        not_before = self.quiet.next_allowed(self.clock(), self.zone)
        about = f"proposal:{proposal.id}:{outcome.deed}:{proposal.written.isoformat()}"
        for member in outcome.tell:
            person = work.people.find(member.person)
            if person and person.reachable:
                letter = self._letter(outcome, self.catalogues.words(person.language))
                yield NewMessage(f"{about}:{person.key}", person.key, Topic.NOTICE, letter, not_before)

    def _letter(self, outcome: Outcome, words: Words) -> Letter:
        proposal = outcome.proposal
        commitment = self.promise.commitment(proposal.update.commitment)
        title = in_language(commitment.title, words.language) if commitment else proposal.update.commitment
        writer = words(f"staff.organisation.{proposal.update.organisation}")
        if outcome.published:
            text = words("signing.notice.published", title=title)
            return Letter(text, _row(words, "button.signing.correct", CORRECT, outcome.published.id))
        match outcome.deed:
            case Deed.ASKED_FOR_CHANGE:
                text = words("signing.notice.change", title=title, comment=proposal.comment)
                return Letter(text, _row(words, "button.signing.revise", REVISE, proposal.id))
            case Deed.WITHDREW:
                return Letter(words("signing.notice.withdrawn", title=title, writer=writer))
            case _:
                text = words("signing.notice.waiting", title=title, writer=writer)
                return Letter(text, _row(words, "button.signing.look", LOOK, proposal.id))


def _row(words: Words, key: str, data: str, number: int | None) -> tuple[tuple[Button, ...], ...]:
    return ((Button(words(key), f"{data}:{number}"),),)

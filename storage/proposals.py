"""Updates on their way to being published, and their signatures."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, insert, or_, select, update

from people.organisation import Organisation
from promises.proposal import Proposal, ProposalState, Signature
from storage.progress import SAID, read_said, said
from storage.statements import Row, Statements
from storage.tables import proposals, signatures

_KEPT = ("author", "written", "state", "comment", "reminded", "published")
_SELECT = select(proposals.c.id, *(proposals.c[name] for name in (*SAID, *_KEPT)))
_THIS = proposals.c.id == bindparam("number")
_FIND = _SELECT.where(_THIS)
_FIND_AND_LOCK = _FIND.with_for_update()
_OPEN = or_(
    proposals.c.state == ProposalState.WAITING.value,
    proposals.c.state == ProposalState.CHANGE_ASKED.value,
)
_WAITING = _SELECT.where(_OPEN).order_by(proposals.c.id)
_ADD = insert(proposals).returning(proposals.c.id)
_CHANGE = update(proposals).where(_THIS).values({name: bindparam(name) for name in (*SAID, *_KEPT)})
_SIGNATURES = (
    select(signatures.c.organisation, signatures.c.member, signatures.c.moment)
    .where(signatures.c.proposal == bindparam("of"))
    .order_by(signatures.c.moment, signatures.c.organisation)
)
_SIGN = insert(signatures)
_UNSIGN = delete(signatures).where(signatures.c.proposal == bindparam("of"))


class StoredProposals:
    """`promises.ports.Proposals`. `lock`: what is found for changing is locked."""

    def __init__(self, statements: Statements, *, lock: bool) -> None:
        self._statements = statements
        self._find = _FIND_AND_LOCK if lock else _FIND

    def add(self, proposal: Proposal, /) -> int:
        """Keep a new one with its signatures; returns its number."""
        number = int(self._statements.all(_ADD, **_row(proposal))[0][0])
        self._sign(number, proposal.signatures)
        return number

    def find(self, number: int, /) -> Proposal | None:
        """The proposal of that number; inside a writing transaction it stays as found until that ends."""
        row = self._statements.first(self._find, number=number)
        return self._proposal(row) if row else None

    def change(self, proposal: Proposal, /) -> None:
        """Replace what is kept of it, signatures too.

        Raises:
            ValueError: it was never kept.
        """
        number = proposal.id
        if number is None:
            raise ValueError("a proposal that is not kept cannot be changed")
        self._statements.run(_CHANGE, number=number, **_row(proposal))
        self._statements.run(_UNSIGN, of=number)
        self._sign(number, proposal.signatures)

    def waiting(self) -> Sequence[Proposal]:
        """Those that wait for a signature or for a change, oldest first."""
        return [self._proposal(row) for row in self._statements.all(_WAITING)]

    def _sign(self, number: int, signed: Sequence[Signature]) -> None:
        for each in signed:
            organisation = each.organisation.value
            self._statements.run(
                _SIGN, proposal=number, organisation=organisation, member=each.member, moment=each.moment
            )

    def _proposal(self, row: Row) -> Proposal:
        number, *words, author, written, state, comment, reminded, published = row
        signed = tuple(
            Signature(Organisation(organisation), int(member), moment)
            for organisation, member, moment in self._statements.all(_SIGNATURES, of=number)
        )
        return Proposal(
            int(number),
            read_said(published, words, written),
            int(author),
            written,
            ProposalState(state),
            signed,
            comment,
            reminded,
        )


def _row(proposal: Proposal) -> dict[str, object]:
    return said(proposal.update) | {
        "author": proposal.author,
        "written": proposal.written,
        "state": proposal.state.value,
        "comment": proposal.comment,
        "reminded": proposal.reminded,
        "published": proposal.update.id,
    }

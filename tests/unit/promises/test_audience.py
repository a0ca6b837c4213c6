from dataclasses import replace

from people.organisation import Organisation
from people.staff import Role
from promises.audience import concerned, editors
from promises.proposal import Proposal, ProposalState, Signature
from tests.unit.promises.examples import NOW, member, update

M, P = Organisation.MUNICIPALITY, Organisation.POLICE
ALVA, BO, CEM, DINA = member(1, M), member(2, P), member(3, M), member(4, P)
ANALYST, GONE, NEITHER = member(5, P, Role.ANALYST), replace(member(6, P), until=NOW.date()), member(7, None)
ALL = (ALVA, BO, CEM, DINA, ANALYST, GONE, NEITHER)
WAITING = Proposal(12, update(0), ALVA.number, NOW, signatures=(Signature(M, ALVA.number, NOW),))


def test_while_it_waits_those_hear_who_can_sign() -> None:
    assert concerned(WAITING, ALL, ALVA.number) == (BO, DINA)


def test_a_change_asked_for_is_for_whoever_wrote_it() -> None:
    asked = replace(WAITING, state=ProposalState.CHANGE_ASKED, signatures=())
    assert concerned(asked, ALL, BO.number) == (ALVA,)


def test_where_the_writer_has_gone_their_colleagues_hear() -> None:
    asked = replace(WAITING, state=ProposalState.CHANGE_ASKED, signatures=())
    left = replace(ALVA, until=NOW.date())
    assert concerned(asked, (left, BO, CEM), BO.number) == (CEM,)
    assert concerned(replace(asked, author=0), ALL, BO.number) == (ALVA, CEM)


def test_that_it_is_public_is_told_to_whoever_wrote_it_unless_they_did_it() -> None:
    public = replace(WAITING, state=ProposalState.PUBLISHED)
    assert concerned(public, ALL, BO.number) == (ALVA,)
    assert concerned(public, ALL, ALVA.number) == ()


def test_those_who_had_been_asked_to_sign_hear_that_it_was_taken_back() -> None:
    gone = replace(WAITING, state=ProposalState.WITHDRAWN, signatures=())
    assert concerned(gone, ALL, CEM.number) == (BO, DINA)


def test_editors_are_those_of_the_named_organisations_who_may_record() -> None:
    assert editors(ALL, [P]) == (BO, DINA)
    assert editors(ALL, [P, M]) == (ALVA, BO, CEM, DINA)
    assert editors(ALL, []) == ()

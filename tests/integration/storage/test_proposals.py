from dataclasses import replace
from datetime import timedelta

import pytest

from people.organisation import Organisation
from promises.promise import ProgressUpdate, Status
from promises.proposal import Proposal, ProposalState, Signature
from storage.database import Database
from storage.errors import StorageError
from storage.unit_of_work import UnitOfWork
from tests.integration.storage.examples import NOW

LATER = NOW + timedelta(hours=3)
MUNICIPALITY, POLICE = Organisation
EVERYTHING = ProgressUpdate(
    id=None,
    commitment="prevention",
    status=Status.DELAYED,
    text='Två skolor <b> "å" 😀\nav fem.',
    language="sv",
    source="https://sandviken.se/x",
    organisation=MUNICIPALITY,
    recorded=NOW,
    sample=True,
    activity="schools",
    percent=0,
    translations={"ar": "مدرستان", "en": "Two schools."},
    corrects=2**40,
    answers="worry/dark",
)
BARE = ProgressUpdate(None, "dialogue", Status.DONE, "Klart.", "sv", "", POLICE, NOW)
SIGNED = Proposal(
    None, EVERYTHING, 7, NOW, signatures=(Signature(MUNICIPALITY, 7, NOW),), comment="Vilka?", reminded=NOW
)


async def add(database: Database, proposal: Proposal) -> Proposal:
    return replace(proposal, id=await database.write(lambda work: work.proposals.add(proposal)))


async def found(database: Database, number: int | None) -> Proposal | None:
    return await database.read(lambda work: work.proposals.find(number or 0))


@pytest.mark.parametrize("proposal", [SIGNED, Proposal(None, BARE, 0, NOW)])
async def test_a_proposal_is_found_as_it_was_kept(database: Database, elsewhere: Database, proposal: Proposal) -> None:
    kept = await add(database, proposal)

    assert await found(elsewhere, kept.id) == kept
    assert await found(elsewhere, 77) is None


async def test_everything_of_a_proposal_can_change_but_its_number(database: Database, elsewhere: Database) -> None:
    kept, other = await add(database, SIGNED), await add(database, SIGNED)
    changed = Proposal(
        kept.id,
        replace(BARE, id=12, recorded=LATER),
        8,
        LATER,
        ProposalState.PUBLISHED,
        (Signature(POLICE, 8, NOW), Signature(MUNICIPALITY, 9, LATER)),
    )
    await database.write(lambda work: work.proposals.change(changed))

    assert await found(elsewhere, kept.id) == changed
    assert await found(elsewhere, other.id) == other


async def test_voided_signatures_are_gone(database: Database, elsewhere: Database) -> None:
    kept = await add(database, SIGNED)
    asked = replace(kept, state=ProposalState.CHANGE_ASKED, signatures=())
    await database.write(lambda work: work.proposals.change(asked))

    assert await found(elsewhere, kept.id) == asked


async def test_what_waits_is_what_is_neither_published_nor_withdrawn(database: Database, elsewhere: Database) -> None:
    kept = [await add(database, replace(SIGNED, state=state)) for state in ProposalState]
    waiting = [each for each in kept if each.state in (ProposalState.WAITING, ProposalState.CHANGE_ASKED)]

    assert await elsewhere.read(lambda work: work.proposals.waiting()) == waiting


async def test_one_organisation_cannot_stand_twice_under_a_proposal(database: Database, elsewhere: Database) -> None:
    twice = replace(SIGNED, signatures=(Signature(POLICE, 1, NOW), Signature(POLICE, 2, LATER)))
    with pytest.raises(StorageError):
        await database.write(lambda work: work.proposals.add(twice))

    assert await elsewhere.read(lambda work: work.proposals.waiting()) == []


async def test_what_was_never_kept_cannot_change(database: Database) -> None:
    with pytest.raises(ValueError, match="not kept"):
        await database.write(lambda work: work.proposals.change(SIGNED))


async def test_a_proposal_of_a_unit_of_work_that_failed_was_never_there(
    database: Database, elsewhere: Database
) -> None:
    def add_and_fail(work: UnitOfWork) -> None:
        work.proposals.add(SIGNED)
        raise KeyError

    with pytest.raises(KeyError):
        await database.write(add_and_fail)
    kept = await add(database, SIGNED)

    assert await elsewhere.read(lambda work: work.proposals.waiting()) == [kept]

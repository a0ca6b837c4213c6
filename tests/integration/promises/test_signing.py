import asyncio
from collections.abc import Awaitable
from dataclasses import replace

import pytest

from people.audit import OPERATOR, Deed
from people.invitation_draft import InvitationDraft
from people.organisation import Organisation
from people.ports import StoreTrouble
from people.staff import Role, StaffMember
from promises.desk import Outcome
from promises.draft_check import DraftProblem
from promises.drafting import Draft, correction, revision
from promises.promise import Status
from promises.proposal import ProposalState
from promises.service import Result
from promises.signing import Refusal, fingerprint
from tests.integration.promises.town import Town
from tests.unit.promises.examples import DRAFT, PROMISE

MUNICIPALITY, POLICE = Organisation.MUNICIPALITY, Organisation.POLICE


async def done(result: Awaitable[Result]) -> Outcome:
    outcome = await result
    assert isinstance(outcome, Outcome), outcome
    return outcome


async def proposed(town: Town, member: StaffMember, draft: Draft = DRAFT) -> tuple[int, str]:
    """A proposal's number, and what stands for what it says."""
    outcome = await done(town.promises.submit(town.visit(member), await town.write(member, draft)))
    assert outcome.proposal.id
    return outcome.proposal.id, fingerprint(outcome.proposal.update)


async def test_an_update_is_written_by_one_organisation_signed_by_the_other_and_then_public(
    town: Town, alva: StaffMember, bo: StaffMember
) -> None:
    first = await done(town.promises.submit(town.visit(alva), await town.write(alva, DRAFT)))
    assert (first.published, first.tell, await town.published()) == (None, (bo,), [])

    [waiting] = await town.waiting()
    second = await done(town.promises.sign(town.visit(bo), 1, fingerprint(waiting.update)))
    assert (second.deed, second.tell) == (Deed.SIGNED, (alva,))

    [update] = await town.published()
    assert update == second.published
    assert (update.id, update.text, update.status) == (1, DRAFT.text, Status.IN_PROGRESS)
    assert (update.organisation, update.signed_by, update.recorded) == (
        MUNICIPALITY,
        (MUNICIPALITY, POLICE),
        town.now,
    )
    assert await town.waiting() == ()
    settled = await town.proposal(1)
    assert settled == second.proposal
    assert settled is not None
    assert (settled.state, settled.update.id) == (ProposalState.PUBLISHED, 1)
    assert await town.trail() == [
        (alva.number, "proposed", "proposal 1"),
        (bo.number, "signed", "proposal 1"),
        (bo.number, "published", "proposal 1, update 1"),
    ]


async def test_where_one_signature_is_enough_it_is_public_at_once(
    town: Town, alva: StaffMember, bo: StaffMember
) -> None:
    town.needed = 1
    outcome = await done(town.promises.submit(town.visit(alva), await town.write(alva, DRAFT)))
    assert ([outcome.published], outcome.tell) == (await town.published(), ())
    assert (await town.published())[0].signed_by == (MUNICIPALITY,)
    assert await town.promises.sign(town.visit(bo), 1, "") is Refusal.NOT_WAITING


async def test_an_update_is_submitted_once_however_often_the_button_is_pressed(town: Town, alva: StaffMember) -> None:
    seen = await town.write(alva, DRAFT)
    await done(town.promises.submit(town.visit(alva), seen))
    assert await town.promises.submit(town.visit(alva), seen) is Refusal.NO_DRAFT
    assert len(await town.waiting()) == 1


async def test_an_invitation_that_is_being_written_is_no_update_and_stays(town: Town, alva: StaffMember) -> None:
    inviting = InvitationDraft(Role.EDITOR, POLICE, town.now).written()
    await town.keep(alva, inviting)
    assert await town.promises.submit(town.visit(alva), "") is Refusal.NO_DRAFT
    assert await town.draft(alva) == inviting


async def test_what_was_written_after_the_preview_is_not_submitted_by_the_previews_button(
    town: Town, alva: StaffMember
) -> None:
    seen = await town.write(alva, DRAFT)
    await town.write(alva, replace(DRAFT, text="Annat."))
    assert await town.promises.submit(town.visit(alva), seen) is Refusal.CHANGED
    assert await town.draft(alva) is not None


async def test_a_draft_with_problems_stays_where_it_was(town: Town, alva: StaffMember) -> None:
    seen = await town.write(alva, replace(DRAFT, text="", source="x"))
    assert await town.promises.submit(town.visit(alva), seen) == (DraftProblem.NO_TEXT, DraftProblem.NO_LINK)
    assert await town.draft(alva) is not None
    assert (await town.waiting(), await town.trail()) == ((), [])


async def test_a_role_taken_back_at_noon_signs_nothing_at_noon(town: Town, alva: StaffMember, bo: StaffMember) -> None:
    number, seen = await proposed(town, alva)
    await town.change(replace(bo, until=town.now.date()))
    assert await town.promises.sign(town.visit(bo), number, seen) is Refusal.LOST_RIGHT
    assert await town.promises.ask_for_change(town.visit(bo), number, seen, "Vilka?") is Refusal.LOST_RIGHT
    assert await town.promises.history(bo.person, "dialogue") is Refusal.LOST_RIGHT
    await town.change(replace(bo, role=Role.FIELD_WORKER))
    assert await town.promises.sign(town.visit(bo), number, seen) is Refusal.LOST_RIGHT
    await town.change(replace(bo, organisation=None))
    assert await town.promises.sign(town.visit(bo), number, seen) is Refusal.NO_ORGANISATION
    assert (await town.published(), len(await town.trail())) == ([], 1)


async def test_who_loses_their_role_while_writing_submits_nothing(town: Town, alva: StaffMember) -> None:
    seen = await town.write(alva, DRAFT)
    await town.change(replace(alva, until=town.now.date()))
    assert await town.promises.submit(town.visit(alva), seen) is Refusal.LOST_RIGHT


async def test_colleagues_and_who_changes_sides_cannot_be_the_second_signature(
    town: Town, alva: StaffMember, bo: StaffMember
) -> None:
    number, seen = await proposed(town, alva)
    cem = await town.hire(3, MUNICIPALITY)
    assert await town.promises.sign(town.visit(cem), number, seen) is Refusal.ORGANISATION_SIGNED
    await town.change(replace(alva, organisation=POLICE))
    assert await town.promises.sign(town.visit(alva), number, seen) is Refusal.MEMBER_SIGNED
    assert await town.promises.sign(town.visit(bo), 77, seen) is Refusal.UNKNOWN
    assert await town.published() == []


async def test_a_change_asked_for_goes_back_comes_again_and_needs_every_signature_anew(
    town: Town, alva: StaffMember, bo: StaffMember
) -> None:
    number, seen = await proposed(town, alva)
    asked = await done(town.promises.ask_for_change(town.visit(bo), number, seen, " Vilka skolor? "))
    assert (asked.tell, asked.proposal.comment, asked.proposal.signatures) == ((alva,), "Vilka skolor?", ())
    assert await town.promises.sign(town.visit(bo), number, seen) is Refusal.NOT_WAITING

    draft = replace(revision(asked.proposal), text="Två skolor.")
    again = await done(town.promises.submit(town.visit(alva), await town.write(alva, draft)))
    assert (again.proposal.id, again.tell, again.published) == (number, (bo,), None)
    assert await town.promises.sign(town.visit(bo), number, seen) is Refusal.CHANGED
    out = await done(town.promises.sign(town.visit(bo), number, fingerprint(again.proposal.update)))
    assert out.published is not None
    assert out.published.text == "Två skolor."
    assert [deed for _, deed, _ in await town.trail()] == [
        "proposed", "asked_for_change", "proposed", "signed", "published",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("comment", "problem"),
    [(" ", DraftProblem.NO_TEXT), ("x" * 1001, DraftProblem.TEXT_TOO_LONG), ("Vilka?\ud83d", DraftProblem.UNWRITABLE)],
)
async def test_a_change_is_asked_for_in_words(
    town: Town, alva: StaffMember, bo: StaffMember, comment: str, problem: DraftProblem
) -> None:
    number, seen = await proposed(town, alva)
    assert await town.promises.ask_for_change(town.visit(bo), number, seen, comment) == (problem,)
    assert len(await town.trail()) == 1


async def test_only_its_own_organisation_revises_or_withdraws_a_proposal(
    town: Town, alva: StaffMember, bo: StaffMember
) -> None:
    number, _ = await proposed(town, alva)
    assert await town.promises.withdraw(town.visit(bo), number) is Refusal.NOT_YOURS
    found = await town.proposal(number)
    assert found is not None
    seen = await town.write(bo, replace(revision(found), text="Polisens ord."))
    assert await town.promises.submit(town.visit(bo), seen) is Refusal.NOT_YOURS

    gone = await done(town.promises.withdraw(town.visit(alva), number))
    assert (gone.tell, await town.waiting(), await town.published()) == ((bo,), (), [])
    assert await town.promises.withdraw(town.visit(alva), number) is Refusal.NOT_WAITING
    assert await town.promises.withdraw(town.visit(alva), 77) is Refusal.UNKNOWN


async def test_what_left_the_promise_while_it_waited_is_not_published(
    town: Town, alva: StaffMember, bo: StaffMember
) -> None:
    number, seen = await proposed(town, alva)
    shorter = replace(town.promises, promise=replace(PROMISE, commitments=PROMISE.commitments[1:]))
    assert await shorter.sign(town.visit(bo), number, seen) is Refusal.LEFT_THE_PROMISE
    assert await town.published() == []


async def test_a_correction_is_signed_like_any_update_and_both_stay_in_the_history(
    town: Town, alva: StaffMember, bo: StaffMember
) -> None:
    number, seen = await proposed(town, alva)
    wrong = (await done(town.promises.sign(town.visit(bo), number, seen))).published
    assert wrong is not None
    number, seen = await proposed(town, bo, replace(correction(wrong), text="Tre samtal har hållits."))
    right = (await done(town.promises.sign(town.visit(alva), number, seen))).published
    assert right is not None
    assert (right.corrects, right.text) == (wrong.id, "Tre samtal har hållits.")
    assert await town.promises.history(bo.person, "dialogue") == (wrong, right)


async def test_nothing_is_corrected_that_was_said_of_another_commitment(town: Town, alva: StaffMember) -> None:
    town.needed = 1
    await proposed(town, alva)
    for draft in (replace(DRAFT, corrects=1, commitment="prevention"), replace(DRAFT, corrects=77)):
        seen = await town.write(alva, draft)
        assert await town.promises.submit(town.visit(alva), seen) == (DraftProblem.WRONG_CORRECTION,)


async def test_two_who_sign_at_the_same_moment_publish_once(town: Town, alva: StaffMember, bo: StaffMember) -> None:
    number, seen = await proposed(town, alva)
    dina = await town.hire(4, POLICE)
    both = await asyncio.gather(
        *(town.promises.sign(town.visit(each), number, seen) for each in (bo, dina)),
    )
    assert sorted(isinstance(each, Outcome) for each in both) == [False, True]
    assert Refusal.NOT_WAITING in both
    assert len(await town.published()) == 1
    assert len(await town.trail()) == 3


async def test_a_failure_in_the_middle_leaves_nothing_of_it(town: Town, alva: StaffMember, bo: StaffMember) -> None:
    number, seen = await proposed(town, alva)
    before = await town.proposal(number)
    no_zone = replace(town.promises, clock=lambda: town.now.replace(tzinfo=None))
    visit = await town.arrival(bo)
    with pytest.raises((StoreTrouble, ValueError)):
        await no_zone.sign(visit, number, seen)
    assert (await town.proposal(number), await town.published(), len(await town.trail())) == (before, [], 1)
    assert not await town.is_done(visit)


async def test_a_press_is_done_with_in_the_commit_of_what_it_did_and_a_refused_one_is_left_to_whoever_writes_it_down(
    town: Town, alva: StaffMember, bo: StaffMember
) -> None:
    number, seen = await proposed(town, alva)
    refused, signed = await town.arrival(alva), await town.arrival(bo)
    assert await town.promises.sign(refused, number, seen) is Refusal.ORGANISATION_SIGNED
    await done(town.promises.sign(signed, number, seen))
    assert not await town.is_done(refused)
    assert await town.is_done(signed)


async def test_the_operators_command_publishes_where_one_signature_is_enough(town: Town) -> None:
    town.needed = 1
    outcome = await town.promises.record(replace(DRAFT, text=" Klart. "), POLICE)
    assert isinstance(outcome, Outcome)
    [update] = await town.published()
    assert (outcome.published, update.text, update.signed_by) == (update, "Klart.", (POLICE,))
    assert await town.trail() == [
        (OPERATOR, "proposed", "proposal 1"),
        (OPERATOR, "published", "proposal 1, update 1"),
    ]


async def test_the_operators_command_proposes_where_two_must_sign(
    town: Town, alva: StaffMember, bo: StaffMember
) -> None:
    outcome = await town.promises.record(DRAFT, POLICE)
    assert isinstance(outcome, Outcome)
    assert (outcome.published, outcome.tell, await town.published()) == (None, (alva,), [])
    signed = await done(town.promises.sign(town.visit(alva), 1, fingerprint(outcome.proposal.update)))
    assert signed.tell == (bo,)
    assert [each.signed_by for each in await town.published()] == [(POLICE, MUNICIPALITY)]


async def test_the_operator_is_told_what_is_wrong_and_nothing_is_kept(town: Town) -> None:
    problems = await town.promises.record(replace(DRAFT, text="", source="x"), POLICE)
    assert problems == (DraftProblem.NO_TEXT, DraftProblem.NO_LINK)
    assert (await town.published(), await town.trail()) == ([], [])


async def test_sample_progress_stays_marked_as_sample(town: Town, alva: StaffMember) -> None:
    town.needed = 1
    await proposed(town, alva, replace(DRAFT, sample=True))
    assert [each.sample for each in await town.published()] == [True]

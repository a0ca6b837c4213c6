from dataclasses import fields, replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.organisation import Organisation
from people.staff import Right, Role
from promises.promise import ProgressUpdate, Status
from promises.proposal import Proposal, ProposalState, Signature
from promises.signing import (
    Actor,
    Refusal,
    acting,
    ask_for_change,
    fingerprint,
    is_ready,
    propose,
    published,
    revise,
    sign,
    withdraw,
)
from tests.unit.promises.examples import NOW, member, update

MUNICIPALITY, POLICE = Organisation.MUNICIPALITY, Organisation.POLICE
ALVA, BO, CEM = Actor(1, MUNICIPALITY), Actor(2, POLICE), Actor(3, MUNICIPALITY)
LATER = NOW + timedelta(hours=1)
WORDS = update(0, percent=40)
PROPOSED = replace(propose(WORDS, ALVA, NOW), id=12)
SEEN = fingerprint(PROPOSED.update)


def signed(proposal: Proposal | Refusal) -> Proposal:
    assert isinstance(proposal, Proposal), proposal
    return proposal


def test_writing_it_is_the_first_signature_and_not_enough_where_two_must_sign() -> None:
    assert PROPOSED.signatures == (Signature(MUNICIPALITY, 1, NOW),)
    assert (is_ready(PROPOSED, 1), is_ready(PROPOSED, 2)) == (True, False)


def test_a_proposal_is_made_in_the_name_of_its_writers_organisation() -> None:
    assert propose(WORDS, BO, LATER).update == replace(WORDS, organisation=POLICE, recorded=LATER)


def test_the_other_organisations_yes_makes_it_ready_and_it_is_published_with_both_names() -> None:
    both = signed(sign(PROPOSED, BO, SEEN, LATER))
    assert is_ready(both, 2)
    out = published(both, LATER)
    assert (out.signed_by, out.recorded, out.id) == ((MUNICIPALITY, POLICE), LATER, None)
    assert fingerprint(out) == SEEN


def test_nobody_signs_for_an_organisation_that_has_signed() -> None:
    for actor in (ALVA, CEM):
        assert sign(PROPOSED, actor, SEEN, LATER) is Refusal.ORGANISATION_SIGNED


def test_who_has_changed_sides_does_not_sign_a_second_time() -> None:
    assert sign(PROPOSED, Actor(ALVA.number, POLICE), SEEN, LATER) is Refusal.MEMBER_SIGNED


def test_nobody_signs_what_they_have_not_seen() -> None:
    revised = signed(revise(PROPOSED, replace(WORDS, text="Annat."), ALVA, LATER))
    assert sign(revised, BO, SEEN, LATER) is Refusal.CHANGED
    assert ask_for_change(revised, BO, SEEN, "Varför?") is Refusal.CHANGED
    assert is_ready(signed(sign(revised, BO, fingerprint(revised.update), LATER)), 2)


def test_a_change_asked_for_voids_every_signature_and_sends_it_back() -> None:
    back = signed(ask_for_change(PROPOSED, BO, SEEN, "  Skriv vilka skolor. "))
    assert (back.state, back.signatures, back.comment) == (ProposalState.CHANGE_ASKED, (), "Skriv vilka skolor.")
    assert not is_ready(back, 0)
    assert sign(back, BO, SEEN, LATER) is Refusal.NOT_WAITING
    revised = signed(revise(back, replace(WORDS, text="Två skolor."), CEM, LATER))
    assert (revised.id, revised.author, revised.comment, revised.signed_by) == (12, 3, "", (MUNICIPALITY,))
    assert (revised.state, revised.written) == (ProposalState.WAITING, LATER)


def test_who_wrote_it_changes_it_rather_than_asks_for_a_change() -> None:
    assert ask_for_change(PROPOSED, CEM, SEEN, "x") is Refusal.YOURS


def test_only_the_writers_organisation_changes_it_or_takes_it_back() -> None:
    assert revise(PROPOSED, WORDS, BO, LATER) is Refusal.NOT_YOURS
    assert withdraw(PROPOSED, BO) is Refusal.NOT_YOURS
    gone = signed(withdraw(PROPOSED, CEM))
    assert (gone.state, gone.signatures) == (ProposalState.WITHDRAWN, ())


@pytest.mark.parametrize("state", [ProposalState.PUBLISHED, ProposalState.WITHDRAWN])
def test_what_is_settled_is_settled(state: ProposalState) -> None:
    settled = replace(PROPOSED, state=state)
    assert {
        sign(settled, BO, SEEN, LATER),
        ask_for_change(settled, BO, SEEN, "x"),
        revise(settled, WORDS, ALVA, LATER),
        withdraw(settled, ALVA),
    } == {Refusal.NOT_WAITING}
    assert not is_ready(settled, 1)


def test_a_right_is_asked_for_and_not_remembered() -> None:
    editor = member(1, MUNICIPALITY)
    assert acting(editor, Right.RECORD) == ALVA
    assert acting(replace(editor, until=NOW.date()), Right.RECORD) is Refusal.LOST_RIGHT
    assert acting(member(1, MUNICIPALITY, Role.ANALYST), Right.SIGN) is Refusal.LOST_RIGHT
    assert acting(None, Right.SIGN) is Refusal.LOST_RIGHT
    assert acting(member(1, None, Role.ADMINISTRATOR), Right.SIGN) is Refusal.NO_ORGANISATION


OTHER_WORDS: dict[str, object] = {
    "commitment": "prevention",
    "status": Status.DELAYED,
    "text": "Vi har setts!",
    "language": "en",
    "source": "https://sandviken.se",
    "organisation": POLICE,
    "sample": True,
    "activity": "schools",
    "percent": 41,
    "translations": {"en": "We met."},
    "corrects": 3,
    "answers": "worry/dark",
}


def test_every_part_that_a_reader_is_told_is_in_the_fingerprint_and_what_they_are_not_is_not() -> None:
    silent = {"id", "recorded", "signed_by"}
    assert set(OTHER_WORDS) | silent == {each.name for each in fields(ProgressUpdate)}
    for name, value in OTHER_WORDS.items():
        assert fingerprint(replace(WORDS, **{name: value})) != fingerprint(WORDS)  # type: ignore[arg-type]  # by name
    assert fingerprint(replace(WORDS, id=7, recorded=LATER, signed_by=(POLICE,))) == fingerprint(WORDS)


@given(st.text(st.characters(categories=None)), st.dictionaries(st.text(max_size=3), st.text(max_size=3)))
def test_a_fingerprint_fits_in_a_button_beside_a_numbers_digits(text: str, translations: dict[str, str]) -> None:
    said = fingerprint(replace(WORDS, text=text, translations=translations))
    assert len(f"u:change:{2**40}:{said}".encode()) <= 64
    backwards = dict(reversed(list(translations.items())))
    assert said == fingerprint(replace(WORDS, text=text, translations=backwards))

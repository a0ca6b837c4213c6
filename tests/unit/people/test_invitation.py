import re
import secrets
from base64 import urlsafe_b64decode
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.invitation import (
    LINK,
    LIVES,
    TOKEN_BYTES,
    Invitation,
    InvitationState,
    deep_link,
    new_token,
    token_hash,
)
from people.invitation_draft import WAITS, InvitationDraft, read_invitation_draft
from people.organisation import Organisation
from people.person import PersonKey
from people.staff import Role

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)
SENT = Invitation(token_hash("token"), "Karin", Role.EDITOR, Organisation.POLICE, (), 1, NOW + LIVES)


@given(st.binary(min_size=TOKEN_BYTES, max_size=TOKEN_BYTES))
def test_a_token_keeps_all_of_its_128_bits_in_what_a_link_may_carry(randomness: bytes) -> None:
    token = new_token(randomness)
    assert urlsafe_b64decode(token + "==") == randomness
    assert re.fullmatch("[A-Za-z0-9_-]{1,64}", LINK + token)
    assert deep_link("Some_bot", token) == f"https://t.me/Some_bot?start=i_{token}"


def test_a_token_has_128_bits() -> None:
    assert TOKEN_BYTES * 8 == 128


def test_no_two_tokens_are_alike() -> None:
    assert len({new_token(secrets.token_bytes(TOKEN_BYTES)) for _ in range(1000)}) == 1000


def test_what_is_stored_is_the_sha_256_of_a_token_and_says_nothing_of_it() -> None:
    assert token_hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@given(st.text(alphabet=st.characters()))
def test_whatever_somebody_writes_as_a_token_can_be_looked_up(text: str) -> None:
    assert len(token_hash(text)) == 64


def test_half_a_character_can_be_looked_up_too() -> None:
    assert len(token_hash("\ud83d")) == 64


@pytest.mark.parametrize(
    ("after", "holds"), [(timedelta(0), True), (LIVES - INSTANT, True), (LIVES, False), (LIVES + INSTANT, False)]
)
def test_a_link_can_be_opened_for_24_hours(after: timedelta, holds: bool) -> None:
    assert timedelta(hours=24) == LIVES
    assert SENT.holds(NOW + after) is holds


@pytest.mark.parametrize("state", [state for state in InvitationState if state is not InvitationState.SENT])
def test_a_link_can_be_opened_once(state: InvitationState) -> None:
    assert not replace(SENT, state=state).holds(NOW)


def test_the_digits_to_compare_are_other_ones_for_another_person() -> None:
    codes = {replace(SENT, opened_by=PersonKey(f"person {number}")).code for number in range(50)}
    assert len(codes) > 45
    assert all(re.fullmatch("[0-9]{4}", code) for code in codes)


DRAFT = InvitationDraft(Role.ANALYST, Organisation.MUNICIPALITY, NOW)


def test_a_draft_is_read_as_it_was_written_and_another_kind_is_not_taken_for_it() -> None:
    assert read_invitation_draft(DRAFT.written()) == DRAFT
    assert read_invitation_draft('{"kind": "update", "role": "analyst"}') is None
    assert read_invitation_draft("{}") is None


def test_a_name_is_waited_for_half_an_hour() -> None:
    assert DRAFT.waits(NOW + WAITS - INSTANT)
    assert not DRAFT.waits(NOW + WAITS)

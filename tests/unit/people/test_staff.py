"""What each role may do, cell by cell."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.organisation import Organisation
from people.person import PersonKey
from people.staff import LONGEST_NAME, RIGHTS, Right, Role, StaffMember, read_name

TODAY = date(2026, 11, 23)
MEMBER = StaffMember(1, PersonKey("k"), "Karin", Role.EDITOR, Organisation.POLICE, (), TODAY)

MAY = {
    (Role.ADMINISTRATOR, Organisation.MUNICIPALITY): {Right.MANAGE, Right.RECORD, Right.SIGN, Right.FIGURES},
    (Role.ADMINISTRATOR, Organisation.POLICE): {Right.MANAGE, Right.RECORD, Right.SIGN, Right.FIGURES},
    (Role.ADMINISTRATOR, None): {Right.MANAGE, Right.FIGURES},
    (Role.EDITOR, Organisation.MUNICIPALITY): {Right.RECORD, Right.SIGN, Right.FIGURES},
    (Role.EDITOR, Organisation.POLICE): {Right.RECORD, Right.SIGN, Right.FIGURES},
    (Role.EDITOR, None): {Right.FIGURES},
    (Role.ANALYST, Organisation.MUNICIPALITY): {Right.FIGURES, Right.READ, Right.EXPORT},
    (Role.ANALYST, Organisation.POLICE): {Right.FIGURES},
    (Role.ANALYST, None): {Right.FIGURES},
    (Role.FIELD_WORKER, Organisation.MUNICIPALITY): {Right.DIALOGUE},
    (Role.FIELD_WORKER, Organisation.POLICE): {Right.DIALOGUE},
    (Role.FIELD_WORKER, None): {Right.DIALOGUE},
}


def test_the_table_has_every_role_and_organisation() -> None:
    assert MAY.keys() == set(product(Role, (*Organisation, None)))
    assert RIGHTS.keys() == set(Role)


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize(("role", "organisation"), MAY)
def test_each_role_may_do_what_its_work_needs_and_nothing_else(
    role: Role, organisation: Organisation | None, right: Right
) -> None:
    member = replace(MEMBER, role=role, organisation=organisation)
    assert member.may(right) is (right in MAY[role, organisation])


@pytest.mark.parametrize(("role", "organisation"), MAY)
def test_who_is_revoked_may_do_nothing(role: Role, organisation: Organisation | None) -> None:
    member = replace(MEMBER, role=role, organisation=organisation, until=TODAY)
    assert not member.active
    assert not [right for right in Right if member.may(right)]


def test_nobody_may_both_manage_the_staff_and_read_what_residents_wrote() -> None:
    assert not [role for role, rights in RIGHTS.items() if {Right.MANAGE, Right.READ} <= rights]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Karin Berg", "Karin Berg"),
        ("  Karin\n\tBerg ", "Karin Berg"),
        ("Åsa", "Åsa"),
        ("A\u030asa", "Åsa"),
        ("Bo\u202e\u200b\x00", "Bo"),
        ("علی رضا", "علی رضا"),
        ("K" * LONGEST_NAME, "K" * LONGEST_NAME),
        ("K" * (LONGEST_NAME + 1), ""),
        ("", ""),
        ("…!?", ""),
        ("\u202e\u2066", ""),
        ("\ud83d", ""),
    ],
)
def test_a_name_is_kept_without_what_nobody_sees(written: str, kept: str) -> None:
    assert read_name(written) == kept


@given(st.text())
def test_whatever_is_written_is_a_short_line_or_no_name(written: str) -> None:
    name = read_name(written)
    assert len(name) <= LONGEST_NAME
    assert name == read_name(name)
    assert not name or name.isprintable()

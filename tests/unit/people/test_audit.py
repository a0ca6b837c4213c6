from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.audit import AuditEntry, Deed, first_broken, seal

KEY, OTHER = b"k" * 32, b"o" * 32
NOW = datetime(2026, 11, 23, 12, 0, 0, 5, tzinfo=UTC)
CHANGED = {
    "number": 77,
    "moment": NOW + timedelta(microseconds=1),
    "actor": 99,
    "deed": Deed.REVOKED,
    "subject": "staff 9",
    "seal": "0" * 64,
}


def chain(length: int, key: bytes = KEY) -> list[AuditEntry]:
    entries: list[AuditEntry] = []
    for number in range(1, length + 1):
        entry = AuditEntry(number, NOW, 3, Deed.SIGNED, f"proposal {number}")
        entries.append(replace(entry, seal=seal(key, entry, entries[-1].seal if entries else "")))
    return entries


lengths = st.integers(1, 12)


@given(lengths)
def test_a_chain_as_it_was_written_is_whole(length: int) -> None:
    assert first_broken(KEY, chain(length)) is None


def test_an_empty_chain_is_whole() -> None:
    assert first_broken(KEY, []) is None


def test_every_field_can_be_told_to_have_changed() -> None:
    assert CHANGED.keys() == {field.name for field in fields(AuditEntry)}


@pytest.mark.parametrize("field", CHANGED)
@given(st.data())
def test_any_field_of_any_entry_that_was_changed_is_found(field: str, data: st.DataObject) -> None:
    entries = chain(data.draw(lengths))
    at = data.draw(st.integers(0, len(entries) - 1))
    entries[at] = replace(entries[at], **{field: CHANGED[field]})  # type: ignore[arg-type]  # a field by its name
    assert first_broken(KEY, entries) == at + 1


@given(st.data())
def test_an_entry_left_out_is_found_unless_it_was_the_last(data: st.DataObject) -> None:
    entries = chain(data.draw(st.integers(2, 12)))
    at = data.draw(st.integers(0, len(entries) - 2))
    del entries[at]
    assert first_broken(KEY, entries) == at + 1


def test_who_has_not_the_key_cannot_write_a_chain() -> None:
    assert first_broken(KEY, chain(3, OTHER)) == 1
    assert first_broken(KEY, [*chain(2), replace(chain(3, OTHER)[2], number=3)]) == 3


def test_an_entry_sealed_anew_breaks_the_one_after_it() -> None:
    first, _, third = chain(3)
    second = AuditEntry(2, NOW, 3, Deed.REVOKED, "staff 2")
    assert first_broken(KEY, [first, replace(second, seal=seal(KEY, second, first.seal)), third]) == 3

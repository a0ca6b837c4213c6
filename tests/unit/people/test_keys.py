import pytest
from cryptography.fernet import InvalidToken

from people.keys import KeyRing, guard_mark, receipt_mark
from people.person import ChatId

SECRET = "a secret of more than 32 characters, kept apart"
OTHER = "another secret of more than 32 characters, later"


def test_the_same_person_is_found_again_under_the_same_secret() -> None:
    assert KeyRing(SECRET).person(123456789) == KeyRing(SECRET).person(123456789)


def test_two_people_never_share_a_key() -> None:
    ring = KeyRing(SECRET)
    assert len({ring.person(number) for number in range(1000)}) == 1000


def test_without_the_secret_an_id_cannot_be_tried_against_a_key() -> None:
    assert KeyRing(SECRET).person(123456789) != KeyRing(OTHER).person(123456789)


def test_a_receipts_mark_belongs_to_the_stored_key_and_says_nothing_of_the_code() -> None:
    assert receipt_mark(b"one", "0000-0000-0000-0000") == receipt_mark(b"one", "0000-0000-0000-0000")
    assert receipt_mark(b"one", "0000-0000-0000-0000") != receipt_mark(b"two", "0000-0000-0000-0000")
    assert "0000-0000" not in receipt_mark(b"one", "0000-0000-0000-0000")


def test_a_persons_key_says_nothing_of_the_id() -> None:
    assert "123456789" not in KeyRing(SECRET).person(123456789)


def test_what_an_earlier_secret_wrote_is_still_read_after_rotation() -> None:
    written = KeyRing(SECRET).cipher.encrypt(b"min fritext")
    assert KeyRing(OTHER, SECRET).cipher.decrypt(written) == b"min fritext"


def test_after_rotation_the_new_secret_writes() -> None:
    written = KeyRing(OTHER, SECRET).cipher.encrypt(b"text")
    assert KeyRing(OTHER).cipher.decrypt(written) == b"text"
    with pytest.raises(InvalidToken):
        KeyRing(SECRET).cipher.decrypt(written)


def test_rotating_what_is_stored_moves_it_to_the_new_secret() -> None:
    written = KeyRing(SECRET).cipher.encrypt(b"text")
    moved = KeyRing(OTHER, SECRET).cipher.rotate(written)
    assert KeyRing(OTHER).cipher.decrypt(moved) == b"text"


def test_the_mark_of_having_answered_dies_with_the_rounds_key_and_outlives_a_rotated_secret() -> None:
    chat = ChatId(123456789)
    assert guard_mark(b"round one", chat) == guard_mark(b"round one", chat)
    assert guard_mark(b"round one", chat) != guard_mark(b"round two", chat)
    assert guard_mark(b"round one", chat) != guard_mark(b"round one", ChatId(123456780))

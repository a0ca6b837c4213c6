import pytest
from cryptography.fernet import InvalidToken

from people.keys import KeyRing

SECRET = "a secret of more than 32 characters, kept apart"
OTHER = "another secret of more than 32 characters, later"


def test_the_same_person_is_found_again_under_the_same_secret() -> None:
    assert KeyRing(SECRET).person(123456789) == KeyRing(SECRET).person(123456789)


def test_two_people_never_share_a_key() -> None:
    ring = KeyRing(SECRET)
    assert len({ring.person(number) for number in range(1000)}) == 1000


def test_without_the_secret_an_id_cannot_be_tried_against_a_key() -> None:
    assert KeyRing(SECRET).person(123456789) != KeyRing(OTHER).person(123456789)


def test_a_person_and_a_receipt_of_the_same_words_look_different() -> None:
    ring = KeyRing(SECRET)
    assert ring.person(1) != ring.receipt("1")


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


def test_the_mark_of_having_answered_dies_with_the_rounds_key() -> None:
    person = KeyRing(SECRET).person(1)
    assert KeyRing.guard(b"round one", person) == KeyRing.guard(b"round one", person)
    assert KeyRing.guard(b"round one", person) != KeyRing.guard(b"round two", person)

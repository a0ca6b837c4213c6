from hypothesis import given
from hypothesis import strategies as st

from people.receipt import ALPHABET, RANDOM_BYTES, read_receipt_code, receipt_code

randomness = st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES)
misread = {"0": "O0o", "1": "1IiLl"}


def test_a_code_is_written_in_four_groups_of_four() -> None:
    assert receipt_code(bytes(10)) == "0000-0000-0000-0000"
    assert receipt_code(b"\xff" * 10) == "ZZZZ-ZZZZ-ZZZZ-ZZZZ"
    assert receipt_code(bytes(9) + b"\x01") == "0000-0000-0000-0001"


@given(randomness)
def test_a_code_typed_as_it_was_shown_is_found(random: bytes) -> None:
    assert read_receipt_code(receipt_code(random)) == receipt_code(random)


@given(randomness)
def test_a_code_carries_all_eighty_random_bits(random: bytes) -> None:
    letters = receipt_code(random).replace("-", "")
    number = 0
    for letter in letters:
        number = number * 32 + ALPHABET.index(letter)
    assert number.to_bytes(RANDOM_BYTES, "big") == random


@given(randomness, st.data())
def test_a_code_read_off_paper_is_found_whatever_was_taken_for_what(random: bytes, data: st.DataObject) -> None:
    code = receipt_code(random)
    typed = "".join(
        data.draw(st.sampled_from(misread.get(letter, letter + letter.lower())))
        for letter in code.replace("-", data.draw(st.sampled_from(["-", " ", "", "–"])))
    )
    assert read_receipt_code(f"  {typed}\n") == code


@given(st.text())
def test_whatever_is_typed_gives_a_code_as_issued_or_nothing(text: str) -> None:
    code = read_receipt_code(text)
    assert code is None or read_receipt_code(code) == code


def test_words_and_codes_cut_short_are_no_codes() -> None:
    for text in ("", "hej", "0000-0000-0000-000", "0000-0000-0000-0000-0", "UUUU-UUUU-UUUU-UUUU", "åäö0" * 4):
        assert read_receipt_code(text) is None


def test_a_code_copied_out_of_arabic_text_is_read() -> None:
    assert read_receipt_code("\u2068ABCD-1234-EFGH-5678\u2069") == "ABCD-1234-EFGH-5678"

from hypothesis import given
from hypothesis import strategies as st

from handlers.callbacks import Menu, pack_erase, pack_language, pack_menu, pack_tap, read_tap
from people.receipt import RANDOM_BYTES, receipt_code
from survey.definition import LATEST_VERSION
from survey.events import Action, Tap

NAMES = st.text(st.characters(exclude_characters=":", exclude_categories=["Cs"]), max_size=20)
TAPS = st.builds(Tap, st.integers(0, LATEST_VERSION), st.sampled_from(Action), NAMES, NAMES)


@given(TAPS)
def test_a_button_is_read_as_it_was_made(tap: Tap) -> None:
    assert read_tap(pack_tap(tap)) == tap


@given(st.text() | st.lists(st.text(max_size=5), max_size=7).map(":".join))
def test_no_made_up_button_is_more_than_a_wrong_one(data: str) -> None:
    tap = read_tap(data)
    assert tap is None or read_tap(pack_tap(tap)) == tap


@given(TAPS, st.text(max_size=5))
def test_a_button_with_something_before_or_behind_it_is_none_of_ours(tap: Tap, more: str) -> None:
    assert read_tap(f"{more}:{pack_tap(tap)}") is None
    assert read_tap(f"{pack_tap(tap)}:{more}") is None


def test_a_version_is_written_in_plain_digits() -> None:
    for version in ("-1", "+1", " 1", "1.0", "٣", "²", "", "1_0"):
        assert read_tap(f"s:{version}:c:age:adult") is None


def test_the_longest_names_fit_into_a_button() -> None:
    name = "n" * 20
    for data in (
        pack_tap(Tap(LATEST_VERSION, Action.CHOOSE, name, name)),
        *map(pack_menu, Menu),
        pack_language("zh-Hant"),
        pack_erase(receipt_code(b"\xff" * RANDOM_BYTES)),
    ):
        assert len(data.encode()) <= 64


@given(st.sampled_from([*map(pack_menu, Menu), pack_language("sv"), pack_erase("0000"), "d:stop"]))
def test_other_buttons_are_no_answers(data: str) -> None:
    assert read_tap(data) is None

from datetime import UTC, date, datetime, timedelta

import pytest

from fieldwork.dialogue import CODE_BYTES, GUESTS_KEPT, Dialogue, code_of_round, deep_link, dialogue_code, read_code
from people.kiosk import IDLE, LIVES, Kiosk, Stage
from people.person import PersonKey

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
PARK = Dialogue(1, "0123456789", "Stadsparken", DAY, "alla")
KIOSK = Kiosk(PersonKey("k"), "stäng 0001", "sv", NOW, NOW, NOW)


def test_a_code_has_ten_letters_a_deep_link_may_carry() -> None:
    assert dialogue_code(bytes(CODE_BYTES)) == "0000000000"
    assert dialogue_code(b"\xff" * CODE_BYTES) == "ZZZZZZZZZZ"
    assert deep_link("bot", PARK.code) == "https://t.me/bot?start=d_0123456789"


@pytest.mark.parametrize(
    ("typed", "read"),
    [(" 0o1iL56789 ", "0011156789"), ("abcdefghjk", "ABCDEFGHJK"), ("short", ""), ("ÅÄÖ3456789", ""), ("U" * 10, "")],
)
def test_a_code_is_read_from_however_somebody_copies_it(typed: str, read: str) -> None:
    assert read_code(typed) == read


def test_a_round_belongs_to_its_dialogue_and_to_no_survey() -> None:
    assert code_of_round(PARK.round) == PARK.code
    assert code_of_round("first") == code_of_round("pulse:1") == ""


def test_it_is_open_from_its_day_until_it_is_ended() -> None:
    assert not PARK.is_open(DAY - timedelta(days=1))
    assert PARK.is_open(DAY)
    ended = Dialogue(1, PARK.code, "", DAY, "", ended=NOW)
    assert not ended.is_open(DAY)
    assert ended.takes_wishes(NOW + GUESTS_KEPT - timedelta(seconds=1))
    assert not ended.takes_wishes(NOW + GUESTS_KEPT)


def test_a_kiosk_counts_by_the_hour_and_is_left_and_over_in_time() -> None:
    full = Kiosk(KIOSK.person, KIOSK.word, "sv", NOW, NOW, NOW, taken=9, stage=Stage.ANSWERING)
    assert full.in_hour(NOW + timedelta(minutes=59)).taken == 9
    assert full.in_hour(NOW + timedelta(minutes=60)).taken == 0
    assert not full.is_left(NOW + IDLE - timedelta(seconds=1))
    assert full.is_left(NOW + IDLE)
    assert not KIOSK.is_left(NOW + IDLE)
    assert KIOSK.is_over(NOW + LIVES)


def test_a_kiosk_remembers_each_message_once() -> None:
    assert KIOSK.with_messages(5, 0, 6, 5).with_messages(6, 7).messages == (5, 6, 7)

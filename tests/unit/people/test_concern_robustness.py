import gc
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.concern.category import Category
from people.concern.concerns import Concerns
from tests.shipped import shipped

pytestmark = pytest.mark.no_cover  # the same lines again and again, and counting them takes longer than running them

LONGEST_MESSAGE = 4096

DISTRESS = [
    "jag orkar inte leva längre",
    "min pappa slår mig när han är full",
    "i want to kill myself",
    "haluan tappaa itseni",
    "я не хочу жити",
    "أريد أن أموت",
    "می‌خواهم بمیرم",
    "waxaan rabaa inaan dhinto",
]
KNOWN_WORDS = (
    "jag vill inte dö mig slår han nu här med kniv haha i spelet Kalle Svensson säljer knark de tvingar att , . my dad "
    "hits me to ku ayaa мене не أن من رو می @x abc123 😭 🔪 och"
)


@given(st.text(max_size=300))
def test_nothing_that_can_be_written_breaks_it(text: str) -> None:
    assert shipped().concerns.notice(text) in {*Category, None}


@given(st.lists(st.sampled_from(KNOWN_WORDS.split()), max_size=60))
def test_no_order_of_the_words_it_knows_breaks_it(pieces: list[str]) -> None:
    assert shipped().concerns.notice(" ".join(pieces)) in {*Category, None}


@given(st.sampled_from(DISTRESS), st.sampled_from([str.upper, str.title, str.swapcase]), st.data())
def test_neither_shouting_nor_spaces_nor_stretched_letters_hide_distress(
    text: str, shout: Callable[[str], str], data: st.DataObject
) -> None:
    spaces = st.text(" \t\n\u00a0\u2003", min_size=1, max_size=4)
    spaced = "".join(data.draw(spaces) if letter == " " else letter for letter in shout(text))
    at = data.draw(st.integers(0, len(spaced) - 1))
    stretched = spaced[:at] + spaced[at] * data.draw(st.integers(1, 9)) + spaced[at + 1 :]
    around = data.draw(st.sampled_from(["{}", "😭{}😭", "\u200b{}\u200b", "“{}”", "...{}..."]))
    assert shipped().concerns.notice(around.format(stretched)) is shipped().concerns.notice(text) is not None


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("orkar inte leva längre", "orkar inte leva langre"),
        ("pappa slår mig", "pappa slaar mig"),
        ("vill dö", "vill do"),
        ("أُرِيدُ أَنْ أَمُوتَ", "اريد ان اموت"),
        ("می‌خواهم بمیرم", "مي خواهم بميرم"),
        ("isä lyö mua", "isa lyo mua"),
        ("батько б'є мене", "батько бʼє мене"),
    ],
)
def test_a_phone_without_the_right_letters_makes_no_difference(written: str, same: str) -> None:
    assert shipped().concerns.notice(written) is shipped().concerns.notice(same) is not None


@pytest.mark.parametrize("emoji", ["🔪", "💊", "⚰️", "🔫🔫🔫", "💀", "haha 💀💀", "🩸 film"])
def test_an_emoji_alone_is_no_concern(emoji: str) -> None:
    assert shipped().concerns.notice(emoji) is None


def test_distress_is_noticed_wherever_it_stands_in_a_long_message() -> None:
    ordinary = "Det behövs fler lampor i parken och bussarna går för sällan. "
    assert len(ordinary) * 66 + 30 < LONGEST_MESSAGE
    for before in (0, 33, 66):
        text = ordinary * before + "Jag vill ta livet av mig. " + ordinary * (66 - before)
        assert shipped().concerns.notice(text) is Category.SELF_HARM


@pytest.mark.parametrize(
    "piece", ["i ", "jag vill inte dö och ", "han hotar att ", "haha jag dör ", "Kalle Svensson ", "a"]
)
def test_the_cost_grows_no_faster_than_the_message(piece: str) -> None:
    short, long = (piece * LONGEST_MESSAGE)[: LONGEST_MESSAGE // 4], (piece * LONGEST_MESSAGE)[:LONGEST_MESSAGE]
    assert _seconds(long) < 16 * max(_seconds(short), 0.002)


def _seconds(text: str) -> float:
    gc.collect()
    return min(_once(shipped().concerns, text) for _ in range(3))


def _once(concerns: Concerns, text: str) -> float:
    start = time.process_time()
    concerns.notice(text)
    return time.process_time() - start

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.period import QuietHours
from handlers.written_hours import read_hour, read_span


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("18:30", 18, 30),
        ("18.30", 18, 30),
        ("1830", 18, 30),
        ("7", 7, 0),
        ("07", 7, 0),
        ("kl 18", 18, 0),
        ("Kl. 18:05", 18, 5),
        ("klockan 18", 18, 0),
        ("kl18", 18, 0),
        ("  18:30  ", 18, 30),
        ("18\u00a030", 18, 30),
        ("at 6 pm", 18, 0),
        ("6 p.m.", 18, 0),
        ("12 am", 0, 0),
        ("12 pm", 12, 0),
        ("6 em", 18, 0),
        ("6 fm", 6, 0),
        ("18h", 18, 0),
        ("الساعة ٦", 6, 0),
        ("٦:٣٠ مساء", 18, 30),
        ("\u200f١٨:٣٠", 18, 30),
        ("۱۸:۳۰", 18, 30),
        ("о 18:30", 18, 30),
        ("0:00", 0, 0),
        ("23:59", 23, 59),
    ],
)
def test_a_time_of_day_is_read_as_people_write_it(text: str, hour: int, minute: int) -> None:
    assert read_hour(text) == time(hour, minute)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24:00",
        "25",
        "18:60",
        "-5",
        "7,5",
        "7.5",
        "halv sju",
        "på kvällen",
        "jag är 15",
        "13 pm",
        "0 am",
        "18:30:00",
        "kl",
        "18:30 eller 19",
        "²",
        "1" * 50,
    ],
)
def test_what_is_no_time_of_day_or_could_be_two_is_not_guessed(text: str) -> None:
    assert read_hour(text) is None


@given(st.times(), st.sampled_from(["{:%H:%M}", "kl {:%H.%M}", "{:%H%M}"]))
def test_every_time_is_read_back(at: time, how: str) -> None:
    assert read_hour(how.format(at)) == at.replace(second=0, microsecond=0)


@given(st.text(max_size=60))
def test_nothing_that_is_written_is_too_odd_to_be_read(text: str) -> None:
    read_hour(text)
    read_span(text)


@pytest.mark.parametrize("text", ["22-7", "22:00–07:00", "22 till 7", "kl 22 - kl 7", "22.00 to 7 am", "٢٢-٧"])
def test_a_quiet_time_is_two_times_of_day(text: str) -> None:
    assert read_span(text) == QuietHours(time(22), time(7))


@pytest.mark.parametrize("text", ["", "22", "7-7", "22-25", "22-23-24", "sent - tidigt", "-", "1" * 50])
def test_what_is_not_two_times_is_no_quiet_time(text: str) -> None:
    assert read_span(text) is None

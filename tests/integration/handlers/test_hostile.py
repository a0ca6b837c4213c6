"""Whatever is pressed or written, there is one clear answer, and nothing that nobody asked to have kept."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.handlers import walks
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person

KEPT = ("chats", "sessions", "responses", "answers", "subscriptions", "participations")

TEXTS = (
    "😀" * 4096,
    "\x00",
    "a\x00b",
    "\u202e\u2066txet neddih\u2069",
    "\ud800",
    "<b>fet</b> & <script>alert(1)</script>",
    '=HYPERLINK("http://x.example","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "%s%n{0}{language}",
    "\u200b\u200b",
    "𒐫" * 200,
    "Z̷͇͗a̶͓͝l̷͖̈́g̷͎͠o̵̺͑" * 50,
    ", , ,",
    "'; DROP TABLE answers; --",
)
DATA = (
    "s:1:c:age:age_16_19:more",
    f"s:{2**70}:c:age:age_16_19",
    "s:1:c:age:" + "x" * 53,
    "s:1:z::",
    "s:1:e:wish:",
    "m:forget_now ",
    "m:\ud800",
    "k:",
    "k:nobody_asked",
    "l:../../etc/passwd",
    "r:" + "Z" * 62,
    "\x00" * 64,
    "😀" * 16,
    "",
)

pressed = st.text(max_size=64).filter(lambda data: len(data.encode("utf-8", "replace")) <= 64)
parts = st.sampled_from(["s", "m", "l", "k", "d", "1", "2", "c", "d", "n", "age", "wish", "", "under", "stop", "٣"])
made_up = st.lists(parts, max_size=6).map(":".join) | pressed | st.sampled_from(DATA)
DEEDS = st.lists(
    st.tuples(st.just("press"), made_up)
    | st.tuples(st.just("write"), st.text(max_size=200) | st.sampled_from([text for text in TEXTS if len(text) < 99])),
    max_size=8,
)


def state(house: House) -> Mapping[str, Any]:
    found = {table: house.rows(f"SELECT * FROM {table}") for table in KEPT}
    for row in found["sessions"]:
        del row["touched"], row["card"]
    return found


def seen(person: Person) -> Sequence[object]:
    return [(screen.number, screen.text, screen.buttons) for screen in person.screens] + person.chat.shown_on_top


@pytest.mark.parametrize("text", TEXTS)
async def test_a_hostile_text_gets_one_answer_and_is_no_answer_to_a_choice(
    house: House, alva: Person, text: str
) -> None:
    await walks.begin(alva)
    before = state(house)
    await alva.send(text)
    assert len(alva.screens) == 2
    assert "Hur gammal är du?" in alva.text
    assert state(house) == before
    assert house.app.handling.quarantined == 0


@pytest.mark.parametrize("text", TEXTS)
async def test_in_a_free_text_it_is_kept_as_text_or_refused(house: House, alva: Person, text: str) -> None:
    await walks.to_wish(alva)
    await alva.send(text)
    kept = house.answers().get("wish")
    assert kept is None or (kept[2] and len(kept[2]) <= 500 and "\x00" not in kept[2])
    assert ("Dina svar" in alva.text) is (kept is not None)
    assert house.app.handling.quarantined == 0


@pytest.mark.parametrize("data", DATA)
async def test_forged_data_is_answered_and_changes_nothing(house: House, alva: Person, data: str) -> None:
    await walks.begin(alva)
    await alva.tap("16–19 år")
    before, looked = state(house), seen(alva)
    await alva.press(data)
    assert state(house) == before
    assert seen(alva) != looked
    assert house.app.handling.quarantined == 0


async def test_somebody_elses_button_is_ones_own_turn_or_nothing(house: House, alva: Person) -> None:
    emma = Person(house, id=7_900_800_700)
    await walks.to_places(alva)
    await walks.begin(emma)
    theirs = alva.screen.data("På stan")
    before = state(house)
    await emma.press(theirs)
    assert state(house) == before
    assert emma.on_top.startswith("Den knappen hör till en tidigare fråga.")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DEEDS)
async def test_whatever_is_done_nobody_is_left_without_an_answer(
    house: House, alva: Person, deeds: list[tuple[str, str]]
) -> None:
    if not alva.screens:
        await alva.send("/survey")
    for kind, what in deeds:
        looked = seen(alva)
        if kind == "press":
            await alva.press(what)
        elif what:
            await alva.send(what)
        assert not what or seen(alva) != looked
    assert house.app.handling.quarantined == 0

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.visit import ALLOWED_UPDATES, read_visit, sender
from people.keys import KeyRing
from people.person import ChatId, Visit
from tests.shipped import CATALOGUES

KEYS = KeyRing("a key for tests only, of no use anywhere")

USER = {"id": 7, "is_bot": False, "language_code": "en"}
PRIVATE = {"id": 7, "type": "private"}
MESSAGE = {"from": USER, "chat": PRIVATE}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
ours = st.sampled_from(["from", "chat", "message", "id", "type", "is_bot", "language_code"])
events = st.dictionaries(ours, json_values | st.dictionaries(ours, json_values, max_size=4), max_size=4)
updates = st.dictionaries(st.sampled_from([*ALLOWED_UPDATES, "poll"]), json_values | events, max_size=3)


@given(updates, st.integers())
def test_no_update_however_odd_is_more_than_nobodys(raw: dict[str, Any], number: int) -> None:
    visit = read_visit({"update_id": number, **raw}, KEYS, CATALOGUES)
    assert visit is None or visit.update == number


@given(updates)
def test_who_sends_is_found_without_an_error(raw: dict[str, Any]) -> None:
    user = sender(raw)
    assert user is None or isinstance(user["id"], int)


@pytest.mark.parametrize(
    "event",
    [
        {"message": MESSAGE},
        {"edited_message": MESSAGE},
        {"my_chat_member": MESSAGE},
        {"callback_query": {"from": USER, "message": {"chat": PRIVATE, "from": {"id": 1, "is_bot": True}}}},
    ],
)
def test_every_kind_of_update_a_person_sends_is_a_visit(event: dict[str, Any]) -> None:
    visit = read_visit({"update_id": 5, **event}, KEYS, CATALOGUES)
    assert visit == Visit(KEYS.person(7), ChatId(7), "en", 5)


@pytest.mark.parametrize(
    "event",
    [
        {"message": {"from": USER, "chat": {"id": -7, "type": "group"}}},
        {"message": {"from": USER | {"is_bot": True}, "chat": PRIVATE}},
        {"message": {"chat": PRIVATE}},
        {"channel_post": MESSAGE},
        {"callback_query": {"from": USER, "inline_message_id": "1"}},
        {"callback_query": {"from": USER, "message": {"chat": {"id": -7, "type": "supergroup"}}}},
    ],
)
def test_groups_bots_channels_and_inline_buttons_are_not(event: dict[str, Any]) -> None:
    assert read_visit({"update_id": 5, **event}, KEYS, CATALOGUES) is None


@given(st.none() | st.text() | st.integers())
def test_whatever_telegram_calls_the_language_a_language_of_ours_is_spoken(code: object) -> None:
    event = {"from": USER | {"language_code": code}, "chat": PRIVATE}
    visit = read_visit({"update_id": 5, "message": event}, KEYS, CATALOGUES)
    assert visit
    assert visit.hint in CATALOGUES.languages

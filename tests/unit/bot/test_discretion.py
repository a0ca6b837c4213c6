import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discretion import discreet

PRIVATE = {"id": 7, "type": "private"}
GROUP = {"id": -7, "type": "supergroup", "title": "Klassen"}
BARE_GROUP = {"id": -7, "type": "supergroup"}
CHANNEL = {"id": -8, "type": "channel", "title": "Nyheter"}
ALVA = {"id": 7, "is_bot": False, "first_name": "Alva"}
EXACT = {"latitude": 60.6234567, "longitude": 16.7654321}
COARSE = {"latitude": 60.63, "longitude": 16.78}


def message(**content: Any) -> dict[str, Any]:
    return {"update_id": 5, "message": {"message_id": 1, "chat": PRIVATE, "from": ALVA, **content}}


def kept(raw: dict[str, Any]) -> dict[str, Any]:
    found = discreet(raw)
    assert found is not None
    return dict(found)


def test_what_a_person_writes_is_kept_as_it_came() -> None:
    raw = message(text="Mer ljus 💡 tack", entities=[{"type": "bold", "offset": 0, "length": 3}])
    assert kept(raw) == raw


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"horizontal_accuracy": 3.5},
        {"live_period": 60, "heading": 90, "proximity_alert_radius": 5},
        {"new": "field"},
    ],
)
def test_of_a_place_only_the_middle_of_its_cell_is_kept(more: dict[str, Any]) -> None:
    assert kept(message(location=EXACT | more))["message"]["location"] == COARSE


def test_of_a_venue_only_its_place_is_kept() -> None:
    venue = {"location": EXACT, "title": "Farmor", "address": "Smedjegatan 17", "google_place_id": "x"}
    assert kept(message(location=EXACT, venue=venue)) == message(location=COARSE)
    assert kept(message(venue=venue)) == message(location=COARSE)


def test_a_place_is_found_wherever_it_stands() -> None:
    deep = message(reply_to_message={"external_reply": {"blocks": [[{"map": {"at": EXACT}}]]}})
    found = kept(deep)["message"]["reply_to_message"]
    assert found == {"external_reply": {"blocks": [[{"map": {"at": COARSE}}]]}}


@pytest.mark.parametrize(
    "odd",
    [
        {"latitude": "60.6234567", "longitude": 16.7},
        {"latitude": 60.6234567},
        {"longitude": 16.7654321},
        {"latitude": float("nan"), "longitude": 16.7654321},
        {"latitude": float("inf"), "longitude": 16.7654321},
        {"latitude": 10**400, "longitude": 16.7654321},
        {"latitude": [60.6234567], "longitude": {"x": 16.7654321}},
    ],
)
def test_a_place_that_cannot_be_made_coarse_is_left_out(odd: dict[str, Any]) -> None:
    assert kept(message(location=odd, text="hej")) == message(text="hej")


def test_what_lies_too_deep_to_be_looked_at_is_left_out() -> None:
    inner: Any = EXACT
    for _ in range(5000):
        inner = {"deeper": [inner]}
    assert "60.6234567" not in json.dumps(kept(message(text="hej", deep=inner)))


def test_a_text_that_is_none_becomes_one() -> None:
    found = kept(message(text="a\ud800b"))
    assert found["message"]["text"] == "a?b"


def test_of_a_pressed_button_the_card_is_left_out_but_for_what_it_replies_to() -> None:
    card = {"message_id": 9, "date": 1, "chat": PRIVATE, "text": "Dina svar: otryggt", "reply_markup": {}}
    press = {"id": "1", "from": ALVA, "data": "s:1:z::", "message": card}
    assert kept({"update_id": 5, "callback_query": press})["callback_query"]["message"] == {
        "message_id": 9,
        "date": 1,
        "chat": PRIVATE,
    }
    reply = {"message_id": 8, "date": 1, "chat": PRIVATE, "text": "mina ord"}
    found = kept({"update_id": 5, "callback_query": press | {"message": card | {"reply_to_message": reply}}})
    assert found["callback_query"]["message"]["reply_to_message"] == reply


@pytest.mark.parametrize(
    "event",
    [
        {"message": {"text": "hej alla"}},
        {"message": {"text": "/start"}},
        {"message": {"text": "/start@the_bot", "from": ALVA | {"is_bot": True}}},
        {"message": {"text": "/start@the_bot", "sender_chat": GROUP}},
        {"message": {"photo": [], "caption": "/start@the_bot"}},
        {"edited_message": {"text": "/start@the_bot"}},
        {"message": {"text": "/follow@the_bot", "forward_origin": {"type": "user"}}},
        {"message": {"text": "/follow@the_bot", "via_bot": {"id": 1}}},
        {"message": {"text": "/follow mig"}},
        {"message": {"text": "/start@the_bot\ud800"}},
        {"channel_post": {"text": "/follow"}},
        {"my_chat_member": {"old_chat_member": {"status": "member"}, "new_chat_member": {"status": "administrator"}}},
        {"my_chat_member": {}},
        {"callback_query": {"data": "m:help"}},
        {"callback_query": {"data": "d:notice:dialogue:yes"}},
        {"callback_query": {"data": "f:card", "from": ALVA | {"is_bot": True}}},
        {"callback_query": {}},
    ],
)
def test_of_a_group_nothing_is_kept(event: dict[str, Any]) -> None:
    [(kind, content)] = event.items()
    where = {"message": {"chat": GROUP}} if kind == "callback_query" else {"chat": GROUP}
    assert discreet({"update_id": 5, kind: {"from": ALVA, **where, **content}}) is None


def test_of_a_command_in_a_group_neither_its_sender_nor_the_rest_is_kept() -> None:
    written = {"message_id": 1, "chat": GROUP, "from": ALVA, "text": "/start@the_bot jag heter Alva"}
    assert discreet({"update_id": 5, "message": written}) == {
        "update_id": 5,
        "message": {"chat": {"id": -7, "type": "supergroup"}, "text": "/start@the_bot"},
    }


NOBODY = {"id": 7, "is_bot": False, "first_name": ""}


@pytest.mark.parametrize("text", ["/follow@the_bot", "/stop@the_bot hejdå", "/follow"])
def test_of_who_decides_for_a_group_only_the_number_is_kept(text: str) -> None:
    written = {"message_id": 1, "date": 3, "chat": GROUP, "from": ALVA, "text": text, "reply_to_message": {"text": "x"}}
    assert discreet({"update_id": 5, "message": written}) == {
        "update_id": 5,
        "message": {"message_id": 1, "date": 3, "chat": BARE_GROUP, "from": NOBODY, "text": text.split(maxsplit=1)[0]},
    }


def test_of_who_decides_in_the_name_of_a_chat_nothing_is_kept() -> None:
    written = {"chat": GROUP, "from": ALVA | {"is_bot": True}, "sender_chat": GROUP, "text": "/follow@the_bot"}
    assert discreet({"update_id": 5, "message": written}) == {
        "update_id": 5,
        "message": {"chat": BARE_GROUP, "text": "/follow@the_bot", "as_chat": True},
    }


def test_of_a_pressed_button_in_a_group_the_card_and_the_name_are_left_out() -> None:
    card = {"message_id": 9, "date": 1, "chat": GROUP, "text": "Den här chatten följer", "is_topic_message": True}
    press = {
        "id": "1",
        "chat_instance": "2",
        "from": ALVA,
        "data": "f:card",
        "message": card | {"message_thread_id": 4},
    }
    assert discreet({"update_id": 5, "callback_query": press}) == {
        "update_id": 5,
        "callback_query": {
            "id": "1",
            "chat_instance": "2",
            "from": NOBODY,
            "data": "f:card",
            "message": {
                "message_id": 9,
                "date": 1,
                "chat": BARE_GROUP,
                "message_thread_id": 4,
                "is_topic_message": True,
            },
        },
    }


def test_of_a_channel_only_the_posts_that_decide_are_kept() -> None:
    written = {"message_id": 1, "date": 3, "chat": CHANNEL, "sender_chat": CHANNEL, "author_signature": "Alva"}
    assert discreet({"update_id": 5, "channel_post": written | {"text": "En nyhet"}}) is None
    assert discreet({"update_id": 5, "channel_post": written | {"text": "/help@the_bot"}}) is None
    assert discreet({"update_id": 5, "channel_post": written | {"text": "/follow"}}) == {
        "update_id": 5,
        "channel_post": {"message_id": 1, "date": 3, "chat": {"id": -8, "type": "channel"}, "text": "/follow"},
    }


def test_that_a_group_grew_is_kept() -> None:
    grown = {"chat": GROUP, "from": ALVA, "migrate_to_chat_id": -100}
    assert discreet({"update_id": 5, "message": grown}) == {
        "update_id": 5,
        "message": {"chat": BARE_GROUP, "migrate_to_chat_id": -100},
    }


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["", "å", "group", "channel", "/follow", "f:card", "a\ud800b"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)
names = st.sampled_from(
    [
        *("message", "callback_query", "my_chat_member", "channel_post", "chat", "type", "from", "text", "data", "id"),
        *("venue", "location", "latitude", "new_chat_member", "can_post_messages", "migrate_to_chat_id"),
    ]
)
updates = st.dictionaries(names, json_values | st.dictionaries(names, json_values, max_size=4), max_size=3)


@given(updates)
def test_no_update_however_odd_is_too_odd_to_be_looked_at(raw: dict[str, Any]) -> None:
    found = discreet({"update_id": 5, **raw})
    assert found is None or found["update_id"] == 5
    json.dumps(found, ensure_ascii=False).encode()

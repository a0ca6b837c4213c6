from typing import Any

import pytest

from tests.integration.handlers.house import House
from tests.integration.handlers.telegram import BLOCKED, USERNAME, Shown

ALVA = {"id": 7_100_200_300, "is_bot": False, "first_name": "Alva"}
BOT = {"id": 1, "is_bot": True, "first_name": "Löfteskollen"}
CLASS, CHANNEL = -1_001, -1_002


async def write(house: House, text: str, group: int = CLASS, **more: Any) -> None:
    chat = {"id": group, "type": "channel" if group == CHANNEL else "supergroup", "title": "Klassen"}
    message = {"message_id": house.telegram.next_number(), "date": 1, "chat": chat, "from": ALVA, "text": text}
    await house.arrive(message=message | more)


async def join(house: House, kind: str = "group", before: str = "left", after: str = "member") -> None:
    states = [{"status": status, "user": BOT} for status in (before, after)]
    change = {"old_chat_member": states[0], "new_chat_member": states[1]}
    chat = {"id": CLASS, "type": kind, "title": "Klassen"}
    await house.arrive(my_chat_member={"chat": chat, "from": ALVA, "date": 1, **change})


def said(house: House, group: int = CLASS) -> list[Shown]:
    return list(house.telegram.chat(group).messages.values())


async def test_whoever_calls_the_bot_in_a_group_learns_that_it_talks_with_one_at_a_time(house: House) -> None:
    await write(house, f"/start@{USERNAME.lower()}")
    [answer] = said(house)
    assert answer.text.startswith("Jag pratar bara med en person i taget.")
    assert list(answer.buttons.values()) == [f"https://t.me/{USERNAME}?start=group"]


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_being_added_to_a_group_is_answered_with_the_same(house: House, kind: str) -> None:
    await join(house, kind)
    assert len(said(house)) == 1


async def test_a_group_is_answered_once_an_hour(house: House) -> None:
    await join(house)
    for _ in range(5):
        await write(house, f"/survey@{USERNAME}")
    assert len(said(house)) == 1
    await write(house, f"/survey@{USERNAME}", group=-1_003)
    assert len(said(house, -1_003)) == 1
    house.clock.forward(hours=1)
    await write(house, f"/survey@{USERNAME}")
    assert len(said(house)) == 2


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("hej alla", {}),
        ("/start", {}),
        ("/start@another_bot", {}),
        (f"kolla @{USERNAME}", {}),
        (f"/start@{USERNAME}", {"from": BOT}),
        (f"/start@{USERNAME}", {"sender_chat": {"id": CLASS, "type": "supergroup", "title": "Klassen"}}),
        ("", {"new_chat_members": [BOT]}),
        ("", {"pinned_message": {"message_id": 1, "date": 1, "chat": {"id": CLASS, "type": "supergroup"}}}),
        ("", {"migrate_to_chat_id": -1_004}),
    ],
)
async def test_to_everything_else_in_a_group_it_is_silent_and_nothing_is_stored(
    house: House, text: str, more: dict[str, Any]
) -> None:
    await write(house, text, **more)
    assert house.telegram.chats == {}
    assert house.count("chats") == 0
    assert house.app.handling.quarantined == 0


@pytest.mark.parametrize(("before", "after"), [("member", "administrator"), ("member", "left"), ("left", "kicked")])
async def test_other_changes_of_its_place_in_a_group_are_nobodys_business(
    house: House, before: str, after: str
) -> None:
    await join(house, before=before, after=after)
    assert house.telegram.calls == []
    assert house.count("inbox") == 0


async def test_in_a_channel_it_is_silent(house: House) -> None:
    await write(house, f"/start@{USERNAME}", group=CHANNEL)
    await join(house, "channel")
    assert house.telegram.calls == []
    assert house.count("inbox") == 0


async def test_of_a_group_only_that_it_was_called_is_stored_and_not_by_whom(house: House) -> None:
    await write(house, f"/start@{USERNAME} jag heter Alva", entities=[])
    assert house.rows("SELECT lane FROM inbox") == [{"lane": ""}]
    [raw] = house.rows("SELECT raw FROM inbox")
    assert b"Alva" not in house.app.services.keys.cipher.decrypt(raw["raw"])
    assert [house.count(table) for table in ("chats", "sessions", "responses", "outbox")] == [0, 0, 0, 0]


async def test_a_group_that_has_thrown_the_bot_out_is_no_trouble(house: House) -> None:
    house.telegram.refuse("sendMessage", BLOCKED)
    await write(house, f"/start@{USERNAME}")
    assert (house.app.handling.quarantined, house.pauses) == (0, [])


async def test_a_topic_is_answered_in_that_topic(house: House) -> None:
    await write(house, f"/start@{USERNAME}", message_thread_id=42, is_topic_message=True)
    [answer] = said(house)
    assert answer.topic == 42

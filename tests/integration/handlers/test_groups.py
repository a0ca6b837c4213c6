"""Groups: nothing personal is said there, and of what people write nothing is kept."""

from typing import Any

import pytest

from tests.integration.handlers.house import House
from tests.integration.handlers.shared import ALVA, ANONYMOUS, SharedChat
from tests.integration.handlers.telegram import BLOCKED, BOT, USERNAME

CANARY = "kanariefågel"


@pytest.fixture
def group(house: House) -> SharedChat:
    return SharedChat(house)


async def test_whoever_calls_the_bot_in_a_group_learns_that_it_talks_with_one_at_a_time(group: SharedChat) -> None:
    await group.write(f"/start@{USERNAME.lower()}")
    [answer] = group.said
    assert answer.text.startswith("Jag pratar bara med en person i taget.")
    assert list(answer.buttons.values()) == [f"https://t.me/{USERNAME}?start=group"]


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_being_added_to_a_group_is_answered_with_the_same_and_how_it_can_follow(house: House, kind: str) -> None:
    group = SharedChat(house, -1_001, kind)
    await group.join()
    [answer] = group.said
    assert answer.text.startswith("Jag pratar bara med en person i taget.")
    assert f"En administratör skriver /follow@{USERNAME}" in answer.text


@pytest.mark.parametrize("command", ["survey", "mydata", "receipt", "privacy", "help"])
async def test_nothing_personal_is_ever_shown_in_a_group(house: House, group: SharedChat, command: str) -> None:
    await group.write(f"/{command}@{USERNAME}")
    [answer] = group.said
    assert answer.text.startswith("Jag pratar bara med en person i taget.")
    assert (house.count("sessions"), house.count("chats")) == (0, 0)


@pytest.mark.parametrize(
    "data", ["m:survey", "m:forget_now", "s:1:z::", "t:menu", "u:1", "l:en", "d:notice:dialogue:yes"]
)
async def test_buttons_of_private_chats_do_nothing_in_a_group(house: House, group: SharedChat, data: str) -> None:
    await group.write(f"/start@{USERNAME}")
    before = list(house.telegram.calls)
    await group.press(data)
    assert house.telegram.calls == before
    assert (house.count("sessions"), house.count("chats")) == (0, 0)


async def test_a_group_is_answered_once_an_hour(house: House, group: SharedChat) -> None:
    await group.join()
    for _ in range(5):
        await group.write(f"/survey@{USERNAME}")
    assert len(group.said) == 1
    other = SharedChat(house, -1_003)
    await other.write(f"/survey@{USERNAME}")
    assert len(other.said) == 1
    house.clock.forward(hours=1)
    await group.write(f"/survey@{USERNAME}")
    assert len(group.said) == 2


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("hej alla", {}),
        ("/start", {}),
        ("/start@another_bot", {}),
        ("/follow@another_bot", {}),
        ("/follow mig i natt", {}),
        (f"kolla @{USERNAME}", {}),
        (f"/start@{USERNAME}", {"from": BOT}),
        (f"/follow@{USERNAME}", {"from": BOT}),
        (f"/follow@{USERNAME}", {"forward_origin": {"type": "user", "date": 1, "sender_user": ALVA}}),
        (f"/follow@{USERNAME}", {"via_bot": BOT}),
        (f"/start@{USERNAME}", {"from": ANONYMOUS, "sender_chat": {"id": -1_001_000_000_001, "type": "supergroup"}}),
        ("", {"new_chat_members": [BOT]}),
        ("", {"pinned_message": {"message_id": 1, "date": 1, "chat": {"id": -1, "type": "supergroup"}}}),
        ("", {"migrate_to_chat_id": -1_004}),
    ],
)
async def test_to_everything_else_in_a_group_it_is_silent_and_nobody_follows(
    house: House, group: SharedChat, text: str, more: dict[str, Any]
) -> None:
    await group.write(text, **more)
    assert group.said == []
    assert house.count("chats") == 0
    assert house.app.handling.quarantined == 0


@pytest.mark.parametrize(
    ("before", "after"), [("member", "administrator"), ("left", "kicked"), ("restricted", "member")]
)
async def test_other_changes_of_its_place_in_a_group_are_nobodys_business(
    house: House, group: SharedChat, before: str, after: str
) -> None:
    await group.membership(before, after)
    assert house.telegram.calls == []
    assert house.count("inbox") == 0


async def test_of_a_group_nothing_that_is_written_is_stored_and_of_who_decides_only_the_number(
    house: House, group: SharedChat
) -> None:
    await group.write(f"{CANARY} 1")
    await group.write(f"/start@{USERNAME} {CANARY} 2", entities=[])
    await group.write(f"/follow@{USERNAME} {CANARY} 3", reply_to_message={"text": f"{CANARY} 4"})
    await group.write("", photo=[], caption=f"/follow@{USERNAME} {CANARY} 5")
    await group.press("f:card")
    seal = house.app.services.keys.cipher
    raw = b"".join(seal.decrypt(row["raw"]) for row in house.rows("SELECT raw FROM inbox WHERE raw IS NOT NULL"))
    assert b"/start" in raw  # it is only now being marked as done
    for secret in (CANARY, "Alva", "Hemlig", "Klassens"):
        assert secret.encode() not in raw
        assert secret.encode() not in house.raw_bytes()
    assert [house.count(table) for table in ("sessions", "responses", "outbox")] == [0, 0, 0]


async def test_a_group_that_has_thrown_the_bot_out_is_no_trouble(house: House, group: SharedChat) -> None:
    house.telegram.refuse("sendMessage", BLOCKED)
    await group.write(f"/start@{USERNAME}")
    assert (house.app.handling.quarantined, house.pauses) == (0, [])


async def test_a_topic_is_answered_in_that_topic(group: SharedChat) -> None:
    await group.write(f"/start@{USERNAME}", message_thread_id=42, is_topic_message=True)
    [answer] = group.said
    assert answer.topic == 42

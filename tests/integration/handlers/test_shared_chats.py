"""Groups and channels that follow the promise: only who runs them decides."""

from typing import Any

import pytest

from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.shared import ALVA, ANONYMOUS, OMAR, SharedChat
from tests.integration.handlers.telegram import BLOCKED, USERNAME

FOLLOW, STOP = f"/follow@{USERNAME}", f"/stop@{USERNAME}"
CHANNEL: dict[str, Any] = {"id": -1_001_000_000_009, "type": "channel", "title": "Nyheter"}
NO_START = (403, "Forbidden: bot can't initiate conversation with a user")


@pytest.fixture
def group(house: House) -> SharedChat:
    return SharedChat(house)


@pytest.fixture
def channel(house: House) -> SharedChat:
    return SharedChat(house, CHANNEL["id"], "channel")


# Groups.


@pytest.mark.parametrize("text", [FOLLOW, "/follow", f"/follow@{USERNAME.upper()} tack"])
async def test_an_administrator_lets_the_group_follow(group: SharedChat, text: str) -> None:
    await group.write(text)
    [card] = group.said
    assert card.text.startswith("Den här chatten följer löftet.")
    assert "ett brev måndag klockan 17:00" in card.text
    [row] = group.followers()
    assert (row["weekday"], row["hour"], row["language"], row["reachable"], row["thread"]) == (0, 17, "sv", 1, None)


async def test_whoever_does_not_run_the_group_is_told_so_once_an_hour(house: House, group: SharedChat) -> None:
    for text in (FOLLOW, STOP, "/follow"):
        await group.write(text, by=OMAR)
    [answer] = group.said
    assert answer.text.startswith("Bara chattens administratörer kan ändra det.")
    assert (answer.buttons, group.followers()) == ({}, [])
    house.clock.forward(hours=1)
    await group.write(FOLLOW, by=OMAR)
    assert len(group.said) == 2


async def test_an_administrator_who_no_longer_is_one_decides_nothing(house: House, group: SharedChat) -> None:
    await group.write(FOLLOW)
    house.telegram.administrators[group.id] = {OMAR["id"]}
    await group.write(STOP)
    assert len(group.followers()) == 1
    await group.write(STOP, by=OMAR)
    assert group.followers() == []


@pytest.mark.parametrize("sender", ["the group itself", "a channel"])
async def test_who_writes_as_the_group_or_as_a_channel_is_asked_to_write_as_themselves(
    house: House, group: SharedChat, sender: str
) -> None:
    house.telegram.administrators[group.id] |= {ANONYMOUS["id"]}
    as_chat = CHANNEL if sender == "a channel" else {"id": group.id, "type": "supergroup"}
    for _ in range(3):
        await group.write(FOLLOW, by=ANONYMOUS, sender_chat=as_chat)
    [answer] = group.said
    assert answer.text.startswith("Jag ser inte vem som skriver.")
    assert group.followers() == []


async def test_a_topic_follows_by_itself_and_moves_where_it_is_asked_for_again(group: SharedChat) -> None:
    await group.write(FOLLOW, message_thread_id=42, is_topic_message=True)
    assert group.said[-1].topic == 42
    assert [row["thread"] for row in group.followers()] == [42]
    await group.write(FOLLOW, message_thread_id=43, is_topic_message=True)
    assert [row["thread"] for row in group.followers()] == [43]
    await group.write(STOP, message_thread_id=43, is_topic_message=True)
    assert (group.said[-1].topic, group.followers()) == (43, [])


async def test_a_reply_outside_topics_is_no_topic(group: SharedChat) -> None:
    await group.write(FOLLOW, message_thread_id=17)
    assert [row["thread"] for row in group.followers()] == [None]


async def test_the_group_stops_with_one_command(group: SharedChat) -> None:
    await group.write(FOLLOW)
    await group.write(STOP)
    assert group.said[-1].text.startswith("Den här chatten följer inte längre löftet.")
    await group.write(STOP)
    assert group.said[-1].text.startswith("Den här chatten följer inte löftet just nu")


async def test_the_card_answers_those_who_run_the_group_and_nobody_else(group: SharedChat) -> None:
    await group.write(FOLLOW)
    assert (await group.tap("Sluta följa", by=OMAR)).startswith("Bara chattens administratörer")
    assert len(group.followers()) == 1
    await group.tap("Hur ofta")
    await group.tap("En gång i månaden")
    [card] = group.said
    assert "månadens första måndag klockan 17:00" in card.text
    assert [row["rhythm"] for row in group.followers()] == ["monthly"]
    await group.tap("Sluta följa")
    assert group.followers() == []
    await group.tap("Följ löftet")
    assert len(group.followers()) == 1
    assert len(group.said) == 1


async def test_in_a_group_hours_are_pressed_and_not_typed(group: SharedChat) -> None:
    await group.write(FOLLOW)
    await group.tap("Klockslag")
    assert "skriv ett eget" not in group.said[-1].text
    await group.write("18:30")
    assert [row["minute"] for row in group.followers()] == [0]
    await group.tap("19:00")
    assert [row["hour"] for row in group.followers()] == [19]


async def test_a_group_chooses_its_language_and_nobody_elses(house: House, group: SharedChat) -> None:
    alva = Person(house)
    await alva.send("/follow")
    await group.write(FOLLOW)
    await group.tap("Språk")
    await group.tap("English")
    assert group.said[-1].text.startswith("This chat follows the promise.")
    await alva.send("/follow")
    assert alva.text.startswith("Du följer löftet.")


async def test_the_buttons_under_a_groups_digest_answer_only_those_who_run_it(group: SharedChat) -> None:
    await group.write(FOLLOW)
    assert (await group.press("d:stop", by=OMAR)).startswith("Bara chattens administratörer")
    await group.press("d:rhythm", by=OMAR)
    assert (len(group.said), len(group.followers())) == (1, 1)
    await group.press("d:rhythm", message_thread_id=42, is_topic_message=True)
    assert group.said[-1].text.startswith("Hur ofta ska brev komma?")
    assert group.said[-1].topic == 42
    await group.press("d:stop")
    assert group.followers() == []


@pytest.mark.parametrize(
    "data", ["f:", "f:what:nothing", "f:nothing", "f:day:9", "f:day:²", "d:stop:now", "d:rhythmic"]
)
async def test_a_button_made_up_in_a_group_changes_nothing(house: House, group: SharedChat, data: str) -> None:
    await group.write(FOLLOW)
    [before] = group.followers()
    assert (await group.press(data)).startswith("Den knappen gäller inte längre.")
    assert group.followers() == [before]
    assert house.app.handling.quarantined == 0


async def test_where_telegram_does_not_say_who_runs_a_group_nothing_changes(house: House, group: SharedChat) -> None:
    house.telegram.refuse("getChatAdministrators", (400, "Bad Request: CHAT_ADMIN_REQUIRED"))
    await group.write(FOLLOW)
    assert (group.followers(), house.app.handling.quarantined) == ([], 0)


async def test_a_group_the_bot_was_removed_from_is_not_written_to_until_it_is_added_again(group: SharedChat) -> None:
    await group.write(FOLLOW)
    await group.membership("member", "kicked")
    assert [row["reachable"] for row in group.followers()] == [0]
    await group.membership("kicked", "member")
    assert [row["reachable"] for row in group.followers()] == [1]


@pytest.mark.parametrize("told", ["both ways", "by the old group", "by the new group"])
async def test_a_group_that_becomes_a_supergroup_goes_on_following(house: House, told: str) -> None:
    old, new = SharedChat(house, -5_005, "group"), SharedChat(house)
    await old.write(FOLLOW)
    [before] = old.followers()
    if told != "by the new group":
        await old.happen(migrate_to_chat_id=new.id)
    if told != "by the old group":
        await new.happen(migrate_from_chat_id=old.id)
    [after] = new.followers()
    assert after["key"] == house.app.services.keys.person(new.id) != before["key"]
    await new.write(STOP)
    assert new.said[-1].text.startswith("Den här chatten följer inte längre löftet.")


# Channels.


@pytest.mark.parametrize("text", [FOLLOW, "/follow"])
async def test_what_is_posted_in_a_channel_lets_it_follow(channel: SharedChat, text: str) -> None:
    await channel.post(text)
    assert channel.said[-1].text.startswith("Den här chatten följer löftet.")
    assert len(channel.followers()) == 1
    await channel.post("/stop")
    assert channel.followers() == []


async def test_of_other_posts_nothing_is_stored(house: House, channel: SharedChat) -> None:
    await channel.post("En nyhet")
    await channel.post(f"/start@{USERNAME}")
    await channel.post(FOLLOW, forward_origin={"type": "channel", "date": 1, "chat": CHANNEL, "message_id": 3})
    await channel.post("/follow@another_bot")
    assert (channel.said, house.count("chats")) == ([], 0)
    assert house.count("inbox") == 1


async def test_where_the_bot_may_not_post_a_channel_does_not_follow(house: House, channel: SharedChat) -> None:
    house.telegram.may_post = False
    await channel.post(FOLLOW)
    assert (channel.said, channel.followers()) == ([], [])


async def test_who_adds_it_to_a_channel_without_the_right_to_post_is_told_in_their_own_chat(
    house: House, channel: SharedChat
) -> None:
    await channel.membership("left", "administrator", can_post_messages=False)
    assert Person(house).text.startswith("Jag är med i din kanal men får inte skriva där.")
    assert channel.said == []


async def test_who_never_pressed_start_is_told_nothing(house: House, channel: SharedChat) -> None:
    house.telegram.refuse("sendMessage", NO_START)
    await channel.membership("left", "administrator", can_post_messages=False)
    assert (Person(house).screens, house.app.handling.quarantined) == ([], 0)


@pytest.mark.parametrize(
    ("after", "rights"), [("administrator", {"can_post_messages": True}), ("left", {}), ("kicked", {})]
)
async def test_of_other_changes_in_a_channel_nobody_is_told(
    house: House, channel: SharedChat, after: str, rights: dict[str, Any]
) -> None:
    await channel.membership("left", after, **rights)
    assert house.telegram.calls == []


async def test_a_channel_is_written_to_as_long_as_the_bot_may_post(channel: SharedChat) -> None:
    await channel.post(FOLLOW)
    changes: list[tuple[str, dict[str, Any], int]] = [
        ("administrator", {"can_post_messages": False}, 0),
        ("administrator", {"can_post_messages": True}, 1),
        ("kicked", {}, 0),
    ]
    for after, rights, reachable in changes:
        await channel.membership("administrator", after, **rights)
        assert [row["reachable"] for row in channel.followers()] == [reachable]


async def test_only_who_runs_a_channel_presses_its_buttons(channel: SharedChat) -> None:
    await channel.post(FOLLOW)
    await channel.tap("Sluta följa", by=OMAR)
    assert len(channel.followers()) == 1
    await channel.tap("Sluta följa", by=ALVA)
    assert channel.followers() == []


async def test_a_shared_chat_that_takes_no_answer_is_no_trouble(house: House, group: SharedChat) -> None:
    house.telegram.refuse("sendMessage", BLOCKED)
    await group.write(FOLLOW)
    assert (house.app.handling.quarantined, house.pauses) == (0, [])

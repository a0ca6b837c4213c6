import asyncio

import pytest

from simulator.records import Json
from simulator.refusal import ImpossibleDeedError
from simulator.world import Person, World


def latest(world: World) -> Json:
    update = world.updates.first(100)[-1]
    return {name: value for name, value in update.items() if name != "update_id"}


def test_update_ids_rise_by_one(world: World, amina: Person) -> None:
    first = world.write(amina.id, "a")
    assert [world.write(amina.id, "b"), world.inject({"message": {}})] == [first + 1, first + 2]


def test_a_command_is_marked_as_one(world: World, amina: Person) -> None:
    world.write(amina.id, "/start follow")
    assert latest(world)["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


def test_nobody_can_write_nothing_or_too_much(world: World, amina: Person) -> None:
    for text in (" ", "x" * 4097):
        with pytest.raises(ImpossibleDeedError):
            world.write(amina.id, text)
    with pytest.raises(ImpossibleDeedError):
        world.write(42, "nobody")
    with pytest.raises(ImpossibleDeedError):
        world.write(amina.id, "nowhere", chat_id=-42)


def test_two_people_cannot_have_one_id(world: World, amina: Person) -> None:
    with pytest.raises(ImpossibleDeedError):
        world.add_person("Omar", "ar", "resident", id=amina.id)


def test_blocking_tells_the_bot_and_ends_writing(world: World, amina: Person) -> None:
    assert world.block(amina.id) > 0
    change = latest(world)["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "kicked")
    assert change["from"]["id"] == amina.id
    assert world.block(amina.id) == 0
    with pytest.raises(ImpossibleDeedError):
        world.write(amina.id, "Hej")
    assert world.unblock(amina.id) > 0
    assert world.write(amina.id, "Hej") > 0


def test_own_texts_and_captions_can_be_edited(world: World, amina: Person) -> None:
    world.write(amina.id, "Fel")
    world.send_content(amina.id, {"photo": [{"file_id": "p"}]}, caption="Fel")
    text, photo = world.messages(amina.id)
    world.edit(amina.id, text.message_id, "Rätt, se /help")
    edited = latest(world)["edited_message"]
    assert (edited["text"], edited["edit_date"]) == ("Rätt, se /help", int(world.clock()))
    assert edited["entities"] == [{"type": "bot_command", "offset": 9, "length": 5}]
    world.edit(amina.id, photo.message_id, "Rätt")
    edited = latest(world)["edited_message"]
    assert (edited["caption"], edited["photo"]) == ("Rätt", [{"file_id": "p"}])


def test_only_ones_own_words_can_be_edited_and_not_into_nothing(world: World, amina: Person) -> None:
    world.write(amina.id, "Mitt")
    world.send_content(amina.id, {"sticker": {"file_id": "s"}})
    world.forward(amina.id, "Någons", {"type": "hidden_user", "sender_user_name": "Någon", "date": 1})
    own, sticker, forwarded = (message.message_id for message in world.messages(amina.id))
    for message_id, text in ((999, "x"), (sticker, "x"), (forwarded, "x"), (own, " "), (own, "x" * 4097)):
        with pytest.raises(ImpossibleDeedError):
            world.edit(amina.id, message_id, text)
    assert world.messages(amina.id)[0].text == "Mitt"


def test_an_edit_behind_a_block_does_not_reach_the_bot(world: World, amina: Person) -> None:
    world.write(amina.id, "Fel")
    world.block(amina.id)
    assert world.edit(amina.id, world.messages(amina.id)[0].message_id, "Rätt") == 0


def test_in_ones_own_chat_everything_can_be_deleted_and_the_bot_is_not_told(world: World, amina: Person) -> None:
    world.write(amina.id, "Hej")
    waiting = len(world.updates)
    [message] = world.messages(amina.id)
    world.delete(amina.id, message.message_id)
    assert (world.messages(amina.id), len(world.updates)) == ([], waiting)
    with pytest.raises(ImpossibleDeedError):
        world.delete(amina.id, message.message_id)


def test_a_venue_is_also_a_place(world: World, amina: Person) -> None:
    where = {"latitude": 60.6216, "longitude": 16.7755}
    world.send_content(amina.id, {"venue": {"location": where, "title": "Kulturhuset", "address": "Köpmangatan 5"}})
    message = latest(world)["message"]
    assert (message["location"], message["venue"]["title"]) == (where, "Kulturhuset")


def test_content_and_forwards_arrive_as_in_the_bot_api(world: World, amina: Person) -> None:
    world.send_content(amina.id, {"sticker": {"file_id": "s", "emoji": "🙂"}})
    assert latest(world)["message"]["sticker"]["emoji"] == "🙂"
    world.send_content(amina.id, {"photo": [{"file_id": "p"}]}, caption="Se /help")
    captioned = latest(world)["message"]
    assert (captioned["caption"], captioned["caption_entities"][0]["type"]) == ("Se /help", "bot_command")
    origin = {"type": "hidden_user", "sender_user_name": "Någon", "date": 1}
    world.forward(amina.id, "Läs", origin)
    assert latest(world)["message"]["forward_origin"] == origin


def test_supergroups_count_their_own_messages(world: World, amina: Person) -> None:
    world.write(amina.id, "Hej")
    group = world.add_group("Staff", [amina.id])
    world.write(amina.id, "/help", chat_id=group)
    assert [message.message_id for message in world.messages(group)] == [1, 2]


async def test_an_open_page_hears_what_happens_in_order(world: World, amina: Person) -> None:
    subscription = world.subscribe()
    world.write(amina.id, "Hej")
    world.block(amina.id)
    async with asyncio.timeout(5):
        said = await anext(subscription)
        assert (said["type"], said["chat_id"], said["message"]["text"]) == ("message", amina.id, "Hej")
        assert await anext(subscription) == {
            "type": "person_changed",
            "chat_id": amina.id,
            "person_id": amina.id,
        }
        subscription.close()
        assert [event async for event in subscription] == []


def test_a_full_queue_drops_what_comes_on_top(world: World, amina: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.update_queue.PENDING_UPDATES", 2)
    assert [world.write(amina.id, text) > 0 for text in "abc"] == [True, True, False]

"""Groups that people make, and what the bot hears of them."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramForbiddenError
from aiogram.types import Update

from simulator.refusal import ImpossibleDeedError
from simulator.world import Person, World


@pytest.fixture
def group(world: World, amina: Person) -> int:
    return world.add_group("Grannarna", [amina.id])


async def heard(bot: Bot) -> list[Update]:
    """What is new for the bot."""
    updates = await bot.get_updates()
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return updates


async def statuses(bot: Bot) -> list[tuple[str, str, int]]:
    """From what to what the bot's place in a group went, and by whom."""
    changes = [update.my_chat_member for update in await heard(bot)]
    return [
        (change.old_chat_member.status, change.new_chat_member.status, change.from_user.id)
        for change in changes
        if change
    ]


async def test_a_new_group_tells_the_bot_that_it_is_in_and_who_let_it_in(bot: Bot, amina: Person, group: int) -> None:
    change, service = await heard(bot)
    assert change.my_chat_member
    assert (change.my_chat_member.chat.id, change.my_chat_member.from_user.id) == (group, amina.id)
    assert change.my_chat_member.new_chat_member.status == "member"
    assert service.message
    assert service.message.new_chat_members
    assert [member.id for member in service.message.new_chat_members] == [bot.id]


async def test_who_owns_a_group_removes_the_bot_and_lets_it_in_again(
    bot: Bot, world: World, amina: Person, group: int
) -> None:
    await heard(bot)
    world.remove_bot(amina.id, group)
    assert await statuses(bot) == [("member", "kicked", amina.id)]
    assert world.write(amina.id, "/help", chat_id=group) == 0
    with pytest.raises(TelegramForbiddenError, match="bot was kicked from the supergroup chat"):
        await bot.send_message(group, "Hej")
    world.invite_bot(amina.id, group)
    assert await statuses(bot) == [("kicked", "member", amina.id)]
    assert (await bot.send_message(group, "Hej")).chat.id == group


async def test_the_bot_can_leave_and_hears_that_it_did_so_itself(bot: Bot, world: World, group: int) -> None:
    await heard(bot)
    assert await bot.leave_chat(group)
    change, service = await heard(bot)
    assert change.my_chat_member
    assert (change.my_chat_member.from_user.id, change.my_chat_member.new_chat_member.status) == (bot.id, "left")
    assert service.message
    assert service.message.left_chat_member
    assert service.message.left_chat_member.id == bot.id
    with pytest.raises(TelegramForbiddenError, match="bot is not a member of the supergroup chat"):
        await bot.leave_chat(group)


async def test_only_the_owner_lets_bots_in_and_out(world: World, amina: Person) -> None:
    omar = world.add_person("Omar", "ar", "resident")
    group = world.add_group("Grannarna", [amina.id, omar.id])
    for deed in (world.remove_bot, world.invite_bot):
        with pytest.raises(ImpossibleDeedError, match="only who owns a group"):
            deed(omar.id, group)


def test_a_group_has_a_title_and_people_that_exist(world: World, amina: Person) -> None:
    for title, members in ((" ", [amina.id]), ("Grannarna", [amina.id, 42])):
        with pytest.raises(ImpossibleDeedError):
            world.add_group(title, members)
    assert [chat for chat in world.chats.values() if not chat.is_private] == []


async def test_in_privacy_mode_the_bot_hears_commands_and_replies_only(
    bot: Bot, world: World, amina: Person, group: int
) -> None:
    await heard(bot)
    said = await bot.send_message(group, "Hej alla")
    for text in ("hej", "/help@other_bot", "se /help", "@simulator_bot hej"):
        assert world.write(amina.id, text, chat_id=group) == 0
    assert world.send_content(amina.id, {"sticker": {"file_id": "s"}}, chat_id=group) == 0
    assert world.write(amina.id, "/help", chat_id=group)
    assert world.write(amina.id, "/help@Simulator_Bot x", chat_id=group)
    assert world.write(amina.id, "hej själv", chat_id=group, reply_to=said.message_id)
    messages = [update.message for update in await heard(bot)]
    assert [message.text for message in messages if message] == ["/help", "/help@Simulator_Bot x", "hej själv"]
    assert messages[-1]
    assert messages[-1].reply_to_message
    assert messages[-1].reply_to_message.text == "Hej alla"


async def test_as_an_administrator_the_bot_hears_everything(bot: Bot, world: World, amina: Person, group: int) -> None:
    world.set_bot_status(group, "administrator")
    assert world.write(amina.id, "hej", chat_id=group)


async def test_in_a_group_one_deletes_ones_own_and_the_owner_everything(world: World, amina: Person) -> None:
    omar = world.add_person("Omar", "ar", "resident")
    group = world.add_group("Grannarna", [amina.id, omar.id])
    for person in (amina, omar, omar):
        world.write(person.id, "Hej", chat_id=group)
    service, by_amina, by_omar, another = (message.message_id for message in world.messages(group))
    with pytest.raises(ImpossibleDeedError):
        world.delete(omar.id, by_amina, chat_id=group)
    world.delete(omar.id, by_omar, chat_id=group)
    world.delete(amina.id, another, chat_id=group)
    assert [message.message_id for message in world.messages(group)] == [service, by_amina]

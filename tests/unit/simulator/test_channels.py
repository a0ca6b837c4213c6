"""Channels that people make: who posts there, and what the bot may do."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import ChatMemberAdministrator, Update

from simulator.refusal import ImpossibleDeedError
from simulator.world import Person, World


@pytest.fixture
def omar(world: World) -> Person:
    return world.add_person("Omar", "ar", "resident")


@pytest.fixture
def channel(world: World, amina: Person, omar: Person) -> int:
    return world.add_group("Nyheter", [amina.id, omar.id], "channel")


async def heard(bot: Bot) -> list[Update]:
    """What is new for the bot."""
    updates = await bot.get_updates()
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return updates


async def own_rights(bot: Bot, channel: int) -> bool | None:
    member = await bot.get_chat_member(channel, bot.id)
    assert isinstance(member, ChatMemberAdministrator)
    return member.can_post_messages


async def test_a_new_channel_tells_the_bot_only_that_it_runs_it_too(bot: Bot, amina: Person, channel: int) -> None:
    [update] = await heard(bot)
    change = update.my_chat_member
    assert change
    assert (change.chat.id, change.chat.type, change.from_user.id) == (channel, "channel", amina.id)
    assert isinstance(change.new_chat_member, ChatMemberAdministrator)
    assert change.new_chat_member.can_post_messages


async def test_who_owns_a_channel_posts_in_its_name_and_nobody_else_does(
    bot: Bot, world: World, amina: Person, omar: Person, channel: int
) -> None:
    await heard(bot)
    assert world.write(amina.id, "En nyhet", chat_id=channel)
    [update] = await heard(bot)
    post = update.channel_post
    assert post
    assert (post.text, post.from_user) == ("En nyhet", None)
    assert post.sender_chat
    assert post.sender_chat.id == channel
    with pytest.raises(ImpossibleDeedError, match="only administrators post"):
        world.write(omar.id, "Jag också", chat_id=channel)


async def test_the_right_to_post_is_given_and_taken(bot: Bot, world: World, amina: Person, channel: int) -> None:
    await heard(bot)
    world.let_bot_post(amina.id, channel, may_post=False)
    [update] = await heard(bot)
    change = update.my_chat_member
    assert change
    assert isinstance(change.old_chat_member, ChatMemberAdministrator)
    assert isinstance(change.new_chat_member, ChatMemberAdministrator)
    assert (change.old_chat_member.can_post_messages, change.new_chat_member.can_post_messages) == (True, False)
    assert await own_rights(bot, channel) is False
    with pytest.raises(TelegramBadRequest, match="need administrator rights in the channel chat"):
        await bot.send_message(channel, "Hej")
    world.let_bot_post(amina.id, channel, may_post=True)
    assert await own_rights(bot, channel)
    assert (await bot.send_message(channel, "Hej")).chat.id == channel


async def test_only_who_owns_a_channel_gives_rights(world: World, omar: Person, channel: int) -> None:
    with pytest.raises(ImpossibleDeedError):
        world.let_bot_post(omar.id, channel, may_post=False)


async def test_a_bot_let_in_again_runs_the_channel_again(bot: Bot, world: World, amina: Person, channel: int) -> None:
    world.remove_bot(amina.id, channel)
    world.invite_bot(amina.id, channel)
    assert await own_rights(bot, channel)


async def test_who_runs_a_channel_can_be_asked(bot: Bot, amina: Person, channel: int) -> None:
    administrators = await bot.get_chat_administrators(channel)
    assert [(each.status, each.user.id) for each in administrators] == [
        ("creator", amina.id),
        ("administrator", bot.id),
    ]


async def test_in_a_group_a_plain_member_is_no_administrator(bot: Bot, world: World, amina: Person) -> None:
    group = world.add_group("Grannarna", [amina.id])
    assert [each.user.id for each in await bot.get_chat_administrators(group)] == [amina.id]


async def test_a_group_that_grows_is_told_of_in_both_chats(bot: Bot, world: World, amina: Person) -> None:
    old = world.add_group("Grannarna", [amina.id], "group")
    await heard(bot)
    new = world.migrate(old)
    left, come = (update.message for update in await heard(bot))
    assert left
    assert come
    assert (left.chat.id, left.migrate_to_chat_id) == (old, new)
    assert (come.chat.id, come.migrate_from_chat_id) == (new, old)
    assert world.write(amina.id, "/follow", chat_id=new)

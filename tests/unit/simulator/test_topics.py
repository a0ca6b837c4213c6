"""Topics of a forum: what is sent into one, and what our reading of Telegram's answers makes of one that is gone."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

from delivery.outcome import ThreadGone
from delivery.telegram_answers import outcome_of
from simulator.refusal import ImpossibleDeedError
from simulator.world import Person, World


@pytest.fixture
def forum(world: World, amina: Person) -> int:
    return world.add_group("Grannarna", [amina.id])


async def is_gone(bot: Bot, forum: int, thread: int) -> bool:
    """Whether a message into the topic comes back as one whose topic takes nothing any more."""
    with pytest.raises(TelegramBadRequest) as refused:
        await bot.send_message(forum, "Ett brev", message_thread_id=thread)
    return outcome_of(refused.value) == ThreadGone()


async def test_what_is_sent_into_a_topic_lies_there_until_it_is_closed_or_deleted(
    bot: Bot, world: World, forum: int
) -> None:
    thread = world.open_topic(forum)
    sent = await bot.send_message(forum, "Ett brev", message_thread_id=thread)
    assert (sent.message_thread_id, sent.chat.is_forum) == (thread, True)

    world.close_topic(forum, thread)
    assert await is_gone(bot, forum, thread)
    world.open_topic(forum, thread)
    assert (await bot.send_message(forum, "Ett till", message_thread_id=thread)).message_thread_id == thread

    world.delete_topic(forum, thread)
    assert await is_gone(bot, forum, thread)
    assert sent.message_id not in world.store.chat(forum).messages


async def test_a_basic_group_has_no_topics(world: World, amina: Person) -> None:
    with pytest.raises(ImpossibleDeedError, match="supergroups"):
        world.open_topic(world.add_group("Grannarna", [amina.id], "group"))

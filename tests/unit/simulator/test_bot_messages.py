from functools import partial

import pytest
from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramRetryAfter,
)
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
)

from simulator.world import Person, World
from tests.unit.simulator.conftest import Clock

YES = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Ja", callback_data="yes")]])
NO = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Nej", callback_data="no")]])
REPLIES = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Ja")]])


async def test_a_sent_message_comes_back_as_telegram_writes_it(bot: Bot, world: World, amina: Person) -> None:
    sent = await bot.send_message(amina.id, "<b>Hej</b> 🙂", parse_mode=ParseMode.HTML, reply_markup=YES)
    assert (sent.text, sent.chat.type, sent.chat.first_name) == ("Hej 🙂", "private", "Amina")
    assert sent.from_user
    assert sent.from_user.is_bot
    assert sent.html_text == "<b>Hej</b> 🙂"
    assert sent.reply_markup
    assert sent.reply_markup.model_dump() == YES.model_dump()
    assert [message.text for message in world.messages(amina.id)] == ["Hej 🙂"]


async def test_4096_characters_fit_and_no_more(bot: Bot, amina: Person) -> None:
    assert (await bot.send_message(amina.id, "🙂" * 4096)).text == "🙂" * 4096
    with pytest.raises(TelegramBadRequest, match="Bad Request: message is too long"):
        await bot.send_message(amina.id, "x" * 4097)


async def test_bad_html_is_refused(bot: Bot, amina: Person) -> None:
    with pytest.raises(TelegramBadRequest, match='can\'t parse entities: Unsupported start tag "p"'):
        await bot.send_message(amina.id, "<p>Hej</p>", parse_mode=ParseMode.HTML)


async def test_an_edit_changes_the_text_and_drops_the_keyboard(bot: Bot, world: World, amina: Person) -> None:
    sent = await bot.send_message(amina.id, "Ett", reply_markup=YES)
    edited = await bot.edit_message_text("Två", chat_id=amina.id, message_id=sent.message_id)
    assert isinstance(edited, Message)
    assert (edited.text, edited.reply_markup) == ("Två", None)
    assert edited.edit_date == int(world.clock())


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, amina: Person) -> None:
    sent = await bot.send_message(amina.id, "Ett", reply_markup=YES)
    with pytest.raises(TelegramBadRequest, match="message is not modified: specified new message content"):
        await bot.edit_message_text(" Ett\n", chat_id=amina.id, message_id=sent.message_id, reply_markup=YES)
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_reply_markup(chat_id=amina.id, message_id=sent.message_id, reply_markup=YES)


async def test_a_keyboard_alone_can_be_changed_and_removed(bot: Bot, amina: Person) -> None:
    sent = await bot.send_message(amina.id, "Ett", reply_markup=YES)
    edit = partial(bot.edit_message_reply_markup, chat_id=amina.id, message_id=sent.message_id)
    changed = await edit(reply_markup=NO)
    assert isinstance(changed, Message)
    assert changed.reply_markup
    assert changed.reply_markup.model_dump() == NO.model_dump()
    assert changed.edit_date is None
    removed = await edit()
    assert isinstance(removed, Message)
    assert removed.reply_markup is None


async def test_what_cannot_be_edited(bot: Bot, world: World, amina: Person) -> None:
    async def edit(message_id: int, text: str = "Ny") -> None:
        await bot.edit_message_text(text, chat_id=amina.id, message_id=message_id)

    world.write(amina.id, "Mitt eget")
    [own] = world.messages(amina.id)
    with_replies = await bot.send_message(amina.id, "Välj", reply_markup=REPLIES)
    place = await bot.send_location(amina.id, 60.6, 16.8)
    plain = await bot.send_message(amina.id, "Text")
    for message_id, text, reason in (
        (999, "Ny", "message to edit not found"),
        (own.message_id, "Ny", "message can't be edited"),
        (with_replies.message_id, "Ny", "message can't be edited"),
        (place.message_id, "Ny", "there is no text in the message to edit"),
        (plain.message_id, "x" * 4097, "MESSAGE_TOO_LONG"),
    ):
        with pytest.raises(TelegramBadRequest, match=reason):
            await edit(message_id, text)


async def test_deleting(bot: Bot, world: World, amina: Person, clock: Clock) -> None:
    world.write(amina.id, "Mitt eget")
    [own] = world.messages(amina.id)
    sent = await bot.send_message(amina.id, "Ett")
    assert await bot.delete_message(amina.id, own.message_id)
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await bot.delete_message(amina.id, own.message_id)
    assert await bot.delete_messages(amina.id, [own.message_id, sent.message_id])
    assert world.messages(amina.id) == []
    old = await bot.send_message(amina.id, "Gammalt")
    clock.advance(48 * 3600 + 1)
    with pytest.raises(TelegramBadRequest, match="message can't be deleted for everyone"):
        await bot.delete_message(amina.id, old.message_id)


async def test_deleting_many_skips_what_is_gone_and_what_is_not_the_bots(bot: Bot, world: World, amina: Person) -> None:
    group = world.add_group("Staff", [amina.id])
    world.write(amina.id, "/help", chat_id=group)
    service, foreign = world.messages(group)
    own = await bot.send_message(group, "Hej")
    with pytest.raises(TelegramBadRequest, match="message can't be deleted"):
        await bot.delete_message(group, foreign.message_id)
    await bot.delete_messages(group, [999, foreign.message_id, own.message_id])
    assert world.messages(group) == [service, foreign]
    for ids, reason in (
        ([], "message identifiers are not specified"),
        (list(range(1, 102)), "too many message identifiers specified"),
    ):
        with pytest.raises(TelegramBadRequest, match=reason):
            await bot.delete_messages(group, ids)


async def test_a_person_who_blocked_the_bot_cannot_be_written_to(bot: Bot, world: World, amina: Person) -> None:
    world.block(amina.id)
    with pytest.raises(TelegramForbiddenError, match="Forbidden: bot was blocked by the user"):
        await bot.send_message(amina.id, "Hej")
    world.unblock(amina.id)
    await bot.send_message(amina.id, "Hej")
    world.deactivate(amina.id)
    with pytest.raises(TelegramForbiddenError, match="Forbidden: user is deactivated"):
        await bot.send_message(amina.id, "Hej")


async def test_somebody_who_never_wrote_cannot_be_written_to(bot: Bot, world: World) -> None:
    stranger = world.add_person("Omar", "ar", "has never opened the bot")
    with pytest.raises(TelegramBadRequest, match="Bad Request: chat not found"):
        await bot.send_message(stranger.id, "Hej")
    world.add_group("Staff", [stranger.id])
    with pytest.raises(TelegramForbiddenError, match="bot can't initiate conversation with a user"):
        await bot.send_message(stranger.id, "Hej")
    world.write(stranger.id, "/start")
    await bot.send_message(stranger.id, "Hej")


async def test_unknown_chats_and_names(bot: Bot) -> None:
    for chat_id in (424242, "@nobody_here"):
        with pytest.raises(TelegramBadRequest, match="chat not found"):
            await bot.send_message(chat_id, "Hej")
    with pytest.raises(TelegramForbiddenError, match="the bot can't send messages to the bot"):
        await bot.send_message("@simulator_bot", "Hej")


async def test_groups_that_removed_the_bot(bot: Bot, world: World, amina: Person) -> None:
    group = world.add_group("Staff", [amina.id])
    assert (await bot.send_message(group, "Hej")).chat.title == "Staff"
    world.set_bot_status(group, "kicked")
    with pytest.raises(TelegramForbiddenError, match="bot was kicked from the supergroup chat"):
        await bot.send_message(group, "Hej")
    world.set_bot_status(group, "member")
    await bot.leave_chat(group)
    with pytest.raises(TelegramForbiddenError, match="bot is not a member of the supergroup chat"):
        await bot.send_message(group, "Hej")


async def test_a_group_that_became_a_supergroup_tells_its_new_id(bot: Bot, world: World, amina: Person) -> None:
    group = world.add_group("Staff", [amina.id], kind="group")
    new = world.migrate(group)
    with pytest.raises(TelegramMigrateToChat) as refused:
        await bot.send_message(group, "Hej")
    assert refused.value.migrate_to_chat_id == new
    await bot.send_message(new, "Hej")


async def test_channel_posts_are_from_the_channel(bot: Bot, world: World, amina: Person) -> None:
    channel = world.add_group("Nyheter", [amina.id], kind="channel")
    post = await bot.send_message(channel, "Hej")
    assert post.from_user is None
    assert post.sender_chat
    assert post.sender_chat.id == channel
    with pytest.raises(TelegramBadRequest, match="inline keyboard expected"):
        await bot.send_message(channel, "Hej", reply_markup=REPLIES)


async def test_too_fast_is_answered_with_how_long_to_wait(bot: Bot, world: World, amina: Person, clock: Clock) -> None:
    world.rates.private_per_second, world.rates.private_burst = 1.0, 3
    for number in range(3):
        await bot.send_message(amina.id, str(number))
    with pytest.raises(TelegramRetryAfter) as refused:
        await bot.send_message(amina.id, "för fort")
    assert refused.value.retry_after == 1
    clock.advance(1)
    await bot.send_message(amina.id, "lagom")
    assert [call.status for call in world.calls] == [200, 200, 200, 429, 200]


async def test_every_call_is_remembered(bot: Bot, world: World, amina: Person) -> None:
    await bot.send_chat_action(amina.id, "typing")
    with pytest.raises(TelegramBadRequest, match="wrong parameter action in request"):
        await bot.send_chat_action(amina.id, "dancing")
    done, refused = world.calls
    assert (done.method, done.chat_id, done.refused) == ("sendChatAction", amina.id, False)
    assert (refused.status, refused.refused) == (400, True)
    assert refused.description == "Bad Request: wrong parameter action in request"


async def test_places_must_be_on_earth(bot: Bot, amina: Person) -> None:
    place = await bot.send_location(amina.id, 60.6, 16.8)
    assert place.location
    assert (place.location.latitude, place.location.longitude) == (60.6, 16.8)
    with pytest.raises(TelegramBadRequest, match="invalid location specified"):
        await bot.send_location(amina.id, 91, 16.8)

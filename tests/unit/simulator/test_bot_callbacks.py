import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import InaccessibleMessage, InlineKeyboardButton, InlineKeyboardMarkup, Message

from simulator.refusal import ImpossibleDeedError
from simulator.world import Person, World
from tests.unit.simulator.conftest import Clock

YES = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Ja", callback_data="yes")]])


@pytest.fixture
async def question(bot: Bot, amina: Person) -> Message:
    return await bot.send_message(amina.id, "Trygg?", reply_markup=YES)


async def test_a_pressed_button_reaches_the_bot_and_its_answer_the_person(
    bot: Bot, world: World, amina: Person, question: Message
) -> None:
    query_id = world.press(amina.id, amina.id, question.message_id, "yes")
    [update] = await bot.get_updates()
    assert update.callback_query
    assert (update.callback_query.id, update.callback_query.data) == (query_id, "yes")
    assert isinstance(update.callback_query.message, Message)
    assert update.callback_query.message.text == "Trygg?"
    assert world.callback_answer(query_id) is None
    await bot.answer_callback_query(query_id, text="Tack", show_alert=True)
    assert world.callback_answer(query_id) == {"text": "Tack", "show_alert": True}


async def test_only_buttons_that_are_there_can_be_pressed(
    bot: Bot, world: World, amina: Person, question: Message
) -> None:
    with pytest.raises(ImpossibleDeedError):
        world.press(amina.id, amina.id, question.message_id, "no")
    world.press(amina.id, amina.id, question.message_id, "no", forge=True)
    [update] = await bot.get_updates()
    assert update.callback_query
    assert update.callback_query.data == "no"


async def test_a_button_of_a_deleted_message_carries_no_message(
    bot: Bot, world: World, amina: Person, question: Message
) -> None:
    await bot.delete_message(amina.id, question.message_id)
    world.press(amina.id, amina.id, question.message_id, "yes", forge=True)
    [update] = await bot.get_updates()
    assert update.callback_query
    assert isinstance(update.callback_query.message, InaccessibleMessage)


async def test_an_answer_that_comes_too_late_is_refused(
    bot: Bot, world: World, amina: Person, question: Message, clock: Clock
) -> None:
    query_id = world.press(amina.id, amina.id, question.message_id, "yes")
    clock.advance(16)
    with pytest.raises(TelegramBadRequest, match="query is too old and response timeout expired or query ID"):
        await bot.answer_callback_query(query_id)
    with pytest.raises(TelegramBadRequest, match="query ID is invalid"):
        await bot.answer_callback_query("12345")


async def test_an_answer_has_at_most_200_characters(bot: Bot, world: World, amina: Person, question: Message) -> None:
    query_id = world.press(amina.id, amina.id, question.message_id, "yes")
    with pytest.raises(TelegramBadRequest, match="MESSAGE_TOO_LONG"):
        await bot.answer_callback_query(query_id, text="x" * 201)
    assert await bot.answer_callback_query(query_id, text="🙂" * 200)


async def test_answering_twice_is_let_pass_and_noted(bot: Bot, world: World, amina: Person, question: Message) -> None:
    query_id = world.press(amina.id, amina.id, question.message_id, "yes")
    await bot.answer_callback_query(query_id, text="Ett")
    await bot.answer_callback_query(query_id, text="Två")
    assert world.callback_answer(query_id) == {"text": "Ett", "show_alert": False}
    assert world.warnings == ["a button was answered twice"]


async def test_presses_are_forgotten_after_150_seconds_and_messages_after_a_day(
    bot: Bot, world: World, amina: Person, question: Message, clock: Clock
) -> None:
    world.press(amina.id, amina.id, question.message_id, "yes")
    world.write(amina.id, "Hej")
    clock.advance(149)
    assert len(await bot.get_updates()) == 2
    clock.advance(1)
    assert [update.event_type for update in await bot.get_updates()] == ["message"]
    clock.advance(24 * 3600)
    assert await bot.get_updates() == []

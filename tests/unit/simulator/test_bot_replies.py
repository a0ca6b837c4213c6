"""Replies in both directions: the bot to a person, and what a pressed button tells of them."""

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import InaccessibleMessage, InlineKeyboardButton, InlineKeyboardMarkup, Message, ReplyParameters

from simulator.world import Person, World

YES = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Ja", callback_data="yes")]])


@pytest.fixture
def written(world: World, amina: Person) -> int:
    world.write(amina.id, "Lampan är trasig")
    return world.messages(amina.id)[-1].message_id


@pytest.fixture
async def asked(bot: Bot, amina: Person, written: int) -> Message:
    """The bot asks about what Amina wrote."""
    return await bot.send_message(
        amina.id, "Skicka det?", reply_parameters=ReplyParameters(message_id=written), reply_markup=YES
    )


async def pressed(bot: Bot, world: World, message: Message) -> Message | InaccessibleMessage:
    world.press(message.chat.id, message.chat.id, message.message_id, "yes")
    update = (await bot.get_updates())[-1]
    assert update.callback_query
    assert update.callback_query.message
    return update.callback_query.message


async def test_a_pressed_button_brings_the_text_that_was_replied_to(bot: Bot, world: World, asked: Message) -> None:
    message = await pressed(bot, world, asked)
    assert isinstance(message, Message)
    assert message.reply_to_message
    assert message.reply_to_message.text == "Lampan är trasig"
    assert message.reply_to_message.reply_to_message is None


async def test_a_changed_text_is_brought_as_it_now_is(
    bot: Bot, world: World, amina: Person, written: int, asked: Message
) -> None:
    world.edit(amina.id, written, "Lyktan är trasig")
    message = await pressed(bot, world, asked)
    assert isinstance(message, Message)
    assert message.reply_to_message
    assert message.reply_to_message.text == "Lyktan är trasig"


async def test_a_deleted_text_is_no_longer_brought(
    bot: Bot, world: World, amina: Person, written: int, asked: Message
) -> None:
    world.delete(amina.id, written)
    message = await pressed(bot, world, asked)
    assert isinstance(message, Message)
    assert message.text == "Skicka det?"
    assert message.reply_to_message is None
    edited = await bot.edit_message_text("Sparat", chat_id=amina.id, message_id=asked.message_id)
    assert isinstance(edited, Message)
    assert edited.reply_to_message is None


async def test_only_one_level_of_replies_is_shown(bot: Bot, amina: Person, asked: Message) -> None:
    answer = await bot.send_message(amina.id, "Nå?", reply_parameters=ReplyParameters(message_id=asked.message_id))
    assert answer.reply_to_message
    assert answer.reply_to_message.text == "Skicka det?"
    assert answer.reply_to_message.reply_to_message is None


@pytest.mark.parametrize("method", ["send_message", "send_location"])
async def test_a_reply_to_what_is_gone_is_refused_or_sent_without(
    bot: Bot, world: World, amina: Person, written: int, method: str
) -> None:
    world.delete(amina.id, written)
    content = {"text": "Tack"} if method == "send_message" else {"latitude": 60.6, "longitude": 16.8}
    with pytest.raises(TelegramBadRequest, match="Bad Request: message to be replied not found"):
        await getattr(bot, method)(amina.id, reply_parameters=ReplyParameters(message_id=written), **content)
    assert world.messages(amina.id) == []
    anyway = ReplyParameters(message_id=written, allow_sending_without_reply=True)
    sent = await getattr(bot, method)(amina.id, reply_parameters=anyway, **content)
    assert sent.reply_to_message is None


async def test_a_message_in_another_chat_is_not_there(bot: Bot, world: World, amina: Person, written: int) -> None:
    omar = world.add_person("Omar", "ar", "resident", started=True)
    with pytest.raises(TelegramBadRequest, match="message to be replied not found"):
        await bot.send_message(omar.id, "Hej", reply_parameters=ReplyParameters(message_id=written))


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ("{", "can't parse reply parameters JSON object"),
        ("[]", "object expected as reply parameters"),
        ("null", "object expected as reply parameters"),
        ({"allow_sending_without_reply": True}, 'can\'t find field "message_id"'),
        ({"message_id": "first"}, 'field "message_id" must be of type Number'),
        ({"message_id": True}, 'field "message_id" must be of type Number'),
        (
            {"message_id": 1, "allow_sending_without_reply": "yes"},
            'field "allow_sending_without_reply" must be of type Boolean',
        ),
        ({"message_id": 1, "quote": "Hej"}, "simulator does not know quote in reply_parameters yet"),
        ({"message_id": 1, "chat_id": -5}, "simulator does not know chat_id in reply_parameters yet"),
    ],
)
async def test_parameters_that_make_no_sense_are_refused(
    http: aiohttp.ClientSession, api: str, amina: Person, parameters: object, reason: str
) -> None:
    call = {"chat_id": amina.id, "text": "Hej", "reply_parameters": parameters}
    async with http.post(f"{api}/sendMessage", json=call) as response:
        assert (response.status, (await response.json())["description"]) == (400, f"Bad Request: {reason}")


@pytest.mark.parametrize("parameters", ["", {}, {"message_id": 0}])
async def test_naming_no_message_means_no_reply(
    http: aiohttp.ClientSession, api: str, amina: Person, parameters: object
) -> None:
    call = {"chat_id": amina.id, "text": "Hej", "reply_parameters": parameters}
    async with http.post(f"{api}/sendMessage", json=call) as response:
        assert "reply_to_message" not in (await response.json())["result"]


@pytest.mark.parametrize("old_form", [False, True])
async def test_a_number_in_a_form_names_the_message_too(
    http: aiohttp.ClientSession, api: str, amina: Person, written: int, old_form: bool
) -> None:
    reply = {"reply_to_message_id": str(written)} if old_form else {"reply_parameters": f'{{"message_id":"{written}"}}'}
    async with http.post(f"{api}/sendMessage", data={"chat_id": str(amina.id), "text": "Tack"} | reply) as response:
        assert (await response.json())["result"]["reply_to_message"]["message_id"] == written

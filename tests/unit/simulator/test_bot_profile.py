import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeChatAdministrators,
    MenuButtonCommands,
    MenuButtonDefault,
    MenuButtonWebApp,
    WebAppInfo,
)

from simulator.world import Person, World


def commands(*names: str) -> list[BotCommand]:
    return [BotCommand(command=name, description=f"about {name}") for name in names]


def names(found: list[dict[str, str]]) -> list[str]:
    return [command["command"] for command in found]


async def test_the_bot_introduces_itself(bot: Bot, world: World) -> None:
    me = await bot.get_me()
    assert (me.id, me.is_bot, me.username) == (bot.id, True, "simulator_bot")
    await bot.set_my_name("Löfteskollen")
    assert (await bot.get_me()).first_name == "Löfteskollen"


async def test_texts_fall_back_to_the_one_for_everybody(bot: Bot) -> None:
    await bot.set_my_description("Everybody")
    await bot.set_my_description("Alla", language_code="sv")
    assert (await bot.get_my_description("sv")).description == "Alla"
    assert (await bot.get_my_description("ar")).description == "Everybody"
    await bot.set_my_description("", language_code="sv")
    assert (await bot.get_my_description("sv")).description == "Everybody"


async def test_long_texts_and_odd_languages_are_refused(bot: Bot) -> None:
    for refused in (
        bot.set_my_name("x" * 65),
        bot.set_my_description("x" * 513),
        bot.set_my_short_description("x" * 121),
        bot.set_my_short_description("x", language_code="swe"),
    ):
        with pytest.raises(TelegramBadRequest, match=r"is too long|invalid language code specified"):
            await refused
    assert await bot.set_my_short_description("x" * 120)
    assert (await bot.get_my_short_description()).short_description == "x" * 120


@pytest.mark.parametrize("language", ["SV", "s", "swe", "ckb", "sv-SE", "sv_SE", "så", " "])
async def test_a_language_is_two_small_letters_everywhere(bot: Bot, world: World, language: str) -> None:
    for refused in (
        bot.set_my_commands(commands("start"), language_code=language),
        bot.get_my_commands(language_code=language),
        bot.delete_my_commands(language_code=language),
        bot.set_my_name("x", language_code=language),
        bot.get_my_name(language_code=language),
        bot.set_my_description("x", language_code=language),
        bot.set_my_short_description("x", language_code=language),
    ):
        with pytest.raises(TelegramBadRequest, match="Bad Request: invalid language code specified"):
            await refused
    assert world.profile.commands == {}


async def test_setting_what_is_already_set_is_noted(bot: Bot, world: World) -> None:
    for _ in range(2):
        await bot.set_my_name("Löfteskollen")
        await bot.set_my_commands(commands("start"))
    assert world.warnings == [
        "name was set to what it already is",
        "the commands were set to what they already are",
    ]


async def test_each_person_sees_the_commands_of_their_chat_and_language(bot: Bot, world: World, amina: Person) -> None:
    omar = world.add_person("Omar", "ar", "staff")
    group = world.add_group("Staff", [omar.id, amina.id])
    await bot.set_my_commands(commands("start"))
    await bot.set_my_commands(commands("borja"), language_code="sv")
    await bot.set_my_commands(commands("staff"), scope=BotCommandScopeChat(chat_id=omar.id))
    await bot.set_my_commands(commands("group"), scope=BotCommandScopeAllGroupChats())
    admins = BotCommandScopeChatAdministrators(chat_id=group)
    await bot.set_my_commands(commands("admin"), scope=admins)
    assert names(world.commands_for(amina.id)) == ["borja"]
    assert names(world.commands_for(omar.id)) == ["staff"]
    assert names(world.commands_for(amina.id, group)) == ["group"]
    assert names(world.commands_for(omar.id, group)) == ["admin"]
    await bot.delete_my_commands(scope=admins)
    assert names(world.commands_for(omar.id, group)) == ["group"]
    assert [command.command for command in await bot.get_my_commands(language_code="sv")] == ["borja"]
    assert await bot.get_my_commands(language_code="en") == []


@pytest.mark.parametrize(
    ("command", "description", "reason"),
    [
        ("", "x", "command must be non-empty"),
        ("x" * 33, "x", "command length must not exceed 32"),
        ("Start", "x", "BOT_COMMAND_INVALID"),
        ("start", " ", "command description must be non-empty"),
        ("start", "x" * 257, "command description length must not exceed 256"),
    ],
)
async def test_bad_commands_are_refused(bot: Bot, command: str, description: str, reason: str) -> None:
    with pytest.raises(TelegramBadRequest, match=reason):
        await bot.set_my_commands([BotCommand(command=command, description=description)])


async def test_the_menu_button_is_set_for_all_and_for_one(bot: Bot, amina: Person) -> None:
    app = MenuButtonWebApp(text="Öppna", web_app=WebAppInfo(url="https://a.se"))
    await bot.set_chat_menu_button(chat_id=amina.id, menu_button=app)
    assert (await bot.get_chat_menu_button(chat_id=amina.id)).model_dump() == app.model_dump()
    assert isinstance(await bot.get_chat_menu_button(), MenuButtonCommands)
    await bot.set_chat_menu_button(chat_id=amina.id, menu_button=MenuButtonDefault())
    assert isinstance(await bot.get_chat_menu_button(chat_id=amina.id), MenuButtonCommands)
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.get_chat_menu_button(chat_id=42)


async def test_chats_and_their_members_can_be_asked_for(bot: Bot, world: World, amina: Person) -> None:
    omar = world.add_person("Omar", "ar", "resident")
    group = world.add_group("Staff", [amina.id])
    assert (await bot.get_chat(amina.id)).first_name == "Amina"
    assert (await bot.get_chat(group)).title == "Staff"
    statuses = [(await bot.get_chat_member(group, who)).status for who in (amina.id, omar.id, bot.id)]
    assert statuses == ["creator", "left", "member"]
    assert await bot.get_chat_member_count(group) == 2
    assert [member.user.id for member in await bot.get_chat_administrators(group)] == [amina.id]
    with pytest.raises(TelegramBadRequest, match="PARTICIPANT_ID_INVALID"):
        await bot.get_chat_member(group, 42)
    with pytest.raises(TelegramBadRequest, match="there are no administrators in the private chat"):
        await bot.get_chat_administrators(amina.id)

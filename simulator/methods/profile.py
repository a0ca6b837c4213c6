"""What the bot says about itself."""

import re
from collections.abc import Callable

from simulator.arguments import Arguments
from simulator.limits import (
    COMMAND_CODE_POINTS,
    COMMAND_DESCRIPTION_CODE_POINTS,
    COMMANDS,
    DESCRIPTION_CODE_POINTS,
    NAME_CODE_POINTS,
    SHORT_DESCRIPTION_CODE_POINTS,
)
from simulator.profile import Localized, localized, scope_key
from simulator.records import Json
from simulator.refusal import bad_request
from simulator.world import World

Method = Callable[[World, Arguments], object]
_MENU_BUTTONS = frozenset({"default", "commands", "web_app"})


def get_me(world: World, given: Arguments) -> Json:  # noqa: ARG001 - every method takes arguments
    """GetMe."""
    return dict(world.bot)


def text_methods(texts_of: Callable[[World], Localized], field: str, limit: int) -> tuple[Method, Method]:
    """A getter and a setter for one text that the bot has in several languages."""

    def get(world: World, given: Arguments) -> Json:
        return {field: localized(texts_of(world), _language(given))}

    def set_(world: World, given: Arguments) -> bool:
        text, language, texts = given.text(field), _language(given), texts_of(world)
        if len(text) > limit:
            raise bad_request(f"{field.replace('_', ' ')} is too long")
        if texts.get(language, "") == text:
            world.warn(f"{field} was set to what it already is")
        if text:
            texts[language] = text
        else:
            texts.pop(language, None)
        if field == "name" and not language:
            world.bot["first_name"] = text or world.bot["first_name"]
        world.events.tell("bot_changed", None)
        return True

    return get, set_


get_my_name, set_my_name = text_methods(lambda world: world.profile.names, "name", NAME_CODE_POINTS)
get_my_description, set_my_description = text_methods(
    lambda world: world.profile.descriptions, "description", DESCRIPTION_CODE_POINTS
)
get_my_short_description, set_my_short_description = text_methods(
    lambda world: world.profile.short_descriptions, "short_description", SHORT_DESCRIPTION_CODE_POINTS
)


def set_my_commands(world: World, given: Arguments) -> bool:
    """SetMyCommands for a scope and a language."""
    commands = given.json("commands", "commands JSON object")
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > COMMANDS:
        raise bad_request("too much commands specified")
    key, read = _commands_key(given), [_command(command) for command in commands]
    if world.profile.commands.get(key) == read:
        world.warn("the commands were set to what they already are")
    world.profile.commands[key] = read
    world.events.tell("bot_changed", None)
    return True


def get_my_commands(world: World, given: Arguments) -> list[Json]:
    """GetMyCommands of exactly this scope and language."""
    return world.profile.commands.get(_commands_key(given), [])


def delete_my_commands(world: World, given: Arguments) -> bool:
    """DeleteMyCommands of exactly this scope and language."""
    world.profile.commands.pop(_commands_key(given), None)
    world.events.tell("bot_changed", None)
    return True


def set_chat_menu_button(world: World, given: Arguments) -> bool:
    """SetChatMenuButton of one private chat, or of all that have none of their own."""
    button = given.json_object("menu_button", "menu button JSON object") or {"type": "default"}
    if button.get("type") not in _MENU_BUTTONS:
        raise bad_request("unsupported menu button type")
    chat_id = _menu_chat(world, given)
    if button["type"] == "default":
        world.profile.menu_buttons.pop(chat_id, None)
    else:
        world.profile.menu_buttons[chat_id] = button
    world.events.tell("bot_changed", None)
    return True


def get_chat_menu_button(world: World, given: Arguments) -> Json:
    """GetChatMenuButton."""
    return world.profile.menu_button(_menu_chat(world, given))


def _menu_chat(world: World, given: Arguments) -> int | None:
    if not given.text("chat_id"):
        return None
    chat = world.chats.get(given.integer("chat_id"))
    if chat is None or not chat.is_private:
        raise bad_request("chat not found")
    return chat.id


def _language(given: Arguments) -> str:
    language = given.text("language_code")
    if not re.fullmatch(r"(?:[a-z]{2})?", language):
        raise bad_request("invalid language code specified")
    return language


def _commands_key(given: Arguments) -> tuple[str, str]:
    return scope_key(given.json_object("scope", "BotCommandScope JSON object")), _language(given)


def _command(given: object) -> Json:
    if not isinstance(given, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name = str(given.get("command", "")).removeprefix("/")
    description = str(given.get("description", "")).strip()
    if not name:
        raise bad_request("command must be non-empty")
    if len(name) > COMMAND_CODE_POINTS:
        raise bad_request(f"command length must not exceed {COMMAND_CODE_POINTS}")
    if not re.fullmatch(r"[a-z0-9_]+", name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > COMMAND_DESCRIPTION_CODE_POINTS:
        raise bad_request(f"command description length must not exceed {COMMAND_DESCRIPTION_CODE_POINTS}")
    return {"command": name, "description": description}

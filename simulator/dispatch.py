"""Finds and runs the method a call names."""

from collections.abc import Awaitable, Callable

from simulator.arguments import Arguments
from simulator.method_names import METHOD_NAMES
from simulator.methods import callbacks, chats, editing, profile, sending, updates
from simulator.parameters import check_parameters
from simulator.refusal import RefusalError
from simulator.world import World

Method = Callable[[World, Arguments], object]
AsyncMethod = Callable[[World, Arguments], Awaitable[object]]

_METHODS: dict[str, Method] = {
    "getMe": profile.get_me,
    "setWebhook": updates.set_webhook,
    "deleteWebhook": updates.delete_webhook,
    "getWebhookInfo": updates.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendLocation": sending.send_location,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "answerCallbackQuery": callbacks.answer_callback_query,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyName": profile.set_my_name,
    "getMyName": profile.get_my_name,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
    "setChatMenuButton": profile.set_chat_menu_button,
    "getChatMenuButton": profile.get_chat_menu_button,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_chat_member,
    "getChatMemberCount": chats.get_chat_member_count,
    "getChatAdministrators": chats.get_chat_administrators,
    "leaveChat": chats.leave_chat,
    "getFile": chats.get_file,
}
_WAITING_METHODS: dict[str, AsyncMethod] = {"getUpdates": updates.get_updates}


def method_name(written: str) -> str:
    """The documented name of a method, whatever the case it is written in.

    Raises:
        RefusalError: 404, when there is no such method.
    """
    try:
        return METHOD_NAMES[written.lower()]
    except KeyError:
        raise RefusalError(404, "Not Found: method not found") from None


async def perform(world: World, method: str, given: Arguments) -> object:
    """Run a method and give its result.

    Raises:
        RefusalError: when Telegram would refuse the call, or the simulator does not know the method yet.
    """
    if method not in _METHODS and method not in _WAITING_METHODS:
        raise RefusalError(400, f"Bad Request: simulator does not know {method} yet")
    for warning in check_parameters(method, given.values, given.files):
        world.warn(warning)
    if method in _METHODS:
        return _METHODS[method](world, given)
    return await _WAITING_METHODS[method](world, given)

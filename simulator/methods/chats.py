"""Methods about chats, their members and files."""

from simulator.access import chat_of
from simulator.arguments import Arguments
from simulator.file_store import file_json
from simulator.records import Chat, Json
from simulator.refusal import bad_request
from simulator.wire import member_json
from simulator.world import World

_FULL_INFO: Json = {
    "accent_color_id": 0,
    "max_reaction_count": 11,
    "accepted_gift_types": {
        "unlimited_gifts": False,
        "limited_gifts": False,
        "unique_gifts": False,
        "premium_subscription": False,
        "gifts_from_channels": False,
    },
}


def get_chat(world: World, given: Arguments) -> Json:
    """GetChat."""
    return world.store.chat_json(chat_of(world, given)) | _FULL_INFO


def get_chat_member(world: World, given: Arguments) -> Json:
    """GetChatMember."""
    chat = chat_of(world, given)
    user_id = given.integer("user_id")
    if user_id not in world.people and user_id != world.bot["id"]:
        raise bad_request("PARTICIPANT_ID_INVALID")
    if user_id == world.bot["id"]:
        return world.bot_member_json(chat)
    return member_json(world.store.user_json(user_id), _status(world, chat, user_id))


def get_chat_member_count(world: World, given: Arguments) -> int:
    """GetChatMemberCount, with the bot."""
    return len(chat_of(world, given).member_ids) + 1


def get_chat_administrators(world: World, given: Arguments) -> list[Json]:
    """GetChatAdministrators: people, and the bot itself where it is one."""
    chat = chat_of(world, given)
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    admins = [person_id for person_id in chat.member_ids if world.is_admin(chat, person_id)]
    own = [world.bot_member_json(chat)] if chat.bot_status == "administrator" else []
    return [member_json(world.store.user_json(person_id), "creator") for person_id in admins] + own


def leave_chat(world: World, given: Arguments) -> bool:
    """LeaveChat."""
    chat = chat_of(world, given)
    if chat.is_private:
        raise bad_request("chat not found")
    world.set_bot_status(chat.id, "left", by=world.bot["id"])
    return True


def get_file(world: World, given: Arguments) -> Json:
    """GetFile: where an uploaded file can be downloaded."""
    stored = world.files.get(given.text("file_id"))
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    return file_json(stored) | {"file_path": stored.path}


def _status(world: World, chat: Chat, user_id: int) -> str:
    if world.is_admin(chat, user_id):
        return "creator"
    return "member" if user_id in chat.member_ids else "left"

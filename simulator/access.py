"""Which chat a call means, and whether the bot may use it."""

from simulator.arguments import Arguments
from simulator.records import Chat, Message
from simulator.refusal import RefusalError, bad_request, forbidden
from simulator.world import World


def chat_of(world: World, given: Arguments) -> Chat:
    """The chat that chat_id names.

    Raises:
        RefusalError: 400, when there is none or it has become a supergroup.
    """
    raw = given.text("chat_id").strip()
    if not raw:
        raise bad_request("chat_id is empty")
    chat = _named(world, raw) if raw.startswith("@") else world.chats.get(given.integer("chat_id"))
    if chat is None or not _is_known(world, chat):
        raise bad_request("chat not found")
    if chat.migrated_to is not None:
        description = "Bad Request: group chat was upgraded to a supergroup chat"
        raise RefusalError(400, description, migrate_to_chat_id=chat.migrated_to)
    if not chat.is_private:
        _check_membership(chat)
    return chat


def writable_chat_of(world: World, given: Arguments) -> Chat:
    """The chat that chat_id names, if the bot may write there.

    Raises:
        RefusalError: 400 as in `chat_of` and where the bot lacks the right, 403 when the person does not let it write.
    """
    chat = chat_of(world, given)
    if chat.kind == "channel" and not (chat.bot_status == "administrator" and chat.bot_may_post):
        raise bad_request("need administrator rights in the channel chat")
    if chat.bot_status == "restricted":
        raise bad_request("not enough rights to send text messages to the chat")
    if chat.is_private:
        person = world.people[chat.id]
        if person.deactivated:
            raise forbidden("user is deactivated")
        if person.blocked_bot:
            raise forbidden("bot was blocked by the user")
        if not person.started:
            raise forbidden("bot can't initiate conversation with a user")
    return chat


def thread_of(chat: Chat, given: Arguments) -> int | None:
    """The topic that message_thread_id names; None for the chat itself.

    Raises:
        RefusalError: 400, when there is no such topic or it has been closed.
    """
    thread = given.integer("message_thread_id")
    if not thread:
        return None
    if thread not in chat.topics:
        raise bad_request("message thread not found")
    if not chat.topics[thread]:
        raise bad_request("TOPIC_CLOSED")
    return thread


def own_message_of(world: World, given: Arguments) -> Message:
    """The message an edit means.

    Raises:
        RefusalError: 400, when it is gone, somebody else's, or has a keyboard that cannot be edited.
    """
    message_id = given.integer("message_id")
    if not message_id:
        raise bad_request("message identifier is not specified")
    message = writable_chat_of(world, given).messages.get(message_id)
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot or (message.reply_markup and "inline_keyboard" not in message.reply_markup):
        raise bad_request("message can't be edited")
    return message


def _named(world: World, name: str) -> Chat | None:
    # Only channels and supergroups can be named, and none in the simulator has a public name.
    own = world.bot["username"].lower()
    if name[1:].lower() == own:
        raise forbidden("the bot can't send messages to the bot")
    return None


def _is_known(world: World, chat: Chat) -> bool:
    """Telegram hides people that the bot has never met: neither written to it nor shared a group with it."""
    if not chat.is_private or world.people[chat.id].started:
        return True
    return any(chat.id in group.member_ids for group in world.chats.values() if not group.is_private)


def _check_membership(chat: Chat) -> None:
    if chat.bot_status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    if chat.bot_status == "left":
        raise forbidden(f"bot is not a member of the {chat.kind} chat")

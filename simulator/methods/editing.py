"""Methods that change or delete messages."""

from simulator.access import chat_of, own_message_of
from simulator.arguments import Arguments
from simulator.limits import DELETABLE_SECONDS, DELETED_MESSAGE_IDS
from simulator.markup import check_for_chat, parse_inline_markup
from simulator.methods.sending import MARKUP
from simulator.records import Chat, Json, Message
from simulator.refusal import RefusalError, bad_request
from simulator.text import caption_text, message_text
from simulator.world import World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)


def edit_message_text(world: World, given: Arguments) -> Json:
    """EditMessageText."""
    entities = given.json("entities", "entities JSON array")
    text = message_text(given.text("text"), given.text("parse_mode"), entities, too_long="MESSAGE_TOO_LONG")
    markup = _markup(world, given)
    message = own_message_of(world, given)
    if message.text is None:
        raise bad_request("there is no text in the message to edit")
    return _change(world, message, text.text, text.entities, message.content, markup)


def edit_message_caption(world: World, given: Arguments) -> Json:
    """EditMessageCaption; an empty caption removes it."""
    entities = given.json("caption_entities", "caption entities JSON array")
    caption = caption_text(given.text("caption"), given.text("parse_mode"), entities)
    markup = _markup(world, given)
    message = own_message_of(world, given)
    if not message.content.keys() & {"photo", "document"}:
        raise bad_request("there is no caption in the message to edit")
    content = {name: value for name, value in message.content.items() if name != "caption"}
    captioned = content | {"caption": caption.text} if caption.text else content
    return _change(world, message, None, caption.entities, captioned, markup)


def edit_message_reply_markup(world: World, given: Arguments) -> Json:
    """EditMessageReplyMarkup; without a keyboard it removes the one that is there."""
    markup = _markup(world, given)
    message = own_message_of(world, given)
    return _change(world, message, message.text, message.entities, message.content, markup)


def delete_message(world: World, given: Arguments) -> bool:
    """DeleteMessage."""
    chat = chat_of(world, given)
    message = chat.messages.get(given.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    _check_deletable(world, chat, message)
    world.limits.other_call()
    world.forget_messages(chat, [message.message_id])
    return True


def delete_messages(world: World, given: Arguments) -> bool:
    """DeleteMessages; ids that are gone are skipped."""
    ids = given.json("message_ids", "message identifiers JSON array")
    if not isinstance(ids, list) or not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > DELETED_MESSAGE_IDS:
        raise bad_request("too many message identifiers specified")
    chat = chat_of(world, given)
    world.limits.other_call()
    world.forget_messages(chat, [message_id for message_id in ids if _can_delete(world, chat, message_id)])
    return True


def _markup(world: World, given: Arguments) -> Json | None:
    if not given.has("reply_markup"):
        return None
    return parse_inline_markup(given.json("reply_markup", MARKUP), world.warn)


def _change(
    world: World,
    message: Message,
    text: str | None,
    entities: list[Json],
    content: Json,
    markup: Json | None,
) -> Json:
    check_for_chat(markup, world.chats[message.chat_id])
    new = (text, entities, content, markup)
    if new == (message.text, message.entities, message.content, message.reply_markup):
        raise bad_request(NOT_MODIFIED)
    world.limits.other_call()
    # Telegram shows "edited" for a new text or caption, not for another keyboard.
    if (text, entities, content) != (message.text, message.entities, message.content):
        message.edit_date = int(world.clock())
    message.text, message.entities, message.content, message.reply_markup = new
    world.tell_message("edited", message)
    return world.message_json(message)


def _check_deletable(world: World, chat: Chat, message: Message) -> None:
    if not (chat.is_private or message.from_bot or chat.bot_status == "administrator"):
        raise bad_request("message can't be deleted")
    if world.clock() - message.date > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")


def _can_delete(world: World, chat: Chat, message_id: object) -> bool:
    message = chat.messages.get(message_id) if isinstance(message_id, int) else None
    if message is None:
        return False
    try:
        _check_deletable(world, chat, message)
    except RefusalError:
        return False
    return True

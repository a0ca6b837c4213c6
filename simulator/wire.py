"""Records written as the Bot API writes them."""

from simulator.records import Chat, Json, Message, Person

_RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
)
"""What is always said of an administrator. A bot is given none but to manage the chat, which all others imply."""


def person_json(person: Person) -> Json:
    """A User that is a person."""
    user: Json = {"id": person.id, "is_bot": False, "first_name": person.first_name}
    if person.username:
        user["username"] = person.username
    if person.language_code:
        user["language_code"] = person.language_code
    return user


def chat_json(chat: Chat, people: dict[int, Person]) -> Json:
    """A Chat."""
    if not chat.is_private:
        shared: Json = {"id": chat.id, "title": chat.title, "type": chat.kind}
        return shared | {"is_forum": True} if chat.topics else shared
    person = people[chat.id]
    named: Json = {"id": chat.id, "first_name": person.first_name, "type": "private"}
    return named | {"username": person.username} if person.username else named


def message_json(message: Message, chat: Json, sender: Json, reply_to: Json | None = None) -> Json:
    """A Message. Only inline keyboards are shown, as in the real answers."""
    written: Json = {
        "message_id": message.message_id,
        "from": sender,
        "chat": chat,
        "date": message.date,
        **message.content,
    }
    if message.thread is not None:
        written |= {"message_thread_id": message.thread, "is_topic_message": True}
    if message.edit_date is not None:
        written["edit_date"] = message.edit_date
    if message.text is not None:
        written["text"] = message.text
    if message.entities:
        written["entities" if message.text is not None else "caption_entities"] = message.entities
    if reply_to:
        written["reply_to_message"] = reply_to
    if message.reply_markup and "inline_keyboard" in message.reply_markup:
        written["reply_markup"] = message.reply_markup
    return written


def inaccessible_message_json(chat: Json, message_id: int) -> Json:
    """A message that is gone: its date is 0."""
    return {"chat": chat, "message_id": message_id, "date": 0}


def member_json(user: Json, status: str, *, may_post: bool | None = None) -> Json:
    """A ChatMember; `may_post` is an administrator's right in a channel, None elsewhere."""
    member: Json = {"user": user, "status": status}
    if status == "administrator":
        member |= dict.fromkeys(_RIGHTS, False) | {"can_manage_chat": True}
        member |= {} if may_post is None else {"can_post_messages": may_post, "can_edit_messages": False}
    if status == "kicked":
        member["until_date"] = 0
    if status == "creator":
        member["is_anonymous"] = False
    return member

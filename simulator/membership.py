"""Groups: who is in them, what the bot is told of that, and what it hears of what people write there."""

from simulator.limits import UPDATE_SECONDS
from simulator.records import Chat, Json, Message
from simulator.refusal import ImpossibleDeedError
from simulator.state import State
from simulator.wire import member_json

_PRESENT = frozenset({"member", "administrator", "restricted"})


class Membership(State):
    """Makes groups, lets the bot in and out of them, and knows privacy mode."""

    def add_group(self, title: str, member_ids: list[int], kind: str = "supergroup") -> int:
        """Make a group or channel; its first member owns it and has added the bot. Gives the chat id.

        Raises:
            ImpossibleDeedError: it has no title, or somebody in it does not exist.
        """
        if not title.strip():
            raise ImpossibleDeedError("a group has a title")
        members = [self.store.person(person_id).id for person_id in member_ids]
        chat = self.store.add_group(title.strip(), members, kind)
        status, chat.bot_status = chat.bot_status, "left"
        self.set_bot_status(chat.id, status)
        return chat.id

    def invite_bot(self, person_id: int, chat_id: int) -> int:
        """Add the bot to one's own group. Gives the update id."""
        return self._let_owner(person_id, chat_id, "administrator" if self._is_channel(chat_id) else "member")

    def remove_bot(self, person_id: int, chat_id: int) -> int:
        """Remove the bot from one's own group. Gives the update id."""
        return self._let_owner(person_id, chat_id, "kicked")

    def let_bot_post(self, person_id: int, chat_id: int, *, may_post: bool) -> int:
        """Give the bot the right to post in one's own channel, or take it away. Gives the update id."""
        return self._let_owner(person_id, chat_id, "administrator", may_post=may_post)

    def set_bot_status(self, chat_id: int, status: str, *, by: int | None = None, may_post: bool = True) -> int:
        """Add, promote, silence, remove or ban the bot. Gives the update id.

        `status` is one of member, administrator, restricted, left, kicked; `may_post` counts in channels.
        """
        chat = self.store.chat(chat_id)
        before = self.bot_member_json(chat)
        old, chat.bot_status, chat.bot_may_post = chat.bot_status, status, may_post
        actor = by if by is not None else next(iter(chat.member_ids), None)
        if actor is None:
            return 0
        change = {
            "chat": self.store.chat_json(chat),
            "from": self.store.user_json(actor),
            "date": int(self.clock()),
            "old_chat_member": before,
            "new_chat_member": self.bot_member_json(chat),
        }
        update_id = self._deliver("my_chat_member", change)
        if not chat.is_private:
            self._announce(chat, actor, old)
        return update_id

    def migrate(self, chat_id: int) -> int:
        """Turn a basic group into a supergroup, which has another id. Gives that id."""
        old = self.store.chat(chat_id)
        new = self.store.add_group(old.title or "", old.member_ids, "supergroup")
        new.bot_status, old.migrated_to = old.bot_status, new.id
        owner = next(iter(old.member_ids), self.bot["id"])
        self._service_message(old, owner, {"migrate_to_chat_id": new.id})
        self._service_message(new, owner, {"migrate_from_chat_id": old.id})
        return new.id

    def open_topic(self, chat_id: int, thread: int | None = None) -> int:
        """Open a topic in a supergroup, which makes it a forum, or one that was closed. Gives its number.

        Raises:
            ImpossibleDeedError: only supergroups have topics.
        """
        chat = self.store.chat(chat_id)
        if chat.kind != "supergroup":
            raise ImpossibleDeedError("only supergroups have topics")
        if thread is None:
            content = {"forum_topic_created": {"name": "Ett ämne", "icon_color": 7322096}}
            owner = next(iter(chat.member_ids), self.bot["id"])
            created = self.store.new_message(chat, sender_id=owner, text=None, entities=[], content=content)
            thread = created.message_id
        chat.topics[thread] = True
        return thread

    def close_topic(self, chat_id: int, thread: int) -> None:
        """Let nobody write in a topic any more."""
        self.store.chat(chat_id).topics[thread] = False

    def delete_topic(self, chat_id: int, thread: int) -> None:
        """Delete a topic and what was said in it."""
        chat = self.store.chat(chat_id)
        del chat.topics[thread]
        self.forget_messages(chat, [each.message_id for each in chat.messages.values() if each.thread == thread])

    def bot_member_json(self, chat: Chat) -> Json:
        """The bot as a ChatMember."""
        may_post = chat.bot_may_post if chat.kind == "channel" else None
        return member_json(self.store.user_json(self.bot["id"]), chat.bot_status, may_post=may_post)

    def _let_owner(self, person_id: int, chat_id: int, status: str, *, may_post: bool = True) -> int:
        if not self.is_admin(self.store.chat(chat_id), person_id):
            raise ImpossibleDeedError("only who owns a group lets bots in and out")
        return self.set_bot_status(chat_id, status, by=person_id, may_post=may_post)

    def _is_channel(self, chat_id: int) -> bool:
        return self.store.chat(chat_id).kind == "channel"

    def _announce(self, chat: Chat, actor: int, old_status: str) -> None:
        """The line everybody in a group sees; the bot gets it even about its own leaving."""
        was_in, is_in = old_status in _PRESENT, chat.bot_status in _PRESENT
        if chat.kind != "channel" and was_in != is_in:
            bot = self.store.user_json(self.bot["id"])
            self._service_message(chat, actor, {"new_chat_members": [bot]} if is_in else {"left_chat_member": bot})
        self.events.tell("group_changed", chat.id)

    def _service_message(self, chat: Chat, actor: int, content: Json) -> None:
        message = self.store.new_message(chat, sender_id=actor, text=None, entities=[], content=content)
        self.tell_message("message", message)
        self._deliver("message", self.message_json(message))

    def _deliver(self, kind: str, payload: Json, lifetime: float = UPDATE_SECONDS) -> int:
        return self.updates.put({kind: payload}, lifetime) if self.updates.wants(kind) else 0

    def _bot_sees(self, chat: Chat, message: Message) -> bool:
        if chat.is_private:
            return not self.people[chat.id].blocked_bot
        if self.bot["can_read_all_group_messages"] or chat.bot_status == "administrator":
            return True
        if chat.bot_status != "member":
            return False
        # Privacy mode: commands and replies. A mere @mention does not reach the bot, whatever BotFather says.
        original = chat.messages.get(message.reply_to) if message.reply_to else None
        return bool(original and original.from_bot) or self._is_command_for_bot(message)

    def _is_command_for_bot(self, message: Message) -> bool:
        if not message.text or not message.text.startswith("/"):
            return False
        _, _, addressee = message.text.split(maxsplit=1)[0].partition("@")
        return addressee.lower() in {"", self.bot["username"].lower()}

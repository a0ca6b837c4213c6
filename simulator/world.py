"""The simulated Telegram: its state, and what people can do in it."""

from collections.abc import Callable
from itertools import count

from simulator.entities import found_entities
from simulator.events import Subscription
from simulator.faults import Faults
from simulator.limits import CALLBACK_UPDATE_SECONDS, CAPTION_CODE_POINTS, TEXT_CODE_POINTS, UPDATE_SECONDS, Rates
from simulator.membership import Membership
from simulator.records import Call, CallbackQuery, Chat, Json, Message, Person, StoredFile
from simulator.refusal import ImpossibleDeedError
from simulator.wire import inaccessible_message_json

__all__ = ["Call", "Chat", "Faults", "Message", "Person", "Rates", "StoredFile", "Subscription", "World"]

FIRST_QUERY_NUMBER = 4_382_000_000_000_000_001


class World(Membership):
    """Telegram with people in it. `clock` gives epoch seconds.

    The methods named after deeds (write, press, block…) are what people do; each queues the update that
    Telegram would send.
    """

    def __init__(self, *, clock: Callable[[], float], rates: Rates | None = None) -> None:
        super().__init__(clock=clock, rates=rates)
        self._query_numbers = count(FIRST_QUERY_NUMBER)

    def add_person(
        self,
        first_name: str,
        language_code: str | None,
        note: str,
        id: int | None = None,  # noqa: A002 - the word Telegram uses, and callers name it
        *,
        username: str | None = None,
        started: bool = False,
    ) -> Person:
        """Let somebody exist. The bot cannot write to them before they have written to it, or `started`.

        Raises:
            ImpossibleDeedError: somebody has that id already.
        """
        person_id = self.store.free_person_id() if id is None else id
        if person_id in self.people:
            raise ImpossibleDeedError(f"somebody has the id {person_id} already")
        person = Person(person_id, first_name, language_code, note, username=username, started=started)
        self.store.add_person(person)
        self.events.tell("person_changed", person_id, person_id=person_id)
        return person

    def write(
        self,
        person_id: int,
        text: str,
        *,
        chat_id: int | None = None,
        reply_to: int | None = None,
        thread: int | None = None,
    ) -> int:
        """Write a message, in a group maybe in a topic. Gives the update id, 0 where the bot does not see it.

        Raises:
            ImpossibleDeedError: the text is empty or too long for one message, or the bot is blocked.
        """
        text = text.strip()
        if not text or len(text) > TEXT_CODE_POINTS:
            raise ImpossibleDeedError("a message has 1 to 4096 characters")
        return self._say(person_id, text, {}, chat_id, reply_to, thread)

    def send_content(
        self, person_id: int, content: Json, *, chat_id: int | None = None, caption: str | None = None
    ) -> int:
        """Send something that is not text, named as in the Bot API: {"sticker": {…}}. Gives the update id."""
        if "venue" in content:
            content = content | {"location": content["venue"]["location"]}  # so documented: both are always set
        caption = (caption or "").strip()
        captioned = content | {"caption": caption} if caption else content
        return self._say(person_id, None, captioned, chat_id, None)

    def forward(self, person_id: int, text: str, origin: Json, *, chat_id: int | None = None) -> int:
        """Forward a text; `origin` is the Bot API's MessageOrigin. Gives the update id."""
        return self._say(person_id, text, {"forward_origin": origin}, chat_id, None)

    def edit(self, person_id: int, message_id: int, text: str, *, chat_id: int | None = None) -> int:
        """Change one's own text or caption. Gives the update id, 0 where the bot does not see it.

        Raises:
            ImpossibleDeedError: it is not there, somebody else's, forwarded, or has no text to change.
        """
        chat = self.store.chat(person_id if chat_id is None else chat_id)
        message = chat.messages.get(message_id)
        if message is None or message.sender_id != person_id or not message.is_editable:
            raise ImpossibleDeedError("only one's own texts and captions can be edited")
        _reword(message, text.strip())
        message.edit_date = int(self.clock())
        self.tell_message("edited", message)
        kind = "edited_channel_post" if chat.kind == "channel" else "edited_message"
        return self._deliver(kind, self.message_json(message)) if self._bot_sees(chat, message) else 0

    def delete(self, person_id: int, message_id: int, *, chat_id: int | None = None) -> None:
        """Delete a message for everybody: any in one's private chat, else one's own. Telegram tells the bot nothing.

        Raises:
            ImpossibleDeedError: it is not there, or somebody else's in a group that one does not own.
        """
        chat = self.store.chat(person_id if chat_id is None else chat_id)
        message = chat.messages.get(message_id)
        may = chat.id == person_id or self.is_admin(chat, person_id) or (message and message.sender_id == person_id)
        if message is None or not may:
            raise ImpossibleDeedError("one can delete one's own messages, and all in one's own chat")
        self.forget_messages(chat, [message_id])

    def press(self, person_id: int, chat_id: int, message_id: int, data: str, *, forge: bool = False) -> str:
        """Press a button. Gives the callback query's id. `forge` sends any data, for any message.

        Raises:
            ImpossibleDeedError: the message has no such button.
        """
        message = self.store.chat(chat_id).messages.get(message_id)
        if not forge and data not in _callback_data(message):
            raise ImpossibleDeedError("the message has no such button")
        query_id = str(next(self._query_numbers))
        self.queries[query_id] = CallbackQuery(query_id, person_id, chat_id, message_id, self.clock())
        update = {
            "id": query_id,
            "from": self.store.user_json(self.store.person(person_id).id),
            "message": self._pressed_message(chat_id, message_id, message),
            "chat_instance": str(chat_id * 7919),
            "data": data,
        }
        self._deliver("callback_query", update, CALLBACK_UPDATE_SECONDS)
        return query_id

    def block(self, person_id: int) -> int:
        """Block the bot: it cannot write to this person until unblocked. Gives the update id."""
        return self._set_blocked(person_id, blocked=True)

    def unblock(self, person_id: int) -> int:
        """Let the bot write again. Gives the update id."""
        return self._set_blocked(person_id, blocked=False)

    def deactivate(self, person_id: int) -> None:
        """Delete this person's account."""
        self.store.person(person_id).deactivated = True
        self.events.tell("person_changed", person_id, person_id=person_id)

    def inject(self, update: Json) -> int:
        """Queue any update, even a malformed one, under the next id."""
        return self.updates.put(update, UPDATE_SECONDS)

    def _say(
        self,
        person_id: int,
        text: str | None,
        content: Json,
        chat_id: int | None,
        reply_to: int | None,
        thread: int | None = None,
    ) -> int:
        person = self.store.person(person_id)
        chat = self.store.chat(person_id if chat_id is None else chat_id)
        if chat.kind == "channel" and not self.is_admin(chat, person_id):
            raise ImpossibleDeedError("only administrators post in a channel")
        if chat.is_private and person.blocked_bot:
            raise ImpossibleDeedError("a person who blocked the bot has to unblock it before writing")
        person.started = person.started or chat.is_private
        entities = found_entities(text or content.get("caption", ""), [])
        message = self.store.new_message(
            chat, sender_id=person_id, text=text, entities=entities, content=content, reply_to=reply_to, thread=thread
        )
        self.tell_message("message", message)
        kind = "channel_post" if chat.kind == "channel" else "message"
        return self._deliver(kind, self.message_json(message)) if self._bot_sees(chat, message) else 0

    def _pressed_message(self, chat_id: int, message_id: int, message: Message | None) -> Json:
        if message:
            return self.message_json(message)
        return inaccessible_message_json(self.store.chat_json(self.store.chat(chat_id)), message_id)

    def _set_blocked(self, person_id: int, *, blocked: bool) -> int:
        person = self.store.person(person_id)
        if person.blocked_bot == blocked:
            return 0
        person.blocked_bot = blocked
        self.events.tell("person_changed", person_id, person_id=person_id)
        return self.set_bot_status(person_id, "kicked" if blocked else "member", by=person_id)


def _callback_data(message: Message | None) -> set[str]:
    rows = (message.reply_markup or {}).get("inline_keyboard", []) if message else []
    return {button["callback_data"] for row in rows for button in row if "callback_data" in button}


def _reword(message: Message, text: str) -> None:
    limit = CAPTION_CODE_POINTS if message.text is None else TEXT_CODE_POINTS
    if not text or len(text) > limit:
        raise ImpossibleDeedError(f"this has 1 to {limit} characters")
    message.entities = found_entities(text, [])
    if message.text is None:
        message.content = message.content | {"caption": text}
    else:
        message.text = text

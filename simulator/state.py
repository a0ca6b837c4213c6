"""What the simulated Telegram remembers, and what can be read from it."""

from collections.abc import Callable

from simulator.chat_store import ChatStore
from simulator.events import EventHub, Subscription
from simulator.faults import Faults
from simulator.file_store import FileStore
from simulator.limits import RateLimits, Rates
from simulator.profile import Profile
from simulator.records import Call, CallbackQuery, Chat, Json, Message, Person
from simulator.update_queue import UpdateQueue
from simulator.webhook_settings import WebhookSettings

BOT_ID = 110201543
TOKEN = f"{BOT_ID}:SIMULATOR-no-secret-it-only-opens-this-toy"
ANSWER_SECONDS = 15.0
"""How long a pressed button can be answered. Telegram documents none; reports say 10 to 20 seconds."""


class State:
    """Everything the simulator remembers. `clock` gives epoch seconds.

    `warnings` collects what a bot does that Telegram accepts and still is a mistake. `title` and `notice`
    are for the page. `answer_within` is how many seconds a pressed button can be answered.
    """

    def __init__(self, *, clock: Callable[[], float], rates: Rates | None = None) -> None:
        self.clock = clock
        self.token = TOKEN
        self.bot: Json = {
            "id": BOT_ID,
            "is_bot": True,
            "first_name": "Simulator",
            "username": "simulator_bot",
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }
        self.title = ""
        self.notice = ""
        self.answer_within = ANSWER_SECONDS
        self.store = ChatStore(self.bot, clock)
        self.updates = UpdateQueue(clock)
        self.limits = RateLimits(rates or Rates(), clock)
        self.profile = Profile()
        self.webhook = WebhookSettings()
        self.files = FileStore()
        self.faults = Faults()
        self.events = EventHub()
        self.calls: list[Call] = []
        self.warnings: list[str] = []
        self.queries: dict[str, CallbackQuery] = {}

    @property
    def people(self) -> dict[int, Person]:
        """Everybody, by id."""
        return self.store.people

    @property
    def chats(self) -> dict[int, Chat]:
        """Every chat, by id."""
        return self.store.chats

    @property
    def confirmed(self) -> set[int]:
        """Ids of the updates that the bot has confirmed."""
        return self.updates.confirmed

    @property
    def rates(self) -> Rates:
        """The limits in force; change its fields at any time."""
        return self.limits.rates

    def warn(self, reason: str) -> None:
        """Note a mistake that Telegram would let pass; each is kept once."""
        if reason not in self.warnings:
            self.warnings.append(reason)

    def subscribe(self) -> Subscription:
        """Listen to what happens, as an open page does."""
        return self.events.subscribe()

    def messages(self, chat_id: int) -> list[Message]:
        """The messages of a chat, oldest first."""
        return list(self.store.chat(chat_id).messages.values())

    def message_json(self, message: Message) -> Json:
        """A message as in the Bot API."""
        return self.store.message_json(message)

    def commands_for(self, person_id: int, chat_id: int | None = None) -> list[Json]:
        """The commands this person's menu shows in a chat."""
        chat = self.store.chat(person_id if chat_id is None else chat_id)
        language = self.store.person(person_id).language_code or ""
        admin = self.is_admin(chat, person_id)
        return self.profile.commands_for(chat, person_id, language, admin=admin)

    def is_admin(self, chat: Chat, person_id: int) -> bool:
        """Whether this person runs the group: its first member does."""
        return not chat.is_private and chat.member_ids[:1] == [person_id]

    def callback_answer(self, query_id: str) -> Json | None:
        """What the bot answered to a pressed button, None as long as it has not."""
        query = self.queries.get(query_id)
        return query.answer if query else None

    def tell_message(self, kind: str, message: Message) -> None:
        """Tell the page about a new or edited message."""
        if self.events.has_listeners:
            self.events.tell(kind, message.chat_id, message=self.page_message(message))

    def forget_messages(self, chat: Chat, message_ids: list[int]) -> None:
        """Delete messages for everybody."""
        for message_id in message_ids:
            del chat.messages[message_id]
        self.events.tell("deleted", chat.id, message_ids=message_ids)

    def page_message(self, message: Message) -> Json:
        """A message for the page: as in the Bot API, with reply keyboards and the id it replies to, even a gone one."""
        written = self.message_json(message) | {"reply_to": message.reply_to}
        return written | {"reply_markup": message.reply_markup} if message.reply_markup else written

"""Groups and channels that follow the promise. Only their administrators decide, and that is proven at each act.

Nothing personal is shown there. What comes is what `bot.overheard` let through.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from aiogram.exceptions import AiogramError, TelegramForbiddenError
from aiogram.types import CallbackQuery, ChatMemberAdministrator, Message

from handlers import digest_taps, following
from handlers.awaited_hours import AwaitedHours
from handlers.desk import Desk
from handlers.following_taps import read_card_tap, read_digest_tap
from handlers.groups import Groups
from handlers.resting import alert
from handlers.visit import IN_CHANNELS
from localization.catalogue import SOURCE
from people.keys import KeyRing
from people.person import ChatId, Visit

log = structlog.get_logger(__name__)

Raw = Mapping[str, Any]

_CHANNEL = "channel"
_KINDS = ("group", "supergroup", _CHANNEL)
_DECIDES = {"/follow": following.follow, "/stop": following.stop}


@dataclass(frozen=True, slots=True)
class SharedChats:
    """Answers groups and channels, in the municipality's own language until they choose another."""

    desk: Desk
    keys: KeyRing
    groups: Groups
    hours: AwaitedHours

    async def __call__(self, raw: Raw) -> None:
        """Take one update. That Telegram did not take an answer is no trouble; what the store refuses is raised."""
        event = _event(raw)
        if event is None:
            return
        visit = self._visit(_chat(event)["id"], raw["update_id"])
        try:
            if "callback_query" in raw:
                await self._press(raw["callback_query"], visit)
            elif "my_chat_member" in raw:
                await self._membership(event, visit)
            elif "migrate_to_chat_id" in event:
                await self.desk.people.move(visit, self._visit(event["migrate_to_chat_id"], visit.update))
            elif "migrate_from_chat_id" in event:
                await self.desk.people.move(self._visit(event["migrate_from_chat_id"], visit.update), visit)
            else:
                await self._command(event, visit)
        except AiogramError as error:
            log.warning("a group or channel was not answered", trouble=type(error).__name__)

    def _visit(self, chat: int, update: int) -> Visit:
        return Visit(self.keys.person(chat), ChatId(chat), SOURCE, update)

    async def _membership(self, event: Raw, visit: Visit) -> None:
        """The bot came or went. A channel can be written to only with the right to post."""
        if _chat(event)["type"] == _CHANNEL:
            await self.desk.people.set_reachable(visit, reachable=event["may_post"])
            if not event["may_post"] and not event.get("gone"):
                await self._tell_who_added(event, visit)
            return
        await self.desk.people.set_reachable(visit, reachable="added" in event)
        if "added" in event:
            words = await self.desk.words(visit)
            await self.groups.point_to_private_chat(visit.chat, None, words, also="group.follow")

    async def _tell_who_added(self, event: Raw, visit: Visit) -> None:
        """Telegram lets it through only to who has pressed Start."""
        user = event.get("from")
        if not user:
            return
        hint = self.desk.catalogues.nearest(user.get("language_code"))
        person = Visit(self.keys.person(user["id"]), ChatId(user["id"]), hint, visit.update)
        words = await self.desk.words(person)
        try:
            await self.desk.bot.send_message(person.chat, words("shared.cannot_post"))
        except TelegramForbiddenError:
            return

    async def _command(self, event: Raw, visit: Visit) -> None:
        command, _, name = event["text"].partition("@")
        if name and name.casefold() != ((await self.desk.bot.me()).username or "").casefold():
            return
        decide, topic = _DECIDES.get(command), event.get("message_thread_id")
        words = await self.desk.words(visit)
        if decide is None:
            await self.groups.point_to_private_chat(visit.chat, topic, words)
        elif _chat(event)["type"] == _CHANNEL:
            if await self._may_post(visit.chat):
                await decide(self._message(event), visit, self.desk)
        elif event.get("as_chat"):
            await self.groups.say(visit.chat, topic, words, "shared.as_yourself")
        elif await self._decides(event["from"]["id"], visit):
            await decide(self._message(event), visit, self.desk)
        else:
            await self.groups.say(visit.chat, topic, words, "shared.not_administrator")

    async def _press(self, press: Raw, visit: Visit) -> None:
        query = CallbackQuery.model_validate(press, context={"bot": self.desk.bot})
        words = await self.desk.words(visit)
        card, under_digest = read_card_tap(press["data"]), read_digest_tap(press["data"])
        if not await self._decides(query.from_user.id, visit):
            await alert(query, self.desk.bot, words("shared.not_administrator"))
        elif card:
            await following.tap(query, visit, card, self.desk, self.hours)
        elif under_digest:
            await digest_taps.tap(query, visit, under_digest, self.desk)
        else:
            await alert(query, self.desk.bot, words("follow.outdated"))

    async def _decides(self, user: int, visit: Visit) -> bool:
        """Whether that user is an administrator there at this moment."""
        administrators = await self.desk.bot.get_chat_administrators(visit.chat)
        return any(each.user.id == user for each in administrators)

    async def _may_post(self, channel: ChatId) -> bool:
        own = await self.desk.bot.get_chat_member(channel, self.desk.bot.id)
        return isinstance(own, ChatMemberAdministrator) and bool(own.can_post_messages)

    def _message(self, event: Raw) -> Message:
        return Message.model_validate(event, context={"bot": self.desk.bot})


def _event(raw: Raw) -> Raw | None:
    """What came from a group or channel; None for nothing of that kind."""
    press = raw.get("callback_query")
    events = [raw.get(kind) for kind in ("my_chat_member", "message", IN_CHANNELS)]
    event = press.get("message") if isinstance(press, dict) else next(filter(None, events), None)
    chat = event.get("chat") if isinstance(event, dict) else None
    return event if isinstance(chat, dict) and chat.get("type") in _KINDS and isinstance(chat.get("id"), int) else None


def _chat(event: Raw) -> Any:
    return event["chat"]

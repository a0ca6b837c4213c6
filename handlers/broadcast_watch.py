"""Keeps the messages up to date in which members of staff watch digests go out."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramForbiddenError

from delivery.message import Letter
from delivery.telegram import markup
from digests.broadcasts import Broadcasts, Watch
from digests.speed import Speed
from handlers.broadcasts_view import broadcast_letter
from localization.catalogue import Catalogues

MOST_EDITS = 3
"""Messages changed in one round. With a round every five seconds, whoever watches takes little from what is sent."""

_NEVER = datetime.min.replace(tzinfo=UTC)
_UNCHANGED = "message is not modified"
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class BroadcastWatch:
    """Each round changes the few messages that waited longest. What was watched before a restart still is.

    `local_now` is the wall clock where the residents live.
    """

    bot: Bot
    broadcasts: Broadcasts
    catalogues: Catalogues
    local_now: Callable[[], datetime]
    _speeds: dict[str, Speed] = field(default_factory=dict, init=False)
    _changed: dict[tuple[str, int], datetime] = field(default_factory=dict, init=False)

    async def round(self) -> None:
        """Look at everything that is watched, and say what has changed."""
        watches, now = await self.broadcasts.watches(), self.local_now()
        self._note(watches, now)
        for watch in sorted(watches, key=lambda each: self._changed.get(_key(each), _NEVER))[:MOST_EDITS]:
            self._changed[_key(watch)] = now
            await self._bring_up_to_date(watch)

    def _note(self, watches: Sequence[Watch], now: datetime) -> None:
        going = {each.broadcast.issue: each.broadcast for each in watches if each.broadcast}
        self._speeds = {issue: self._speeds.get(issue, Speed()) for issue in going}
        for issue, broadcast in going.items():
            self._speeds[issue].note(now, broadcast.settled)
        watched = {_key(each) for each in watches}
        self._changed = {key: moment for key, moment in self._changed.items() if key in watched}

    async def _bring_up_to_date(self, watch: Watch) -> None:
        broadcast = watch.broadcast
        if broadcast is None:
            await self.broadcasts.forget(watch.watched)
            return
        speed = self._speeds[broadcast.issue].per_minute
        words = self.catalogues.words(watch.person.language)
        looks = await self._edit(watch, broadcast_letter(broadcast, self.local_now().tzinfo, words, speed))
        if broadcast.is_over or not looks:
            await self.broadcasts.forget(watch.watched)

    async def _edit(self, watch: Watch, letter: Letter) -> bool:
        """Show the letter in the message; False where there is nobody to see it any more."""
        chat, message = watch.person.chat, watch.watched.message
        try:
            await self.bot.edit_message_text(letter.text, chat_id=chat, message_id=message, reply_markup=markup(letter))
        except TelegramBadRequest as error:
            return _UNCHANGED in error.message
        except TelegramForbiddenError:
            return False
        except AiogramError as error:
            _log.warning("what is watched is not up to date: %s", type(error).__name__)
        return True


def _key(watch: Watch) -> tuple[str, int]:
    return watch.watched.person, watch.watched.message

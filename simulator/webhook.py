"""Delivers updates to the bot's webhook."""

import asyncio
import contextlib
import json
from collections import defaultdict

import aiohttp

from simulator.arguments import Arguments
from simulator.dispatch import method_name, perform
from simulator.limits import POLL_SECONDS
from simulator.records import Json
from simulator.refusal import RefusalError
from simulator.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
_FIRST_PAUSE = 0.2
_LONGEST_PAUSE = 60.0
_REPLY_SECONDS = 60
_NOT_IN_ANSWERS = ("get", "setwebhook", "deletewebhook", "close", "logout")


class WebhookDelivery:
    """Posts each chat's updates one at a time and in order, different chats side by side.

    An update is confirmed by any 2xx answer and tried again, with growing pauses, after anything else.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._pause = _FIRST_PAUSE

    async def run(self) -> None:
        """Deliver until cancelled."""
        timeout = aiohttp.ClientTimeout(total=_REPLY_SECONDS)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            while True:
                await self._world.webhook.changed.wait()
                if self._world.webhook.url:
                    await self._deliver_next(session)
                else:
                    self._world.webhook.changed.clear()

    async def _deliver_next(self, session: aiohttp.ClientSession) -> None:
        webhook = self._world.webhook
        try:
            updates = await self._world.updates.wait(webhook.max_connections, POLL_SECONDS)
        except RefusalError:
            return  # The webhook was set anew or removed.
        lanes: defaultdict[object, list[Json]] = defaultdict(list)
        for update in updates:
            lanes[_lane(update)].append(update)
        delivered = await asyncio.gather(*(self._deliver_lane(session, lane) for lane in lanes.values()))
        if all(delivered):
            self._pause = _FIRST_PAUSE
        else:
            await asyncio.sleep(self._pause)
            self._pause = min(self._pause * 2, _LONGEST_PAUSE)

    async def _deliver_lane(self, session: aiohttp.ClientSession, updates: list[Json]) -> bool:
        for update in updates:
            if not await self._post(session, update):
                return False
            self._world.updates.confirm_one(update["update_id"])
        return True

    async def _post(self, session: aiohttp.ClientSession, update: Json) -> bool:
        webhook = self._world.webhook
        headers = {SECRET_HEADER: webhook.secret_token} if webhook.secret_token else {}
        try:
            async with session.post(webhook.url, json=update, headers=headers) as response:
                if response.ok:
                    await self._follow(await response.read(), response.content_type)
                    return True
                reason = f"Wrong response from the webhook: {response.status} {response.reason}"
        except (aiohttp.ClientError, TimeoutError) as problem:
            reason = f"Connection failed: {type(problem).__name__}"
        webhook.last_error_date, webhook.last_error_message = int(self._world.clock()), reason
        return False

    async def _follow(self, body: bytes, content_type: str) -> None:
        """Run the one call that a webhook's answer may carry."""
        call = _call_in(body) if content_type == "application/json" else {}
        written = str(call.pop("method", ""))
        if not written or written.lower().startswith(_NOT_IN_ANSWERS):
            return
        with contextlib.suppress(RefusalError):  # Telegram gives the bot no way to learn of it either.
            await perform(self._world, method_name(written), Arguments(call))


def _call_in(body: bytes) -> Json:
    try:
        parsed = json.loads(body)
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}


def _lane(update: Json) -> object:
    """What updates are kept in order by: the chat, else the person, else the update itself."""
    for payload in update.values():
        if isinstance(payload, dict):
            chat = payload.get("chat") or (payload.get("message") or {}).get("chat") or payload.get("from")
            if isinstance(chat, dict):
                return chat.get("id")
    return update["update_id"]

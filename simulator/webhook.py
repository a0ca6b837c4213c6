"""Delivers updates to the bot's webhook."""

import asyncio
import contextlib
import json
from collections.abc import Iterator

import aiohttp

from simulator.arguments import Arguments
from simulator.dispatch import method_name, perform
from simulator.limits import PENDING_UPDATES
from simulator.records import Json
from simulator.refusal import RefusalError
from simulator.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
_FIRST_PAUSE = 0.2
_LONGEST_PAUSE = 60.0
_LONGEST_ASKED_FOR = 3600.0
_REPLY_SECONDS = 60
_NOT_IN_ANSWERS = ("get", "setwebhook", "deletewebhook", "close", "logout")


class WebhookDelivery:
    """Posts each chat's updates one at a time and in order, different chats side by side.

    As Telegram's own server, it keeps what is written and what is pressed in two queues. An update is confirmed by any
    2xx answer and tried again after anything else, with growing pauses or after the `Retry-After` of the answer. A
    webhook that is set with other settings is begun with anew: nothing of it pauses.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._busy: set[object] = set()

    async def run(self) -> None:
        """Deliver until cancelled."""
        timeout = aiohttp.ClientTimeout(total=_REPLY_SECONDS)
        webhook = self._world.webhook
        async with aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=0)) as session:
            while True:
                webhook.changed.clear()
                delivering = asyncio.create_task(self._deliver(session)) if webhook.url else None
                try:
                    await webhook.changed.wait()
                finally:
                    if delivering:
                        delivering.cancel()
                        await asyncio.gather(delivering, return_exceptions=True)

    async def _deliver(self, session: aiohttp.ClientSession) -> None:
        """Keep a task for each queue that has something in it."""
        self._busy = set()
        connections = asyncio.Semaphore(self._world.webhook.max_connections)
        async with asyncio.TaskGroup() as lanes:
            while True:
                self._world.updates.came.clear()
                for lane in dict.fromkeys(lane for lane, _ in self._pending()):
                    if lane not in self._busy:
                        self._busy.add(lane)
                        lanes.create_task(self._deliver_lane(session, lane, connections))
                await self._world.updates.came.wait()

    def _pending(self) -> Iterator[tuple[object, Json]]:
        for update in self._world.updates.first(PENDING_UPDATES):
            yield _lane(update), update

    async def _deliver_lane(self, session: aiohttp.ClientSession, lane: object, connections: asyncio.Semaphore) -> None:
        pause = _FIRST_PAUSE
        while (update := next((update for queue, update in self._pending() if queue == lane), None)) is not None:
            async with connections:
                asked_for = await self._post(session, update)
            if asked_for is None:
                self._world.updates.confirm_one(update["update_id"])
                pause = _FIRST_PAUSE
                continue
            await asyncio.sleep(asked_for or pause)
            pause = pause if asked_for else min(pause * 2, _LONGEST_PAUSE)
        self._busy.discard(lane)

    async def _post(self, session: aiohttp.ClientSession, update: Json) -> float | None:
        """None where it was taken; else after how many seconds it is to come again, 0 where the bot did not say."""
        webhook, asked_for = self._world.webhook, 0.0
        headers = {SECRET_HEADER: webhook.secret_token} if webhook.secret_token else {}
        try:
            async with session.post(webhook.url, json=update, headers=headers) as response:
                if response.ok:
                    await self._follow(await response.read(), response.content_type)
                    return None
                asked_for = _seconds(response.headers.get("Retry-After", ""))
                reason = f"Wrong response from the webhook: {response.status} {response.reason}"
        except (aiohttp.ClientError, TimeoutError) as problem:
            reason = f"Connection failed: {type(problem).__name__}"
        webhook.last_error_date, webhook.last_error_message = int(self._world.clock()), reason
        return asked_for

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


def _seconds(written: str) -> float:
    return min(float(written), _LONGEST_ASKED_FOR) if written.isdecimal() else 0.0


def _lane(update: Json) -> object:
    """What updates are kept in order by: the chat or the person and the kind, else the update itself."""
    for kind, payload in update.items():
        if isinstance(payload, dict):
            chat = payload.get("chat") or (payload.get("message") or {}).get("chat") or payload.get("from")
            if isinstance(chat, dict):
                return chat.get("id"), kind == "callback_query"
    return update["update_id"]

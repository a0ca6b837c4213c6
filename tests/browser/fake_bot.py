"""A bot of a few lines: it answers by a table, over HTTP, as any bot does."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any, Self

import aiohttp
from aiogram.types import Message

Json = dict[str, Any]
Reply = Callable[["FakeBot", Json], Awaitable[object]]

LONG_POLL_SECONDS = 20
PATIENCE = 5


def inline(*rows: list[tuple[str, str]]) -> Json:
    """An inline keyboard of (text, callback_data)."""
    return {"inline_keyboard": [[{"text": text, "callback_data": data} for text, data in row] for row in rows]}


class FakeBot:
    """Polls, and gives each message to `on_text[text]` and each press to `on_press[data]`."""

    def __init__(self, address: str) -> None:
        self.on_text: dict[str, Reply] = {}
        self.on_press: dict[str, Reply] = {}
        self.received: list[Json] = []
        self._address = address
        self._came = asyncio.Condition()

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession()
        self._task = asyncio.create_task(self._poll())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task
        await self._session.close()

    async def call(self, method: str, **parameters: object) -> Any:
        async with self._session.post(f"{self._address}/{method}", json=parameters) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]

    async def say(self, chat_id: int, text: str, **parameters: object) -> int:
        message = await self.call("sendMessage", chat_id=chat_id, text=text, **parameters)
        return int(message["message_id"])

    async def upload(self, method: str, chat_id: int, kind: str, name: str, data: bytes, **parameters: object) -> None:
        written = {key: value if isinstance(value, str) else json.dumps(value) for key, value in parameters.items()}
        form = aiohttp.FormData({"chat_id": str(chat_id), kind: "attach://it", **written}, quote_fields=False)
        form.add_field("it", data, filename=name)
        async with self._session.post(f"{self._address}/{method}", data=form) as response:
            assert response.status == 200, await response.text()

    async def hears(self, kind: str, times: int = 1) -> Message:
        """The latest message that holds this kind of thing, once so many have come; read as aiogram reads it."""

        def found() -> list[Json]:
            messages = [update["message"] for update in self.received if "message" in update]
            return [message for message in messages if kind in message]

        async with asyncio.timeout(PATIENCE), self._came:
            await self._came.wait_for(lambda: len(found()) >= times)
        return Message.model_validate(found()[-1])

    async def _poll(self) -> None:
        offset = 0
        while True:
            updates = await self.call("getUpdates", offset=offset, timeout=LONG_POLL_SECONDS)
            for update in updates:
                offset = update["update_id"] + 1
                async with self._came:
                    self.received.append(update)
                    self._came.notify_all()
                await self._answer(update)

    async def _answer(self, update: Json) -> None:
        if query := update.get("callback_query"):
            await self.on_press[query["data"]](self, query)
        elif message := update.get("message"):
            reply = self.on_text.get(message.get("text", ""))
            if reply:
                await reply(self, message)

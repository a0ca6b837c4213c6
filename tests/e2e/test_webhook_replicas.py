"""Two bots on one PostgreSQL behind a web server that hands updates to either; the one that leads is killed."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

import aiohttp
import pytest
from aiohttp import web

from tests.exporting import exported
from tests.postgres import Server
from tests.pushed import free_port, pushed_to
from tests.respondent import Respondent
from tests.town import open_town

pytestmark = pytest.mark.timeout(300)  # the other bot waits 40 s before it takes over

HEADER = "X-Telegram-Bot-Api-Secret-Token"
_TAKE_OVER = 90.0


class Balancer:
    """Hands each request to one of the bots and, where that does not take it, to the next, as nginx is told to.

    `answers` are each bot's, 502 where it is gone.
    """

    def __init__(self, ports: list[int]) -> None:
        self.ports = ports
        self.answers: defaultdict[int, Counter[int]] = defaultdict(Counter)
        self._turn = 0

    @asynccontextmanager
    async def serving(self, port: int) -> AsyncIterator[None]:
        app = web.Application()
        async with aiohttp.ClientSession() as self._http:
            app.router.add_post("/{path:.*}", self._hand_on)
            runner = web.AppRunner(app, access_log=None)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", port).start()
            try:
                yield
            finally:
                await runner.cleanup()

    async def _hand_on(self, request: web.Request) -> web.Response:
        self._turn += 1
        status, again = 502, ""
        for place in range(len(self.ports)):
            port = self.ports[(self._turn + place) % len(self.ports)]
            status, again = await self._ask(request, port)
            self.answers[port][status] += 1
            if status not in (502, 503):
                break
        return web.Response(status=status, headers={"Retry-After": again} if again else {})

    async def _ask(self, request: web.Request, port: int) -> tuple[int, str]:
        url, told = f"http://127.0.0.1:{port}/", {HEADER: request.headers[HEADER]}
        try:
            async with self._http.post(url, data=await request.read(), headers=told) as answer:
                return answer.status, answer.headers.get("Retry-After", "")
        except aiohttp.ClientError:
            return 502, ""


async def test_of_two_bots_the_leader_is_killed_and_the_other_takes_what_is_pushed(
    tmp_path: Path, postgres: Server
) -> None:
    postgres.create("pushed")
    front, *ports = free_port(), free_port(), free_port()
    balancer = Balancer(ports)
    settings = pushed_to(front) | {"DATABASE_URL": postgres.url("pushed")}
    async with balancer.serving(front), open_town(tmp_path, **settings) as town:
        town.environment["WEBHOOK_LISTEN"] = f"127.0.0.1:{ports[0]}"
        leader = await town.start()
        town.environment["WEBHOOK_LISTEN"] = f"127.0.0.1:{ports[1]}"
        other = await town.launch()
        await town.until(lambda: town.log.count("the webhook listens") == 2)
        crowd = [Respondent(town.watch, f"Granne {number}", Random(number)) for number in range(5)]
        await asyncio.gather(*(each.answer_until_review() for each in crowd))
        assert set(balancer.answers[ports[0]]) == {200}
        assert set(balancer.answers[ports[1]]) == {503}

        await leader.kill()
        for each in crowd:
            each.begin(each.decide())
        await town.watch.until(lambda: all(each.receipts for each in crowd), _TAKE_OVER)
        assert set(balancer.answers[ports[1]]) == {200, 503}
        assert town.log.count("the webhook is set") == 2
        assert await other.stop() == 0
        assert Counter(await exported(town, "json")) == Counter(each.said for each in crowd)

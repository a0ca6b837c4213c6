import asyncio
import sys

import aiohttp
import pytest

from simulator.server import NotLoopbackError, SimulatorServer
from simulator.world import Person, World


async def test_only_this_machine_can_reach_it(world: World) -> None:
    with pytest.raises(NotLoopbackError):
        await SimulatorServer(world).start(host="0.0.0.0")  # noqa: S104 - what must be refused


async def test_stopping_twice_is_harmless(world: World) -> None:
    server = SimulatorServer(world)
    await server.start()
    await server.stop()
    await server.stop()


async def test_after_an_outage_it_goes_on_where_it_was(
    http: aiohttp.ClientSession, server: SimulatorServer, world: World, amina: Person
) -> None:
    update_id = world.write(amina.id, "Hej")
    port = int(server.url.rpartition(":")[2])
    await server.stop()
    with pytest.raises(aiohttp.ClientConnectionError):
        await http.get(server.url)
    await server.start(port=port)
    async with http.get(f"{server.url}/bot{world.token}/getUpdates") as response:
        assert [update["update_id"] for update in (await response.json())["result"]] == [update_id]


async def test_it_runs_as_a_command(http: aiohttp.ClientSession) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "simulator", "--port", "0", stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    try:
        async with asyncio.timeout(20):
            await process.stdout.readline()
            settings = dict(word.split("=", 1) for word in (await process.stdout.readline()).decode().split()[2:])
        url = f"{settings['BOT_API_URL']}/bot{settings['BOT_TOKEN']}/getMe"
        async with http.get(url) as response:
            assert (await response.json())["result"]["username"] == "simulator_bot"
    finally:
        process.terminate()
        await process.communicate()

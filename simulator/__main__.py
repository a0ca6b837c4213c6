"""`python -m simulator --port N`: the simulator alone, with two people to be."""

import argparse
import asyncio
import contextlib
import time

from simulator.server import SimulatorServer
from simulator.world import World


async def serve(port: int) -> None:
    """Serve until cancelled, after printing where."""
    world = World(clock=time.time)
    world.title = "Simulator"
    world.add_person("Amina", "sv", "boende, svenska")
    world.add_person("Omar", "ar", "boende, arabiska")
    server = SimulatorServer(world)
    await server.start(port=port)
    print(f"Page:      {server.url}/")
    print(f"Bot API:   BOT_API_URL={server.url} BOT_TOKEN={world.token}", flush=True)
    try:
        await asyncio.Event().wait()
    finally:
        await server.stop()


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=8081, help="0 takes a free one")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(parser.parse_args().port))


if __name__ == "__main__":
    main()

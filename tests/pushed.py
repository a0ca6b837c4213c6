"""Settings of a bot that Telegram pushes updates to."""

import socket

SECRET = "a-secret-of-the-webhook-for-tests-only"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def pushed_to(port: int) -> dict[str, str]:
    """The bot listens at this port of this machine."""
    return {
        "WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
        "WEBHOOK_SECRET": SECRET,
        "WEBHOOK_LISTEN": f"127.0.0.1:{port}",
    }

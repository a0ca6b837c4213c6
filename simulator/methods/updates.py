"""How the bot gets its updates: polling and webhook."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from simulator.arguments import Arguments
from simulator.limits import POLL_SECONDS, POLL_UPDATES
from simulator.records import Json
from simulator.refusal import bad_request, conflict
from simulator.world import World

_WEBHOOK_PORTS = (443, 80, 88, 8443)
_SECRET_LENGTH = 256
WEBHOOK_IS_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
_CONNECTIONS = 100


async def get_updates(world: World, given: Arguments) -> list[Json]:
    """GetUpdates: confirm what is below the offset, then the next ones, waiting for the first."""
    if world.webhook.url:
        raise conflict(WEBHOOK_IS_ACTIVE)
    _allow(world, given)
    if offset := given.integer("offset"):
        world.updates.confirm(offset)
    limit = min(max(given.integer("limit", POLL_UPDATES), 1), POLL_UPDATES)
    return await world.updates.wait(limit, min(max(given.integer("timeout"), 0), POLL_SECONDS))


def set_webhook(world: World, given: Arguments) -> bool:
    """SetWebhook; an empty address goes back to polling, and what is set already changes nothing."""
    url, secret = given.text("url"), given.text("secret_token")
    if not url:
        return delete_webhook(world, given)
    _check_webhook(url, secret)
    _allow(world, given)
    if given.flag("drop_pending_updates"):
        world.updates.confirm_all()
    connections = min(max(given.integer("max_connections", 40), 1), _CONNECTIONS)
    if not world.webhook.is_set(url, secret, connections):
        world.webhook.set(url, secret, connections)
        world.updates.interrupt(conflict("terminated by setWebhook request"))
    world.updates.awaited.set()
    return True


def delete_webhook(world: World, given: Arguments) -> bool:
    """DeleteWebhook."""
    if given.flag("drop_pending_updates"):
        world.updates.confirm_all()
    if world.webhook.url:
        world.updates.awaited.clear()
    world.webhook.set("", "", 0)
    return True


def get_webhook_info(world: World, given: Arguments) -> Json:  # noqa: ARG001 - every method takes arguments
    """GetWebhookInfo."""
    return world.webhook.as_json(len(world.updates), world.updates.allowed_updates)


def _allow(world: World, given: Arguments) -> None:
    allowed = given.json("allowed_updates", "allowed_updates JSON array")
    if isinstance(allowed, list):
        world.updates.allow(str(kind) for kind in allowed)


def _check_webhook(url: str, secret: str) -> None:
    if len(secret) > _SECRET_LENGTH:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
    parts = urlsplit(url)
    if _is_loopback(parts.hostname or ""):
        return  # The simulator's own exception, so that a webhook can be tried on one machine.
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in _WEBHOOK_PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

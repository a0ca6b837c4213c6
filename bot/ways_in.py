"""By which way updates come in: asked for, or pushed where the settings name an address."""

from typing import TYPE_CHECKING

from bot.asking import Asking
from bot.feed import Feed
from bot.settings import Settings
from bot.source import Source
from bot.webhook import Webhook
from handlers.visit import ALLOWED_UPDATES

if TYPE_CHECKING:
    from bot.intake import Intake
    from bot.web.webhook import WebhookServer


def source(settings: Settings, asking: Asking) -> Source:
    """What the intake takes turns with."""
    if settings.webhook_url is None or settings.webhook_secret is None:
        return Feed(asking, ALLOWED_UPDATES)
    url, secret = settings.webhook_url.get_secret_value(), settings.webhook_secret.get_secret_value()
    return Webhook(asking, url, secret, ALLOWED_UPDATES)


def webhook_server(settings: Settings, intake: "Intake") -> "WebhookServer | None":
    """Where updates are pushed to, which does not listen yet; None where they are asked for."""
    if settings.webhook_url is None or settings.webhook_secret is None:
        return None
    from bot.web.webhook import WebhookServer  # noqa: PLC0415 - for those who want it

    return WebhookServer(settings.webhook_listen, settings.webhook_secret.get_secret_value(), intake.accept)

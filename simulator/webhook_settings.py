"""Where the bot asked its updates to be sent."""

import asyncio
from dataclasses import dataclass, field

from simulator.records import Json


@dataclass(slots=True)
class WebhookSettings:
    """What setWebhook has set; an empty `url` means polling. `last_error_date` is in epoch seconds."""

    url: str = ""
    secret_token: str = ""
    max_connections: int = 40
    last_error_date: int | None = None
    last_error_message: str = ""
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def set(self, url: str, secret_token: str, max_connections: int) -> None:
        """Send updates there from now on."""
        self.url = url
        self.secret_token = secret_token
        self.max_connections = max_connections
        self.last_error_date = None
        self.last_error_message = ""
        self.changed.set()

    def is_set(self, url: str, secret_token: str, max_connections: int) -> bool:
        """Whether these are the settings now."""
        return (self.url, self.secret_token, self.max_connections) == (url, secret_token, max_connections)

    def as_json(self, pending: int, allowed_updates: list[str] | None) -> Json:
        """A WebhookInfo."""
        info: Json = {"url": self.url, "has_custom_certificate": False, "pending_update_count": pending}
        if self.url:
            info["max_connections"] = self.max_connections
        if self.last_error_date:
            info |= {"last_error_date": self.last_error_date, "last_error_message": self.last_error_message}
        return info | {"allowed_updates": allowed_updates} if allowed_updates else info

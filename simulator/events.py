"""What the page is told while it is open."""

import asyncio

from simulator.records import Json


class Subscription:
    """An async iterator of page events; ends when closed."""

    def __init__(self, hub: "EventHub") -> None:
        self._hub = hub
        self._events: asyncio.Queue[Json | None] = asyncio.Queue()

    def __aiter__(self) -> "Subscription":
        return self

    async def __anext__(self) -> Json:
        event = await self._events.get()
        if event is None:
            raise StopAsyncIteration
        return event

    def offer(self, event: Json) -> None:
        """Queue an event for the reader."""
        self._events.put_nowait(event)

    def close(self) -> None:
        """Stop listening and end the iteration."""
        self._hub.forget(self)
        self._events.put_nowait(None)


class EventHub:
    """Tells every open page the same things in the same order."""

    def __init__(self) -> None:
        self._subscriptions: set[Subscription] = set()

    @property
    def has_listeners(self) -> bool:
        """Whether anybody listens; without, nothing need be written down for them."""
        return bool(self._subscriptions)

    def subscribe(self) -> Subscription:
        """Listen from now on."""
        subscription = Subscription(self)
        self._subscriptions.add(subscription)
        return subscription

    def forget(self, subscription: Subscription) -> None:
        """Stop telling this one."""
        self._subscriptions.discard(subscription)

    def tell(self, kind: str, chat_id: int | None, **details: object) -> None:
        """Send an event to everyone who listens."""
        for subscription in self._subscriptions:
            subscription.offer({"type": kind, "chat_id": chat_id, **details})

    def close(self) -> None:
        """End every subscription, so that a server can stop."""
        for subscription in tuple(self._subscriptions):
            subscription.close()

"""What goes wrong in the simulator: the API's refusals, and deeds that cannot be done in a real chat."""


class SimulatorError(Exception):
    """The simulator cannot do this."""


class ImpossibleDeedError(SimulatorError):
    """Nobody could do this in Telegram's own app."""


class RefusalError(SimulatorError):
    """The Bot API refuses the call."""

    def __init__(
        self,
        status: int,
        description: str,
        *,
        retry_after: int | None = None,
        migrate_to_chat_id: int | None = None,
    ) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.retry_after = retry_after
        self.migrate_to_chat_id = migrate_to_chat_id

    @property
    def body(self) -> dict[str, object]:
        """The JSON body Telegram sends with it."""
        answer: dict[str, object] = {"ok": False, "error_code": self.status, "description": self.description}
        hints = {"retry_after": self.retry_after, "migrate_to_chat_id": self.migrate_to_chat_id}
        parameters = {name: value for name, value in hints.items() if value is not None}
        return answer | {"parameters": parameters} if parameters else answer


def bad_request(reason: str) -> RefusalError:
    """A 400 in Telegram's words: the first letter is lowered, except in codes that are all capitals."""
    is_code = reason.split(" ", 1)[0].replace("_", "").isupper()
    return RefusalError(400, "Bad Request: " + (reason if is_code else reason[:1].lower() + reason[1:]))


def forbidden(reason: str) -> RefusalError:
    """A 403 in Telegram's words."""
    return RefusalError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> RefusalError:
    """A 409 in Telegram's words."""
    return RefusalError(409, f"Conflict: {reason}")


def too_many_requests(retry_after: int) -> RefusalError:
    """A 429 that says how many seconds to wait."""
    return RefusalError(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)

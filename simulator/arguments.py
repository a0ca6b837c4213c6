"""The arguments of one call, read as forgivingly as Telegram reads them."""

import json
from dataclasses import dataclass, field

from simulator.records import Json
from simulator.refusal import bad_request

_ATTACHED = "attach://"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in the request."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Arguments:
    """Values by name: strings from forms, any JSON value from JSON bodies; and the uploaded files."""

    values: dict[str, object] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether it was given at all, if only as an empty string or null."""
        return name in self.values

    def text(self, name: str) -> str:
        """A string, empty where it is missing."""
        value = self.values.get(name)
        return value if isinstance(value, str) else "" if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; what is none counts as 0, as on the real server."""
        raw = self.text(name)
        if not raw:
            return default
        try:
            return int(raw)
        except ValueError:
            return 0

    def decimal(self, name: str) -> float | None:
        """A number, None where it is missing or none."""
        try:
            return float(self.text(name))
        except ValueError:
            return None

    def flag(self, name: str) -> bool:
        """Whether it is set."""
        return self.text(name).lower() in {"true", "yes", "1"}

    def json(self, name: str, what: str) -> object:
        """A JSON value, None where it is missing; `what` names it in the error.

        Raises:
            RefusalError: 400, when it is not JSON.
        """
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad_request(f"can't parse {what}") from None

    def json_object(self, name: str, what: str) -> Json | None:
        """A JSON object, None where it is missing.

        Raises:
            RefusalError: 400, when it is something else.
        """
        value = self.json(name, what)
        if value is not None and not isinstance(value, dict):
            raise bad_request(f"can't parse {what}")
        return value

    def upload(self, name: str) -> Upload | None:
        """The file under this name, directly or through `attach://`."""
        given = self.text(name)
        if given.startswith(_ATTACHED):
            return self.files.get(given.removeprefix(_ATTACHED))
        return self.files.get(name)

"""Positions as JSON text, and back."""

import json
from collections.abc import Mapping
from dataclasses import asdict

from survey.errors import UnreadableSession
from survey.session import Position, Stage


def position_to_json(position: Position) -> str:
    """The position as one line of JSON."""
    return json.dumps(asdict(position), ensure_ascii=False, separators=(",", ":"))


def position_from_json(text: str) -> Position:
    """The position written by `position_to_json`.

    Raises:
        UnreadableSession: the text is no such thing.
    """
    try:
        return _position(json.loads(text))
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableSession from error


def _position(fields: Mapping[str, object]) -> Position:
    return Position(
        stage=Stage(str(fields["stage"])),
        question=str(fields["question"]),
        selected=_names(fields["selected"]),
        other=str(fields["other"]),
        editing=bool(fields["editing"]),
    )


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise UnreadableSession
    return tuple(map(str, value))

"""Drafts as JSON text, and back: also one that an earlier or a later version of the bot wrote."""

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from promises.drafting import Draft, Step
from promises.promise import Status

Named = TypeVar("Named", bound=StrEnum)
_KIND = "update"
"""Tells these from the other drafts that members of staff may have."""


def to_json(draft: Draft) -> str:
    """The draft as one line of JSON."""
    fields = {name: getattr(draft, name) for name in Draft.__slots__}
    lists = {"answered": sorted(draft.answered), "translations": dict(draft.translations)}
    return json.dumps({"kind": _KIND} | fields | lists)


def from_json(text: str) -> Draft | None:
    """The draft that was written, or None where the text is none, or one of another kind.

    What is missing or cannot be read is as in a new draft, so that somebody goes on rather than begins anew.
    """
    try:
        fields = json.loads(text)
    except ValueError:
        return None
    return _draft(fields) if isinstance(fields, dict) and fields.get("kind") == _KIND else None


def _draft(fields: Mapping[str, Any]) -> Draft:
    new = Draft()
    return Draft(
        step=_named(Step, fields.get("step")) or new.step,
        answered=frozenset(filter(None, (_named(Step, each) for each in _of(list, fields.get("answered")) or ()))),
        commitment=_of(str, fields.get("commitment")) or "",
        activity=_of(str, fields.get("activity")) or "",
        status=_named(Status, fields.get("status")),
        percent=_number(fields.get("percent")),
        text=_of(str, fields.get("text")) or "",
        language=_of(str, fields.get("language")) or new.language,
        source=_of(str, fields.get("source")) or "",
        answers=_of(str, fields.get("answers")) or "",
        translations=_words(fields.get("translations")),
        translating=_of(str, fields.get("translating")) or "",
        corrects=_number(fields.get("corrects")),
        revises=_number(fields.get("revises")),
        instead_of=_of(str, fields.get("instead_of")) or "",
        sample=fields.get("sample") is True,
    )


def _of(kind: type[Any], value: Any) -> Any:
    return value if isinstance(value, kind) else None


def _number(value: Any) -> int | None:
    return value if type(value) is int else None


def _named(kind: type[Named], value: Any) -> Named | None:
    return kind(value) if isinstance(value, str) and value in set(kind) else None


def _words(value: Any) -> dict[str, str]:
    return {name: text for name, text in (_of(dict, value) or {}).items() if isinstance(text, str)}

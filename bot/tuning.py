"""What makes a Python process of this shape answer evenly; each line was measured (see `make bench`)."""

import gc
from typing import Any

from aiogram.methods import Response
from aiogram.types import Message, User

_KEPT: list[Any] = []
"""Pydantic holds the classes it makes of `Response[…]` weakly: a full collection drops them, a rebuild takes 4 ms."""

_THRESHOLDS = (50_000, 50, 50)


def settle() -> None:
    """Once everything is built: keep it out of the collector's way, and let the collector come less often."""
    _KEPT.extend(Response[kind] for kind in (Message, User, bool, Message | bool))  # type: ignore[valid-type]
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)

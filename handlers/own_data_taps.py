"""What the buttons of one's own data carry."""

from aiogram.filters import Filter
from aiogram.types import CallbackQuery

DROP = "o:drop"
"""The data of the button that erases the answers one is giving."""

_CHANGE = "c"


def pack_change(code: str) -> str:
    """The data of the button that opens a response for changing by its receipt."""
    return f"{_CHANGE}:{code}"


class DropTap(Filter):
    """The button that erases the answers one is giving."""

    async def __call__(self, query: CallbackQuery) -> bool:
        """Whether the button is this one."""
        return query.data == DROP


class ChangeTap(Filter):
    """The button that opens a response for changing; hands its receipt code on as `code`."""

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, object]:
        """Whether the button is one of these, and what it carries."""
        kind, _, code = (query.data or "").partition(":")
        return {"code": code} if kind == _CHANGE else False

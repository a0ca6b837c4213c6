"""What is written and pressed in a chat that is a kiosk."""

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Menu, pack_menu, read_tap
from handlers.lookup import Lookup
from people.ports import StoreTrouble


class AtKiosk(Filter):
    """Anything written or pressed in a chat that is a kiosk, but the survey's own buttons; hands it on as `kiosk`.

    Where the store does not answer, help does not wait for it. Everything else does: nobody is let out of a kiosk
    because the store is slow.
    """

    async def __call__(self, event: Message | CallbackQuery, lookup: Lookup) -> bool | dict[str, object]:
        """Whether the chat is a kiosk, and which.

        Raises:
            StoreTrouble: it cannot be told.
        """
        if isinstance(event, CallbackQuery) and read_tap(event.data or ""):
            return False
        try:
            kiosk = (await lookup()).kiosk
        except (StoreTrouble, TimeoutError) as error:
            if _may_ask_for_help(event):
                return False
            raise StoreTrouble from error
        return {"kiosk": kiosk} if kiosk else False


def _may_ask_for_help(event: Message | CallbackQuery) -> bool:
    if isinstance(event, CallbackQuery):
        return event.data == pack_menu(Menu.HELP)
    return not (event.text or "").startswith("/") or event.text == "/help"

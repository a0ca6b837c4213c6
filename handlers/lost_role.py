"""Words of somebody whose role was taken back while they were writing."""

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message

from delivery.message import Letter
from handlers.desk import Desk
from handlers.filters import OwnText, is_in_person
from handlers.listening import heard
from handlers.lookup import Lookup
from handlers.patience import patience
from handlers.staff_view import denied_text
from people.person import Visit
from people.ports import StoreTrouble
from people.staffing import Denial


class WordsTooLate(Filter):
    """The first words since then, unless a survey is open that they may be meant for; hands them on as `text`.

    Where the store does not answer, they are none: what else they may be must not wait for that.
    """

    async def __call__(self, message: Message, visit: Visit, desk: Desk, lookup: Lookup) -> bool | dict[str, object]:
        """Whether the message is such words."""
        if not is_in_person(message) or not await OwnText()(message):
            return False
        try:
            if not (await lookup()).lost_role:
                return False
            async with patience():
                meant = (await desk.surveys.look(visit)).session is None
        except (StoreTrouble, TimeoutError):
            return False
        return {"text": message.text} if meant else False


async def too_late(message: Message, visit: Visit, text: str, desk: Desk) -> None:
    """Say so, once. Words that ask for help are met with help first."""
    if await heard(message, visit, text, desk):
        return
    await desk.staffing.told_of_lost_role(visit)
    await desk.show(message, visit, Letter(denied_text(Denial.REVOKED, await desk.words(visit))))


def router() -> Router:
    """Asked before the text is taken as an answer."""
    routes = Router(name="lost role")
    routes.message.register(too_late, WordsTooLate())
    return routes

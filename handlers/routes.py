"""The order in which routes are asked: the busiest first, what nobody took last."""

from aiogram import Dispatcher

from handlers import (
    dialogue,
    digest_taps,
    following,
    holding,
    inviting,
    kiosk,
    last,
    listening,
    menu,
    own_data,
    pause,
    said,
    sheets,
    staff,
    survey,
)
from handlers.awaited_hours import AwaitedHours
from handlers.bursts import Bursts
from handlers.desk import Desk


def build_dispatcher(desk: Desk) -> Dispatcher:
    """The dispatcher with every route. Survey state is ours, so aiogram's own state machine is off."""
    dispatcher = Dispatcher(disable_fsm=True, desk=desk, bursts=Bursts(), hours=AwaitedHours())
    dispatcher.include_routers(
        kiosk.router(),
        survey.router(),
        pause.router(),
        staff.router(),
        inviting.router(),
        dialogue.router(),
        holding.router(),
        sheets.router(),
        kiosk.opening_router(),
        following.router(),
        digest_taps.router(),
        menu.router(),
        own_data.router(),
        listening.router(),
        said.router(),
        inviting.text_router(),
        holding.text_router(),
        following.text_router(),
        survey.text_router(),
        last.router(),
    )
    return dispatcher

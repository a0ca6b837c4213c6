"""The order in which routes are asked: the busiest first, what nobody took last."""

from aiogram import Dispatcher

from handlers import last, listening, menu, own_data, pause, said, survey
from handlers.bursts import Bursts
from handlers.desk import Desk


def build_dispatcher(desk: Desk) -> Dispatcher:
    """The dispatcher with every route. Survey state is ours, so aiogram's own state machine is off."""
    dispatcher = Dispatcher(disable_fsm=True, desk=desk, bursts=Bursts())
    dispatcher.include_routers(
        survey.router(),
        pause.router(),
        menu.router(),
        own_data.router(),
        listening.router(),
        said.router(),
        survey.text_router(),
        last.router(),
    )
    return dispatcher

"""The order in which routes are asked: the busiest first, what nobody took last."""

from aiogram import Dispatcher

from handlers import (
    auditing,
    broadcasts,
    dialogue,
    digest_taps,
    exporting,
    following,
    holding,
    inviting,
    kiosk,
    last,
    listening,
    lost_role,
    menu,
    mornings,
    own_data,
    pause,
    promise_taps,
    reading,
    recording,
    said,
    sheets,
    signing,
    staff,
    staff_words,
    survey,
    turning_away,
)
from handlers.awaited_days import AwaitedDays
from handlers.awaited_hours import AwaitedHours
from handlers.bursts import Bursts
from handlers.desk import Desk
from handlers.lookup import with_lookup
from handlers.staff_words import WritingBursts


def build_dispatcher(desk: Desk) -> Dispatcher:
    """The dispatcher with every route. Survey state is ours, so aiogram's own state machine is off."""
    dispatcher = Dispatcher(
        disable_fsm=True,
        desk=desk,
        bursts=Bursts(),
        writing=WritingBursts(),
        hours=AwaitedHours(),
        days=AwaitedDays(),
    )
    dispatcher.update.outer_middleware(with_lookup)
    dispatcher.include_routers(
        kiosk.router(),
        survey.router(),
        pause.router(),
        turning_away.router(),
        staff.router(),
        broadcasts.router(),
        mornings.router(),
        inviting.router(),
        reading.router(),
        exporting.router(),
        auditing.router(),
        recording.router(),
        signing.router(),
        dialogue.router(),
        holding.router(),
        sheets.router(),
        kiosk.opening_router(),
        following.router(),
        digest_taps.router(),
        menu.router(),
        promise_taps.router(),
        own_data.router(),
        listening.router(),
        staff_words.router(),
        said.router(),
        inviting.text_router(),
        reading.text_router(),
        holding.text_router(),
        following.text_router(),
        lost_role.router(),
        survey.text_router(),
        last.router(),
    )
    return dispatcher

from datetime import UTC, datetime

import pytest
from aiogram.types import CallbackQuery, Chat, Message, User

from handlers.staff_taps import Act, StaffTap, pack_staff

MARIA, GROUP = 7_000_000_001, -1_001
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def pressed(data: str, chat: int | None = MARIA) -> CallbackQuery:
    kind = "private" if chat == MARIA else "group"
    message = Message(message_id=7, date=NOW, chat=Chat(id=chat, type=kind)) if chat else None
    user = User(id=MARIA, is_bot=False, first_name="Maria")
    return CallbackQuery(id="1", from_user=user, chat_instance="1", data=data, message=message)


@pytest.mark.parametrize("act", Act)
async def test_a_button_is_read_as_it_was_packed_and_by_no_other_route(act: Act) -> None:
    query = pressed(pack_staff(act, "editor", "police"))
    found = {each: await StaffTap(each)(query) for each in Act}
    assert found == {each: {"about": "editor:police"} if each is act else False for each in Act}


@pytest.mark.parametrize("act", Act)
async def test_in_a_group_or_under_an_inline_message_it_is_no_button_of_the_staff(act: Act) -> None:
    assert await StaffTap(act)(pressed(pack_staff(act), GROUP)) is False
    assert await StaffTap(act)(pressed(pack_staff(act), None)) is False


@pytest.mark.parametrize("act", Act)
def test_there_is_room_for_all_that_a_button_is_about(act: Act) -> None:
    assert len(pack_staff(act, "field_worker", "municipality").encode()) <= 64
    assert len(pack_staff(act, "x" * 22).encode()) <= 64

"""What the staff's menu offers of fieldwork."""

from collections.abc import Iterator

from delivery.message import Button
from handlers.field_buttons import Work, pack_work
from localization.catalogue import Words
from people.staff import Right, StaffMember


def staff_rows(member: StaffMember, words: Words) -> Iterator[tuple[Button, ...]]:
    """What the member's menu offers of fieldwork."""
    if member.may(Right.DIALOGUE) or member.may(Right.FIGURES):
        yield _row(words, "dialogues.button.menu", Work.LIST)
    if member.may(Right.DIALOGUE):
        yield _row(words, "kiosk.button.menu", Work.KIOSK)
        yield _row(words, "sheet.button.menu", Work.SHEET)


def _row(words: Words, key: str, work: Work) -> tuple[Button, ...]:
    return (Button(words(key), pack_work(work)),)

"""What the buttons of the staff carry: `t:<act>`, and after a colon what it is about."""

from dataclasses import dataclass
from enum import StrEnum

from aiogram.filters import Filter
from aiogram.types import CallbackQuery

STAFF = "t"


class Act(StrEnum):
    """What a button does. YES and NO stand under the notice that asks whether it was the one invited.

    MORNING is about the morning digest's hour; TAKE, LATER and NOTHING stand under the digest itself.
    """

    MENU = "menu"
    ROLE = "role"
    ORGANISATION = "organisation"
    COLLEAGUES = "colleagues"
    COLLEAGUE = "colleague"
    REVOKE = "revoke"
    INVITE = "invite"
    INVITATION = "invitation"
    TAKE_BACK = "take_back"
    JOIN = "join"
    BROADCASTS = "broadcasts"
    BROADCAST = "broadcast"
    YES = "yes"
    NO = "no"
    AUDIT = "audit"
    READ = "read"
    NARROW = "narrow"
    TEXT = "text"
    TAG = "tag"
    SEEN = "seen"
    SEEN_ALL = "seen_all"
    HOW_TO_READ = "how_to_read"
    EXPORT = "export"
    TAKE_OUT = "take_out"
    EXPORT_YES = "export_yes"
    EXPORT_NO = "export_no"
    MORNING = "morning"
    TAKE = "take"
    LATER = "later"
    NOTHING = "nothing"


def pack_staff(act: Act, *about: object) -> str:
    """A staff button's data."""
    return ":".join((STAFF, act, *map(str, about)))


@dataclass(frozen=True, slots=True)
class StaffTap(Filter):
    """A button of the staff; hands on as `about` what it is about."""

    act: Act

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, object]:
        """Whether the button is this one, and what it is about."""
        kind, _, rest = (query.data or "").partition(":")
        act, _, about = rest.partition(":")
        if (kind, act) != (STAFF, self.act) or not is_in_private(query):
            return False
        return {"about": about}


def is_in_private(query: CallbackQuery) -> bool:
    """Whether the button was pressed in the person's own chat: the staff has no business in front of others."""
    return query.message is not None and query.message.chat.id == query.from_user.id

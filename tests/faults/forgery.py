"""Presses and links that must come to nothing, generated from a seed."""

import string
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from handlers import turning_away
from people.organisation import Organisation
from people.staff import Role
from tests.faults.staffed_town import StaffedTown
from tests.integration.handlers.staff.rights import ASKS_FOR, NEWCOMER, may

STRANGERS = range(6_000_000_000, 6_000_002_000)
_LETTERS = string.ascii_letters + string.digits + ":._-åäö²٣\u202e'\";<>&"
_ABOUTS = (
    "",
    "0",
    "1",
    "2",
    "-1",
    "9" * 40,
    "²",
    "editor:police",
    "king",
    "0" * 16,
    "1:x",
    "å",
    "x:" * 20,
    "1:status:done",
)
_NEVER_MADE = (
    *("t:", "t:king", "t:invite:king", "t:invite:editor:moon", "t:colleague:-1", "t:revoke:²", "t:yes:", "t:no:x"),
    *("t:organisation:moon", "t:take_back:", "u:", "u:king", "u:look:x", "u:sign:99:x", "u:sign:1:x", "u:c:1:king:x"),
    *("u:submit:", "u:withdraw_now:99", "u:revise:99", "u:correct:99", "u:keep:1", "w:king", "t:take:99:x", "t:take:x"),
    *("t:morning:at:2561", "t:morning:day:9+", "q:king", "q:stop_now"),
)
"""Of an administrator."""
_NEVER_READ = (
    *("t:text:x", "t:text:", "t:tag:x:+0", "t:seen:x:1", "t:narrow:a:king", "t:export:pdf", "t:take_out:zip:week"),
    *("t:take_out:everything:x", "t:export_yes:x", "t:export_no:", "t:seen_all:1.....a:0:00000000"),
)
"""Of an analyst."""
_NEVER_HELD = (
    *("w:one:99", "w:end_now:99", "w:answer:1", "w:send:99:x", "w:create", "w:day:2026-99-99", "w:code:x", "w:panel:"),
    *("w:sheet_in:tlh", "w:sheet_in:sv", "w:sheet_drop", "t:menu2", "w:"),
)
"""Of a field worker."""


@dataclass(frozen=True, slots=True)
class Forged:
    """One attempt: a button's data pressed, or words sent."""

    person: int
    data: str = ""
    words: str = ""


class Forger:
    """Makes one after the other, each of a kind drawn anew."""

    def __init__(self, town: StaffedTown, random: Random) -> None:
        self._town = town
        self._random = random
        self._kinds: list[Callable[[], Forged]] = [
            *(self._stranger, self._stranger, self._former, self._wrong_role, self._wrong_area),
            *(self._never_made, self._replay, self._replay, self._link, self._link),
        ]

    def next(self) -> Forged:
        """The next attempt."""
        return self._random.choice(self._kinds)()

    def _anything(self) -> str:
        """A button of the staff as somebody makes it up who has read the program, or nobody has."""
        random, kind = self._random, self._random.choice("tuw")
        if random.random() < 0.2:
            noise = "".join(random.choices(_LETTERS, k=random.randrange(20)))
            return f"{kind}:{noise}" if not noise.startswith("join") else kind
        known = sorted({*turning_away.BUTTONS[kind]} - {"join"})
        return f"{kind}:{random.choice(known)}:{random.choice(_ABOUTS)}"[:62]

    def _stranger(self) -> Forged:
        real = [data for _, data in self._town.replays]
        data = self._random.choice(real) if self._random.random() < 0.2 else self._anything()
        return Forged(self._random.choice(STRANGERS), data)

    def _former(self) -> Forged:
        return Forged(self._random.choice(self._town.former), self._anything())

    def _wrong_role(self) -> Forged:
        """A button that another role has, about something there is or is not."""
        while True:
            person, (role, organisation) = self._random.choice(list(self._town.posts.items()))
            data, right = self._random.choice(list(ASKS_FOR.items()))
            if right != NEWCOMER and not may(role, organisation, right):
                return Forged(person, data)

    def _wrong_area(self) -> Forged:
        town, random = self._town, self._random
        text = random.choice(town.centre)
        data = (f"t:text:{text}:1.....a:0", f"t:tag:{text}:+0:1.....a:0", f"t:seen:{text}:1:1.....a:0")
        others = ("t:take_out:csv:week", "t:export_yes:x", *(f"t:{act}:2:x" for act in ("take", "later", "nothing")))
        return Forged(town.of_north, random.choice((*data, *others)))

    def _never_made(self) -> Forged:
        """What a member has the role for, but no button ever carried."""
        post, made = self._random.choice(
            (
                ((Role.ADMINISTRATOR, Organisation.MUNICIPALITY), _NEVER_MADE),
                ((Role.ANALYST, Organisation.MUNICIPALITY), _NEVER_READ),
                ((Role.FIELD_WORKER, Organisation.MUNICIPALITY), _NEVER_HELD),
            )
        )
        members = [number for number, each in self._town.posts.items() if each == post]
        return Forged(self._random.choice(members), self._random.choice(made))

    def _replay(self) -> Forged:
        person, data = self._random.choice(self._town.replays)
        return Forged(person, data)

    def _link(self) -> Forged:
        """An invitation that is worth nothing (any more), or a dialogue that nobody holds."""
        random, person = self._random, self._random.choice(STRANGERS)
        token = random.choice(self._town.tokens) if random.random() < 0.5 else self._word(22)
        match random.randrange(4):
            case 0:
                return Forged(person, data=f"t:join:{token}")
            case 1:
                return Forged(person, words=f"/start d_{self._word(10)}")
            case _:
                return Forged(person, words=f"/start i_{token}")

    def _word(self, length: int) -> str:
        return "".join(self._random.choices(string.ascii_letters + string.digits, k=length))

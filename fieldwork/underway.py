"""What a chat is in the middle of, as one look at the store tells it, whoever asks."""

from dataclasses import dataclass

from digests import recording
from fieldwork.ports import FieldWork
from fieldwork.visiting import Visiting
from fieldwork.writing import DialogueWriting
from people.inviting import Inviting
from people.kiosk import Kiosk
from people.person import Visit
from people.ports import UnitsOfWork
from people.staffing import Staffing


@dataclass(frozen=True, slots=True)
class Underway:
    """The kiosk that the chat is; where it is none, what is waited for there, if anything is.

    `update` is an update of progress or a wish about one, `name` that of somebody to invite, `dialogue` the next part
    of what staff write about a dialogue, `question` one to a panel. `lost_role`: nothing any more, the role being gone.
    """

    kiosk: Kiosk | None = None
    update: recording.Awaited | None = None
    name: bool = False
    dialogue: bool = False
    question: bool = False
    lost_role: bool = False


@dataclass(frozen=True, slots=True)
class LookingUp:
    """One transaction asks for all of it: each that only reads costs a way to the store and back."""

    database: UnitsOfWork[FieldWork]
    updates: recording.Recording
    inviting: Inviting
    writing: DialogueWriting
    visiting: Visiting
    staffing: Staffing

    async def of(self, visit: Visit) -> Underway:
        """What the visitor's chat is in the middle of.

        Raises:
            StoreTrouble: it cannot be told.
        """

        def look(work: FieldWork) -> Underway:
            kiosk = work.kiosks.find(visit.person)
            if kiosk:
                return Underway(kiosk)
            found = work.drafts.find(visit.person)
            return Underway(
                update=self.updates.awaits(work, visit, found),
                name=self.inviting.awaits(found) is not None,
                dialogue=self.writing.waits(work, visit, found),
                question=self.visiting.awaits_question(work, visit),
                lost_role=self.staffing.has_lost_role(found),
            )

        return await self.database.read(look)

"""Several messages sent as one: what of them belongs together.

Kept in memory. All that a crash can lose is that two messages belong together, in the few seconds in which they do:
each of them is in the inbox and is handled, the second then as if it stood alone.
"""

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from people.person import PersonKey
from survey.events import AnswerRejected, DidYouMean
from survey.turn import Turn

TOGETHER = timedelta(seconds=2)
"""What is sent so soon after the last message, or after its answer, was written before the person saw the answer."""
_MOST = 2000
"""People remembered at once; the one who wrote longest ago is forgotten first."""


class Rest(StrEnum):
    """What the rest of a burst is: more of the answer just given, perhaps the answer, or no answer to anything."""

    MORE = "more"
    PERHAPS = "perhaps"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True)
class Burst:
    """What came of a burst so far. `question` is the one whose answer it goes on with.

    `told`: that something of it cannot stand has been said, and is not said again.
    """

    rest: Rest
    question: str = ""
    told: bool = False


class Bursts:
    """The last burst of everybody who wrote lately."""

    def __init__(self) -> None:
        self._kept: OrderedDict[PersonKey, tuple[Burst, datetime]] = OrderedDict()

    def going_on(self, person: PersonKey, sent: datetime) -> Burst | None:
        """The burst that a message sent at that moment goes on with."""
        burst, until = self._kept.get(person, (None, sent))
        return burst if sent <= until else None

    def note(self, person: PersonKey, burst: Burst, answered: datetime) -> None:
        """Remember what came of a message that is being answered at that moment."""
        self._kept.pop(person, None)
        self._kept[person] = burst, answered + TOGETHER
        if len(self._kept) > _MOST:
            self._kept.popitem(last=False)

    def end(self, person: PersonKey) -> None:
        """The person has pressed something: they have seen what is open now."""
        self._kept.pop(person, None)


def refused(turn: Turn) -> bool:
    """Whether what was written could not stand as an answer."""
    return turn.nothing_open or any(isinstance(event, (AnswerRejected, DidYouMean)) for event in turn.events)


def continued(before: Burst | None, turn: Turn) -> Burst:
    """The burst after one more message, which came to that turn."""
    if before and before.rest is not Rest.PERHAPS:
        told = before.rest is Rest.NO_ANSWER or refused(turn)
        return replace(before, told=before.told or told)
    told = refused(turn) or (before is not None and before.told)
    if turn.recorded is None:
        return Burst(Rest.NO_ANSWER if refused(turn) and turn.awaits_text else Rest.PERHAPS, told=told)
    if turn.recorded.answer.text is None:
        return Burst(Rest.NO_ANSWER)
    return Burst(Rest.MORE, turn.recorded.question)

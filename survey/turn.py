"""What came of a visit, for showing."""

from dataclasses import dataclass
from datetime import datetime

from people.masking.mask import Hidden
from survey.events import AnswerRecorded, Event
from survey.ports import Channel
from survey.questionnaire import Kind, Questionnaire
from survey.session import Session, Stage


@dataclass(frozen=True, slots=True)
class Turn:
    """Where the visitor stands now, and what happened.

    `session` is None where no survey is open: nothing was started, this round was already answered (`answered`), or
    what was begun was left for so long that it was closed (`expired`). `card` is the message that showed the question
    until now. `receipt` is set on the turn that submits, and on those after it until the receipt has been delivered.
    `changing`: the answers belong to a response that was submitted before; `changed`: it was just sent again, and its
    receipt still holds. `hidden` is what was hidden in what the person wrote. `offer` is a language they seem to write
    in and do not read. `remind_at` is when they asked to be reminded. `channel` is by which way the answers come;
    `entered`: a sheet of paper is in; `unhosted`: whoever hosted the response may not do so any more.
    """

    language: str
    questionnaire: Questionnaire
    session: Session | None
    events: tuple[Event, ...] = ()
    card: int | None = None
    answered: bool = False
    expired: bool = False
    changing: bool = False
    changed: bool = False
    receipt: str | None = None
    hidden: tuple[Hidden, ...] = ()
    offer: str | None = None
    remind_at: datetime | None = None
    channel: Channel = Channel.CHAT
    entered: bool = False
    unhosted: bool = False

    @property
    def nothing_open(self) -> bool:
        """Whether no survey was open already before the visit, so that nothing came of it."""
        return self.session is None and not self.events

    @property
    def unfinished(self) -> bool:
        """Whether a survey is open that has not been sent."""
        return self.session is not None and self.session.position.stage in (Stage.QUESTIONS, Stage.REVIEW)

    @property
    def recorded(self) -> AnswerRecorded | None:
        """The answer that this visit gave."""
        return next((event for event in self.events if isinstance(event, AnswerRecorded)), None)

    @property
    def awaits_text(self) -> str:
        """The question whose answer is words, its own or those beside "other"; "" where something else is open."""
        question = self.questionnaire.question(self.session.position.question) if self.session else None
        if self.session is None or question is None:
            return ""
        return question.name if question.kind is Kind.TEXT or self.session.position.other else ""

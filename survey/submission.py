"""Making a response the person's word, inside a unit of work."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from people.audit import Deed
from people.audit_trail import note
from people.keys import RECEIPTS, guard_mark, receipt_mark
from people.person import ChatId, Person
from people.receipt import RANDOM_BYTES, receipt_code
from survey.by_receipt import end_change
from survey.ports import Channel, OpenSession, ResponseStatus, SurveyWork
from survey.session import Position, Stage
from survey.turn import Turn

_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Submission:
    """Submits at one moment. `randomness(n)` gives n random bytes."""

    now: datetime
    today: date
    randomness: Callable[[int], bytes]

    def submit(self, work: SurveyWork, turn: Turn, kept: OpenSession, person: Person) -> Turn:
        """Submit the response; a second one in the same round is dropped, one that was changed keeps its receipt."""
        if end_change(work, kept):
            return replace(turn, session=None, changed=True)
        if kept.occasion.channel is Channel.PAPER:
            return self._enter(work, turn, kept, person)
        if kept.occasion.is_hosted:
            return replace(turn, receipt=self._give_receipt(work, kept, person))
        key = work.participations.round_key(turn.questionnaire.round, self.randomness(_KEY_BYTES))
        if not work.participations.claim(turn.questionnaire.round, guard_mark(key, person.chat)):
            work.responses.remove(kept.response)
            work.sessions.remove(person.key)
            return replace(turn, session=None, answered=True)
        return replace(turn, receipt=self._give_receipt(work, kept, person))

    def with_receipt(self, work: SurveyWork, kept: OpenSession | None, person: Person, turn: Turn) -> Turn:
        """The turn with a new receipt, where one was given and perhaps never arrived."""
        if kept is None or kept.position.stage is not Stage.SUBMITTED:
            return turn
        return replace(turn, receipt=self._give_receipt(work, kept, person))

    def _enter(self, work: SurveyWork, turn: Turn, kept: OpenSession, person: Person) -> Turn:
        """A sheet is in, dated as it is, without a receipt. Who entered one is noted, and not which it was."""
        response, host = work.responses.find(kept.response), work.staff.of(person.key)
        if response:
            status, day = ResponseStatus.SUBMITTED, response.started_on
            work.responses.update(replace(response, status=status, submitted_on=day))
        if host:
            note(work, self.randomness(_KEY_BYTES), self.now, host.number, Deed.ENTERED_SHEET, "sheet")
        work.sessions.remove(person.key)
        return replace(turn, session=None, entered=True)

    def _give_receipt(self, work: SurveyWork, kept: OpenSession, person: Person) -> str:
        code = receipt_code(self.randomness(RANDOM_BYTES))
        response = work.responses.find(kept.response)
        if response:
            submitted = replace(
                response,
                status=ResponseStatus.SUBMITTED,
                language=person.language,
                submitted_on=response.submitted_on or self.today,
                receipt=receipt_mark(work.keys.key(RECEIPTS, self.randomness(_KEY_BYTES)), code),
            )
            work.responses.update(submitted)
        touched = kept.touched if kept.position.stage is Stage.SUBMITTED else self.now
        work.sessions.save(replace(kept, position=Position(Stage.SUBMITTED), touched=touched, remind_at=None))
        return code


def has_answered(work: SurveyWork, round_name: str, chat: ChatId) -> bool:
    """Whether that chat has submitted in the round."""
    key = work.participations.find_round_key(round_name)
    return key is not None and work.participations.has(round_name, guard_mark(key, chat))

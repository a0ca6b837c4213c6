"""What is kept of one attempt to send: one transaction, in which the next message may be taken as well."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from delivery.message import ClaimedMessage, Topic
from delivery.ports import DeliveryWork
from delivery.retry_policy import (
    Again,
    Bury,
    LeaveThread,
    LeaveUnknown,
    LetGo,
    Readdress,
    Sent,
    Step,
    StopAll,
    UploadAgain,
)
from people.person import ChatId, PersonKey


@dataclass(frozen=True, slots=True)
class Bookkeeping:
    """Writes a step down. `key_of` gives the key of a chat's number."""

    key_of: Callable[[int], PersonKey]

    def keep(self, work: DeliveryWork, message: ClaimedMessage, step: Step, now: datetime) -> None:
        """Keep what came of the message, and what it says about its chat and its picture."""
        outbox = work.outbox
        match step:
            case Sent(file=file):
                outbox.mark_sent(message.id, now)
                if file and message.letter.picture:
                    work.pictures.uploaded(message.letter.picture, file)
            case Again(seconds=seconds, counts=counts):
                outbox.put_back(message.id, now + timedelta(seconds=seconds), counts=counts)
            case LeaveUnknown():
                outbox.mark_unknown(message.id)
            case Bury(reason=reason):
                outbox.mark_dead(message.id, reason)
            case LetGo():
                _let_go(work, message)
            case StopAll() | Readdress() | UploadAgain() | LeaveThread():
                self._put_right(work, message, step)
                outbox.put_back(message.id, now, counts=False)

    def _put_right(
        self, work: DeliveryWork, message: ClaimedMessage, step: StopAll | Readdress | UploadAgain | LeaveThread
    ) -> None:
        """Change what kept the message from going, so that it goes the next time."""
        match step:
            case Readdress(chat=chat):
                person = work.people.find(message.person)
                if person is not None:
                    work.people.move(person.key, replace(person, key=self.key_of(chat), chat=ChatId(chat)))
            case UploadAgain(file=file):
                picture = work.pictures.find(message.letter.picture)
                if picture and picture.file == file:
                    work.pictures.forget_file(picture.name)
            case LeaveThread():
                person = work.people.find(message.person)
                if person is not None and person.thread == message.thread:
                    work.people.save(replace(person, thread=None))
            case StopAll():
                pass


def _let_go(work: DeliveryWork, message: ClaimedMessage) -> None:
    person = work.people.find(message.person)
    if person is not None:
        work.people.save(replace(person, reachable=False))
    work.outbox.mark_dead(message.id, "unreachable")
    for topic in Topic:
        work.outbox.drop_waiting(message.person, topic)

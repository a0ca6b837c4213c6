"""People, responses and messages to store."""

from datetime import UTC, date, datetime, timedelta

from delivery.message import Button, Letter, NewMessage, Topic
from people.person import ChatId, Person, PersonKey
from storage.unit_of_work import UnitOfWork
from survey.ports import OpenSession, Response, ResponseId, ResponseStatus
from survey.session import Position, Stage

NOW = datetime(2026, 11, 23, 7, 30, 0, 123456, tzinfo=UTC)
TODAY = date(2026, 11, 23)
LEASE = timedelta(minutes=2)
ANNA = Person(PersonKey("a" * 40), ChatId(-1001234567890123), "sv")
BO = Person(PersonKey("b" * 40), ChatId(777000777), "ti")


def response(number: str, **changes: object) -> Response:
    fields: dict[str, object] = {
        "id": ResponseId(number),
        "status": ResponseStatus.OPEN,
        "survey": "safety",
        "version": 3,
        "round": "2026",
        "language": "sv",
        "channel": "chat",
        "started_on": TODAY,
    }
    return Response(**(fields | changes))  # type: ignore[arg-type]  # the fields by name


def session(person: Person = ANNA, touched: datetime = NOW, stage: Stage = Stage.QUESTIONS) -> OpenSession:
    position = Position(stage=stage, question="where", selected=("park", "bus"), other="", editing=True)
    return OpenSession(person.key, ResponseId("r1"), "safety", 3, position, 42, touched)


def message(dedupe: str, person: Person = ANNA, not_before: datetime = NOW) -> NewMessage:
    letter = Letter(f"<b>Hej</b> {dedupe}", ((Button("Sluta", "stop"), Button("Mer", "more")),))
    return NewMessage(dedupe, person.key, Topic.FOLLOWER_DIGEST, letter, not_before)


def save_people(work: UnitOfWork) -> None:
    for person in (ANNA, BO):
        work.people.save(person)

"""What a column takes, and that one unit of work serves every package."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delivery.message import Button, Letter
from delivery.ports import DeliveryWork
from digests.ports import DigestWork
from people.inbox import IntakeWork
from people.keys import KeyRing
from people.ports import PeopleWork, UnitsOfWork
from promises.ports import PromiseWork
from storage.database import Database
from storage.errors import StorageError
from storage.letters import close_letter, open_letter
from storage.seal import Seal
from storage.tables import chats
from storage.unit_of_work import UnitOfWork
from survey.ports import SurveyWork
from tests.integration.conftest import SECRET
from tests.integration.storage.examples import NOW

Views = tuple[
    UnitsOfWork[PeopleWork],
    UnitsOfWork[IntakeWork],
    UnitsOfWork[SurveyWork],
    UnitsOfWork[PromiseWork],
    UnitsOfWork[DeliveryWork],
    UnitsOfWork[DigestWork],
]
SEAL = Seal(KeyRing(SECRET).cipher)
STOCKHOLM_IN_SUMMER = timezone(timedelta(hours=2))


def views(database: Database) -> Views:
    """The type checker proves here that one database is what each package asks for."""
    return database, database, database, database, database, database


async def test_one_unit_of_work_serves_every_package(database: Database) -> None:
    people, intake, survey, promises, delivery, digests = views(database)

    assert await people.read(lambda work: work.people) is not None
    assert await intake.read(lambda work: (work.inbox.waiting(), work.marks.get("x"))) == ([], None)
    assert list(await survey.read(lambda work: list(work.responses.everything(None, None)))) == []
    assert await promises.read(lambda work: work.progress.history("lights")) == []
    assert sum((await delivery.read(lambda work: work.outbox.counts())).values()) == 0
    assert await digests.read(lambda work: work.subscriptions.timings()) == []


async def test_a_moment_comes_back_in_utc_whatever_zone_it_was_given_in(
    database: Database, elsewhere: Database
) -> None:
    await database.write(lambda work: work.marks.set("polled", NOW.astimezone(STOCKHOLM_IN_SUMMER)))
    found = await elsewhere.read(lambda work: work.marks.get("polled"))

    assert found == NOW
    assert found is not None
    assert found.utcoffset() == timedelta()


async def test_a_moment_without_a_zone_is_refused(database: Database, elsewhere: Database) -> None:
    naive = datetime(2026, 10, 25, 2, 30)  # noqa: DTZ001 - the hour that comes twice, unsaid which

    with pytest.raises((ValueError, StorageError)):
        await database.write(lambda work: work.marks.set("polled", naive))
    assert await elsewhere.read(lambda work: work.marks.get("polled")) is None


async def test_what_must_be_sealed_cannot_be_stored_open(database: Database) -> None:
    row = {"key": "k", "language": "sv", "reachable": True}

    def store(chat: bytes, work: UnitOfWork) -> int:
        return work._statements.run(chats.insert(), chat=chat, **row)

    with pytest.raises((TypeError, StorageError)):
        await database.write(lambda work: store(b"777000777", work))
    assert await database.write(lambda work: store(work._seal.close(b"777000777"), work)) == 1


@given(words=st.text())
def test_every_text_survives_its_seal(words: str) -> None:
    sealed = SEAL.close_text(words)

    assert SEAL.open_text(sealed) == words


@given(text=st.text(), rows=st.lists(st.lists(st.tuples(st.text(), st.text()), max_size=3), max_size=3))
def test_every_letter_survives_the_outbox(text: str, rows: list[list[tuple[str, str]]]) -> None:
    letter = Letter(text, tuple(tuple(Button(*button) for button in row) for row in rows))

    assert open_letter(SEAL, close_letter(SEAL, letter)) == letter

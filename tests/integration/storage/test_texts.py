"""Texts, the groups they are read in, and requests for everything, on both databases."""

from datetime import date, timedelta

from storage.database import Database
from storage.unit_of_work import UnitOfWork
from survey.export_requests import ExportRequest, RequestState
from survey.ports import ResponseId, ResponseStatus
from survey.reading.grouping import Group, Waiting
from survey.reading.ports import Found, Unlisted, Wanted
from survey.session import Answer
from tests.integration.storage.examples import NOW, TODAY, response

AREA = "area"
K = 2


def sent(work: UnitOfWork, number: str, text: str = "", area: str = "north", language: str = "sv_simple") -> None:
    made = response(number, status=ResponseStatus.SUBMITTED, language=language, submitted_on=TODAY)
    work.responses.add(made)
    if area:
        work.responses.put_answer(made.id, AREA, Answer(options=(area,)))
    if text:
        work.responses.put_answer(made.id, "wish", Answer(text=text, language="sv"))


def fill(work: UnitOfWork) -> None:
    sent(work, "r1", "Mer ljus")
    sent(work, "r2")
    sent(work, "r3", "Fler bussar", area="", language="so")
    work.responses.add(response("r4"))  # still open


def group(*members: str, area: str = "north", language: str = "sv", day: date = TODAY) -> Group:
    return Group(area, language, day, day, tuple(map(ResponseId, members)))


def listed(work: UnitOfWork) -> None:
    fill(work)
    work.texts.add_group("g1", group("r1", "r2"))
    work.texts.enlist(Unlisted(ResponseId("r1"), "wish", "Mer ljus"), "ref1", withheld=False)


async def test_submitted_responses_wait_with_what_is_known_of_them(database: Database, elsewhere: Database) -> None:
    await database.write(fill)
    found = await elsewhere.read(lambda work: work.texts.waiting(AREA))
    assert sorted(found, key=lambda each: each.response) == [
        Waiting(ResponseId("r1"), "north", "sv", TODAY),
        Waiting(ResponseId("r2"), "north", "sv", TODAY),
        Waiting(ResponseId("r3"), "", "so", TODAY),
    ]


async def test_a_response_stays_in_its_first_group(database: Database, elsewhere: Database) -> None:
    await database.write(listed)
    await database.write(lambda work: work.texts.add_group("g2", group("r1", "r3", area="south")))
    assert await elsewhere.read(lambda work: work.texts.waiting(AREA)) == []
    found = await elsewhere.read(lambda work: work.texts.find("ref1", K))
    assert found == Found("ref1", "wish", "Mer ljus", "north", "sv", TODAY, TODAY)


async def test_texts_of_groups_are_listed_once(database: Database, elsewhere: Database) -> None:
    def gather(work: UnitOfWork) -> None:
        fill(work)
        work.texts.add_group("g1", group("r1", "r2"))

    await database.write(gather)
    unlisted = await elsewhere.read(lambda work: work.texts.unlisted(10))
    assert unlisted == [Unlisted(ResponseId("r1"), "wish", "Mer ljus")]
    await database.write(lambda work: work.texts.enlist(unlisted[0], "ref1", withheld=True))
    assert await elsewhere.read(lambda work: work.texts.unlisted(10)) == []
    assert await elsewhere.read(lambda work: work.texts.find("ref1", K)) is None
    assert await elsewhere.read(lambda work: work.texts.count(Wanted(), K)) == 0


async def test_each_part_of_what_is_wanted_narrows_it(database: Database, elsewhere: Database) -> None:
    await database.write(listed)

    async def count(wanted: Wanted, k: int = K) -> int:
        pages = await elsewhere.read(lambda work: work.texts.page(wanted, k, 0, 10))
        assert await elsewhere.read(lambda work: work.texts.count(wanted, k)) == len(pages)
        return len(pages)

    tomorrow, yesterday = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
    for wanted in (
        Wanted(),
        Wanted("north", "sv", "wish", TODAY, TODAY, False),
        Wanted(first=yesterday, last=tomorrow),
    ):
        assert await count(wanted) == 1
    for wanted in (
        *(Wanted(area="south"), Wanted(language="so"), Wanted(question="why")),
        *(Wanted(first=tomorrow), Wanted(last=yesterday)),
    ):
        assert await count(wanted) == 0
    assert await count(Wanted(), k=3) == 0


async def test_what_was_done_with_a_text_is_kept(database: Database, elsewhere: Database) -> None:
    await database.write(listed)
    read = Found("ref1", "wish", "Mer ljus", "north", "sv", TODAY, TODAY, ("lighting",), 7, TODAY)
    await database.write(lambda work: work.texts.mark(read))
    assert await elsewhere.read(lambda work: work.texts.find("ref1", K)) == read
    assert await elsewhere.read(lambda work: work.texts.count(Wanted(), K)) == 0
    assert await elsewhere.read(lambda work: work.texts.count(Wanted(unread=False), K)) == 1


async def test_what_is_erased_or_forgotten_is_not_found(database: Database, elsewhere: Database) -> None:
    await database.write(listed)
    await database.write(lambda work: work.responses.drop_texts(TODAY + timedelta(days=1)))
    assert await elsewhere.read(lambda work: work.texts.find("ref1", K)) is None
    await database.write(lambda work: work.responses.remove(ResponseId("r1")))
    assert await elsewhere.read(lambda work: work.texts.count(Wanted(unread=False), 1)) == 0


async def test_a_request_is_kept_changed_and_forgotten(database: Database, elsewhere: Database) -> None:
    request = ExportRequest("ref", 3, "csv", NOW)
    await database.write(lambda work: work.export_requests.add(request))
    assert await elsewhere.read(lambda work: work.export_requests.find("ref")) == request
    confirmed = ExportRequest("ref", 3, "csv", NOW, RequestState.CONFIRMED)
    await database.write(lambda work: work.export_requests.change(confirmed))
    assert await elsewhere.read(lambda work: work.export_requests.find("ref")) == confirmed
    assert await database.write(lambda work: work.export_requests.purge(NOW)) == 0
    assert await database.write(lambda work: work.export_requests.purge(NOW + timedelta(seconds=1))) == 1
    assert await elsewhere.read(lambda work: work.export_requests.find("ref")) is None

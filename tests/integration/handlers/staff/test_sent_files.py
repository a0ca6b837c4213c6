"""A file that was sent into a chat does not stay there."""

import pytest

from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.staff.test_exporting import CSV, JSON, WEEK, ask, fill
from tests.integration.handlers.staff.town_hall import hire

NOT_DELETED = (400, "Bad Request: message can't be deleted for everyone")
BLOCKED = (403, "Forbidden: bot was blocked by the user")
BROKEN = (502, "Bad Gateway")


@pytest.fixture
async def karin(hall: House, maria: Person, karin: Person) -> Person:
    """An analyst of the municipality, with a file in her chat."""
    await hire(maria, karin, "Analytiker")
    await fill(hall)
    await ask(karin, CSV, WEEK)
    return karin


async def tick(hall: House, **later: float) -> None:
    hall.clock.forward(**later)
    await hall.app.tick.run_once()


async def test_a_file_says_that_it_goes_after_a_day_and_does(hall: House, karin: Person) -> None:
    (file,) = karin.chat.documents.values()
    assert file.caption.endswith("radera meddelandet. Annars tar jag bort den här efter 24 timmar.")
    await tick(hall, hours=23, minutes=59)
    assert list(karin.chat.documents.values()) == [file]
    await tick(hall, minutes=1)
    assert karin.chat.documents == {}
    assert hall.count("sent_files") == 0


async def test_so_does_the_schema_that_comes_with_one(hall: House, karin: Person) -> None:
    await ask(karin, JSON, WEEK)
    assert len(karin.chat.documents) == 3
    await tick(hall, hours=24)
    assert karin.chat.documents == {}


async def test_one_that_its_reader_has_deleted_is_no_trouble(hall: House, karin: Person) -> None:
    karin.chat.documents.clear()
    await tick(hall, hours=24)
    assert hall.count("sent_files") == 0


@pytest.mark.parametrize("how", [NOT_DELETED, BLOCKED])
async def test_one_that_telegram_does_not_delete_is_not_tried_again(
    hall: House, karin: Person, how: tuple[int, str]
) -> None:
    hall.telegram.refuse("deleteMessages", how)
    await tick(hall, hours=24)
    assert hall.count("sent_files") == 0
    assert hall.telegram.calls.count("deleteMessages") == 1


async def test_where_telegram_does_not_answer_it_is_tried_again_for_as_long_as_it_can_be(
    hall: House, karin: Person
) -> None:
    hall.telegram.refuse("deleteMessages", BROKEN, times=2)
    await tick(hall, hours=24)
    assert len(karin.chat.documents) == hall.count("sent_files") == 1
    await tick(hall, hours=24)
    assert hall.count("sent_files") == 0  # nobody can delete it any more
    assert len(karin.chat.documents) == 1


async def test_what_is_remembered_of_it_goes_with_the_chat(hall: House, karin: Person) -> None:
    assert hall.count("sent_files") == 1
    await karin.press("m:forget_now")
    assert hall.count("sent_files") == 0

from storage.database import Database
from storage.unit_of_work import UnitOfWork


async def test_a_round_keeps_its_first_key(database: Database, elsewhere: Database) -> None:
    unopened = await elsewhere.read(lambda work: work.participations.find_round_key("2026"))
    first = await database.write(lambda work: work.participations.round_key("2026", b"first"))
    second = await database.write(lambda work: work.participations.round_key("2026", b"second"))

    assert (unopened, first, second) == (None, b"first", b"first")
    assert await elsewhere.read(lambda work: work.participations.find_round_key("2026")) == b"first"


async def test_nobody_submits_twice_in_a_round_and_everybody_may_in_the_next(
    database: Database, elsewhere: Database
) -> None:
    def submit(work: UnitOfWork) -> tuple[bool, bool, bool, bool]:
        for name in ("2026", "2027"):
            work.participations.round_key(name, name.encode())
        return (
            work.participations.claim("2026", "anna"),
            work.participations.claim("2026", "anna"),
            work.participations.claim("2026", "bo"),
            work.participations.claim("2027", "anna"),
        )

    assert await database.write(submit) == (True, False, True, True)
    assert await elsewhere.read(lambda work: work.participations.has("2026", "anna"))
    assert not await elsewhere.read(lambda work: work.participations.has("2027", "bo"))


async def test_a_closed_round_forgets_who_took_part(database: Database, elsewhere: Database) -> None:
    def close(work: UnitOfWork) -> None:
        for name in ("2026", "2027"):
            work.participations.round_key(name, b"key")
            work.participations.claim(name, "anna")
        work.participations.close("2026")

    await database.write(close)

    assert await elsewhere.read(lambda work: work.participations.find_round_key("2026")) is None
    assert not await elsewhere.read(lambda work: work.participations.has("2026", "anna"))
    assert await elsewhere.read(lambda work: work.participations.has("2027", "anna"))


async def test_the_rounds_that_still_have_a_key_are_known(database: Database, elsewhere: Database) -> None:
    def take_part(work: UnitOfWork) -> None:
        for name in ("2025", "2026"):
            work.participations.round_key(name, b"k" * 32)
        work.participations.close("2025")

    await database.write(take_part)

    assert await elsewhere.read(lambda work: work.participations.open_rounds()) == ["2026"]

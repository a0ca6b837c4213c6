from storage.unit_of_work import UnitOfWork
from tests.integration.handlers import walks
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.telegram import BLOCKED


def following(work: UnitOfWork) -> list[object]:
    return [each for timing in work.subscriptions.timings() for each in work.subscriptions.followers(timing)]


def reachable(house: House) -> list[int]:
    return [row["reachable"] for row in house.rows("SELECT reachable FROM chats")]


async def test_who_blocks_the_bot_is_not_written_to_until_they_open_it_again(house: House, alva: Person) -> None:
    await alva.send("/follow")
    await alva.block()
    assert reachable(house) == [0]
    assert await house.app.services.database.read(following) == []
    await alva.unblock()
    assert reachable(house) == [1]
    assert house.count("subscriptions") == 1


async def test_a_refused_reply_switches_the_chat_off_and_is_no_failure(house: House, alva: Person) -> None:
    await walks.begin(alva)
    house.telegram.refuse("answerCallbackQuery", BLOCKED)
    house.telegram.refuse("editMessageText", BLOCKED)
    await alva.tap("16–19 år")
    assert reachable(house) == [0]
    assert house.answers()["age"] == ("given", ["age_16_19"], None)
    assert (house.app.handling.quarantined, house.pauses) == (0, [])


async def test_the_next_act_switches_it_on_again(house: House, alva: Person) -> None:
    await walks.begin(alva)
    await alva.block()
    await alva.send("/survey")
    assert reachable(house) == [1]
    assert "Hur gammal är du?" in alva.text


async def test_whoever_comes_back_with_start_gets_digests_again_though_nobody_told_of_their_return(
    house: House, alva: Person
) -> None:
    await alva.send("/follow")
    await alva.block()
    await alva.send("/start")
    assert reachable(house) == [1]
    assert len(await house.app.services.database.read(following)) == 1


async def test_a_stranger_who_blocks_the_bot_leaves_no_trace(house: House, alva: Person) -> None:
    await alva.block()
    assert house.count("chats") == 0
    assert house.telegram.calls == []

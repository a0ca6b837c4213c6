import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from delivery.message import Letter, NewMessage, Topic
from storage.unit_of_work import UnitOfWork
from tests.integration.handlers import walks
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person


async def test_a_stranger_reads_that_nothing_is_held(house: House, alva: Person) -> None:
    await alva.send("/mydata")
    assert alva.text.startswith("Vi har inget sparat om den här chatten.")
    assert (list(alva.screen.buttons), alva.chat.files) == (["Jag behöver hjälp nu"], {})
    assert house.count("chats") == 0


async def test_everything_held_about_the_chat_is_told(alva: Person) -> None:
    await alva.send("/follow")
    await walks.to_places(alva)
    await alva.tap("På stan")
    await alva.send("/mydata")
    for fact in (
        f"chattens nummer, {alva.id}, krypterat hos oss, och ditt språk: Svenska",
        "svaren du håller på med",
        "att du följer löftet sedan 23 november 2026, med brev måndag klockan 17:00",
        "Hur gammal är du?\n16–19 år",
        "Det här har du sagt ja till",
    ):
        assert fact in alva.text
    assert list(alva.screen.buttons) == [
        "Ta bort svaren jag håller på med",
        "Sluta följa",
        "Glöm mig",
        "Jag behöver hjälp nu",
    ]


async def test_everything_held_comes_as_a_file_too(alva: Person) -> None:
    await walks.to_places(alva)
    await alva.send("/mydata")
    [(name, content)] = alva.chat.files.items()
    assert name == "mina-uppgifter.json"
    told = json.loads(content)
    assert told["chat"]["chat"] == alva.id
    assert told["open_survey"]["position"]["question"] == "unsafe_places"
    assert told["answers"]["age"]["options"] == ["age_16_19"]


async def test_messages_on_their_way_are_told_with_what_they_say(house: House, alva: Person) -> None:
    await alva.send("/follow")
    key = house.app.services.keys.person(alva.id)
    letter = Letter(f"<b>Nytt om löftet</b> {'mycket ' * 100}")
    queued = NewMessage("one", key, Topic.FOLLOWER_DIGEST, letter, house.clock())
    await house.app.services.database.write(lambda work: work.outbox.add([queued]))
    await alva.send("/mydata")
    assert "1 meddelande på väg till dig" in alva.text
    assert "Brev om löftet, 23 november 13:00:\nNytt om löftet mycket" in alva.text
    assert letter.text in alva.chat.files["mina-uppgifter.json"].decode()


async def test_after_submitting_the_answers_are_no_longer_among_it(alva: Person) -> None:
    await walks.submit(alva)
    await alva.send("/mydata")
    assert "svaren du håller på med" not in alva.text
    assert "16–19 år" not in alva.text
    assert "ett kodat märke för att du har svarat" in alva.text
    assert list(alva.screen.buttons) == ["Glöm mig", "Jag behöver hjälp nu"]


@pytest.mark.parametrize("moment", [walks.to_places, walks.to_wish, walks.to_review])
async def test_the_answers_one_is_giving_go_with_one_tap(
    house: House, alva: Person, moment: Callable[[Person], Awaitable[None]]
) -> None:
    await alva.send("/follow")
    await moment(alva)
    await alva.send("/mydata")
    await alva.tap("Ta bort svaren jag håller på med")
    assert alva.text.startswith("Klart. Svaren du höll på med är borttagna.")
    assert [house.count(table) for table in ("sessions", "responses", "answers")] == [0, 0, 0]
    assert [house.count(table) for table in ("chats", "subscriptions")] == [1, 1]
    await alva.press("o:drop")
    assert alva.text == "Du har inga svar öppna just nu."
    await walks.begin(alva)
    assert "Hur gammal är du?" in alva.text


async def test_a_reminder_is_told_and_taken_back_with_one_tap(house: House, alva: Person) -> None:
    await walks.to_places(alva)
    key = house.app.services.keys.person(alva.id)

    def ask(work: UnitOfWork) -> None:
        session = work.sessions.find(key)
        assert session
        work.sessions.save(replace(session, remind_at=house.clock() + timedelta(days=1)))

    await house.app.services.database.write(ask)
    await alva.send("/mydata")
    assert "att du vill bli påmind 24 november 13:00" in alva.text
    await alva.tap("Ingen påminnelse")
    assert house.rows("SELECT remind_at FROM sessions") == [{"remind_at": None}]


async def test_much_that_is_held_comes_in_several_messages_that_all_fit(house: House, alva: Person) -> None:
    await walks.to_wish(alva)
    key = house.app.services.keys.person(alva.id)
    letters = [NewMessage(str(n), key, Topic.NOTICE, Letter(f"{n} {'😀' * 400}"), house.clock()) for n in range(40)]
    await house.app.services.database.write(lambda work: work.outbox.add(letters))
    before = len(alva.screens)
    await alva.send("/mydata")
    assert len(alva.screens) - before > 2
    assert "Glöm mig" in alva.screen.buttons
    assert [each.buttons for each in alva.screens[before:-1]] == [{}] * (len(alva.screens) - before - 1)


async def test_being_forgotten_is_asked_once_and_takes_an_unfinished_response_along(house: House, alva: Person) -> None:
    await alva.send("/follow")
    await walks.to_places(alva)
    await alva.send("/privacy")
    await alva.tap("Glöm mig")
    assert house.count("chats") == 1
    await alva.tap("Ja, glöm mig")
    assert alva.text.startswith("Klart. Vi har glömt den här chatten.")
    for table in ("chats", "sessions", "subscriptions", "responses", "answers"):
        assert house.count(table) == 0, table
    await alva.send("/mydata")
    assert alva.text.startswith("Vi har inget sparat om den här chatten.")


async def test_after_being_forgotten_the_mark_of_having_answered_is_still_told(alva: Person) -> None:
    await walks.submit(alva)
    await alva.press("m:forget_now")
    await alva.send("/mydata")
    assert alva.text.count("•") == 1
    assert "ett kodat märke" in alva.text


async def test_being_forgotten_leaves_a_submitted_response_to_its_receipt(house: House, alva: Person) -> None:
    code = await walks.submit(alva)
    await alva.press("m:forget_now")
    assert house.count("responses") == 1
    await alva.send(f"/receipt {code}")
    assert "Ta bort" in alva.screen.buttons


async def test_being_forgotten_twice_is_no_trouble(house: House, alva: Person) -> None:
    await alva.send("/follow")
    await alva.press("m:forget_now")
    await alva.press("m:forget_now")
    assert alva.text.startswith("Klart.")
    assert house.app.handling.quarantined == 0


async def test_the_language_changes_in_the_middle_and_the_question_stays_open(house: House, alva: Person) -> None:
    await walks.to_places(alva)
    await alva.tap("På stan")
    await alva.send("/language")
    assert {"Svenska", "English"} <= alva.screen.buttons.keys()
    await alva.tap("English")
    assert "Where do you sometimes feel unsafe?" in alva.text
    assert "Chosen: In the town centre" in alva.text
    await alva.tap("Done")
    await alva.send("/start")
    assert alva.text.startswith("Hi!")
    assert house.answers()["unsafe_places"][1] == ["town"]


async def test_a_chosen_language_stands_against_what_telegram_says_and_is_noted_with_the_answers(
    house: House, alva: Person
) -> None:
    await alva.send("/language")
    await alva.tap("English")
    assert alva.text.startswith("Hi!")
    await walks.begin(alva)
    await alva.tap("16 to 19")
    assert house.rows("SELECT language FROM responses") == [{"language": "en"}]

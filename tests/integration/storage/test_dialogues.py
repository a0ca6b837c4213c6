from dataclasses import replace
from datetime import timedelta

from fieldwork.dialogue import Dialogue, PanelQuestion
from people.guest import Guest
from people.kiosk import Kiosk, Stage
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from survey.ports import Channel, Occasion
from tests.integration.storage.examples import ANNA, BO, NOW, TODAY, message, save_people, session

PARK = Dialogue(0, "0123456789", "Stadsparken", TODAY, "elever i åk 8")
KIOSK = Kiosk(ANNA.key, "stäng 4821", "sv", NOW, NOW, NOW, 3, (5, 6, 7), Stage.ANSWERING)
LATER = NOW + timedelta(minutes=30)


def make(work: UnitOfWork) -> Dialogue:
    save_people(work)
    return work.dialogues.add(PARK)


async def test_a_dialogue_is_found_by_its_code_and_its_number(database: Database, elsewhere: Database) -> None:
    made = await database.write(make)
    assert made == replace(PARK, number=made.number)
    assert await elsewhere.read(lambda work: work.dialogues.find(PARK.code)) == made
    assert await elsewhere.read(lambda work: work.dialogues.numbered(made.number)) == made
    assert await elsewhere.read(lambda work: work.dialogues.find("9999999999")) is None


async def test_what_becomes_of_it_is_kept(database: Database, elsewhere: Database) -> None:
    made = await database.write(make)
    told = replace(made, ended=NOW, answer="Fler lampor", language="sv", answered=LATER, reminded=LATER)
    assert await elsewhere.read(lambda work: work.dialogues.unfinished()) == [made]
    await database.write(lambda work: work.dialogues.change(replace(made, ended=NOW)))
    assert await elsewhere.read(lambda work: work.dialogues.unfinished()) == [replace(made, ended=NOW)]
    await database.write(lambda work: work.dialogues.change(told))
    assert await elsewhere.read(lambda work: work.dialogues.unfinished()) == []
    assert await elsewhere.read(lambda work: work.dialogues.all()) == [told]


async def test_the_newest_day_comes_first(database: Database, elsewhere: Database) -> None:
    await database.write(make)
    older = replace(PARK, code="AAAAAAAAAA", held_on=TODAY - timedelta(days=3))
    newer = replace(PARK, code="BBBBBBBBBB", held_on=TODAY + timedelta(days=3))
    await database.write(lambda work: [work.dialogues.add(each) for each in (older, newer)])
    found = await elsewhere.read(lambda work: work.dialogues.all())
    assert [each.code for each in found] == ["BBBBBBBBBB", PARK.code, "AAAAAAAAAA"]


async def test_guests_are_kept_while_they_wait_for_something(database: Database, elsewhere: Database) -> None:
    number = (await database.write(make)).number
    anna, bo = Guest(number, ANNA.key, wants_answer=True), Guest(number, BO.key, asking=NOW)

    def both(work: UnitOfWork) -> None:
        work.dialogues.save_guest(anna)
        work.dialogues.save_guest(bo)

    await database.write(both)
    assert await elsewhere.read(lambda work: work.dialogues.waiting(number)) == [ANNA.key]
    assert await elsewhere.read(lambda work: work.dialogues.guest_of(BO.key)) == [bo]
    assert await elsewhere.read(lambda work: work.dialogues.asking_before(LATER))
    assert not await elsewhere.read(lambda work: work.dialogues.asking_before(NOW))
    assert await database.write(lambda work: work.dialogues.stop_asking(LATER)) == 1
    assert await elsewhere.read(lambda work: work.dialogues.guest(number, BO.key)) is None
    assert await elsewhere.read(lambda work: work.dialogues.guest(number, ANNA.key)) == anna
    await database.write(lambda work: work.dialogues.save_guest(replace(anna, wants_answer=False)))
    assert not await elsewhere.read(lambda work: work.dialogues.has_guests(number))


async def test_whoever_is_forgotten_is_no_guest_and_no_kiosk(database: Database, elsewhere: Database) -> None:
    number = (await database.write(make)).number
    await database.write(lambda work: work.dialogues.save_guest(Guest(number, ANNA.key, wants_answer=True)))
    await database.write(lambda work: work.kiosks.save(KIOSK))
    await database.write(lambda work: work.people.remove(ANNA.key))
    assert not await elsewhere.read(lambda work: work.dialogues.has_guests(number))
    assert await elsewhere.read(lambda work: work.kiosks.all()) == []
    assert await elsewhere.read(lambda work: work.dialogues.numbered(number)) is not None


async def test_all_guests_are_forgotten_at_once(database: Database, elsewhere: Database) -> None:
    number = (await database.write(make)).number
    both = [Guest(number, person.key, wants_answer=True) for person in (ANNA, BO)]

    def save(work: UnitOfWork) -> None:
        for each in both:
            work.dialogues.save_guest(each)

    await database.write(save)
    assert await database.write(lambda work: work.dialogues.forget_guests(number)) == 2
    assert not await elsewhere.read(lambda work: work.dialogues.has_guests(number))


async def test_questions_to_a_panel_come_back_in_an_order_that_says_nothing(
    database: Database, elsewhere: Database
) -> None:
    number = (await database.write(make)).number
    asked = [PanelQuestion(name, number, f"Varför? {name}", "sv") for name in ("c", "a", "b")]

    def ask(work: UnitOfWork) -> None:
        for each in asked:
            work.dialogues.ask(each)

    await database.write(ask)
    found = await elsewhere.read(lambda work: work.dialogues.questions(number))
    assert found == sorted(asked, key=lambda each: each.id)
    assert await database.write(lambda work: work.dialogues.drop_questions(TODAY)) == 0
    assert await database.write(lambda work: work.dialogues.drop_questions(TODAY + timedelta(days=1))) == 3
    assert await elsewhere.read(lambda work: work.dialogues.questions(number)) == []


async def test_a_kiosk_is_kept_as_it_is(database: Database, elsewhere: Database) -> None:
    await database.write(make)
    await database.write(lambda work: work.kiosks.save(KIOSK))
    assert await elsewhere.read(lambda work: work.kiosks.find(ANNA.key)) == KIOSK
    changed = replace(KIOSK, messages=(), taken=4, stage=Stage.TOLD, touched=LATER)
    await database.write(lambda work: work.kiosks.save(changed))
    assert await elsewhere.read(lambda work: work.kiosks.all()) == [changed]
    await database.write(lambda work: work.kiosks.remove(ANNA.key))
    assert await elsewhere.read(lambda work: work.kiosks.find(ANNA.key)) is None


async def test_nothing_goes_to_a_chat_that_is_a_kiosk(database: Database) -> None:
    def queue(work: UnitOfWork) -> None:
        make(work)
        work.kiosks.save(KIOSK)
        work.outbox.add([message("for anna"), message("for bo", BO)])

    await database.write(queue)
    claimed = await database.write(lambda work: work.outbox.claim(NOW, LATER, 10))
    assert [each.person for each in claimed] == [BO.key]
    await database.write(lambda work: work.kiosks.remove(ANNA.key))
    claimed = await database.write(lambda work: work.outbox.claim(NOW, LATER, 10))
    assert [each.person for each in claimed] == [ANNA.key]


async def test_a_session_remembers_its_occasion(database: Database, elsewhere: Database) -> None:
    occasion = Occasion(Channel.PAPER, "dialogue:0123456789", "ar", TODAY)
    kept = replace(session(), occasion=occasion)
    await database.write(save_people)
    await database.write(lambda work: work.sessions.save(kept))
    assert await elsewhere.read(lambda work: work.sessions.find(ANNA.key)) == kept

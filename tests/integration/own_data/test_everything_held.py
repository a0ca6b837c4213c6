"""What is told of a chat, against what stands in the file, read by other means."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from cryptography.fernet import MultiFernet

from delivery.message import Button, Letter, NewMessage, Topic
from delivery.ports import WatchedIssue
from digests.everything_held import EverythingHeld, to_json
from digests.ports import MorningChoice, Subscription
from fieldwork.dialogue import Dialogue
from people.guest import Guest
from people.inbox import StoredUpdate
from people.invitation import Invitation, InvitationState, token_hash
from people.keys import guard_mark
from people.kiosk import Kiosk
from people.organisation import Organisation
from people.person import ChatId, PersonKey
from people.staff import Role, StaffMember
from storage.database import Database
from storage.tables import metadata
from storage.unit_of_work import UnitOfWork
from survey.questionnaire import Questionnaire
from survey.sent_files import SentFile
from tests.integration.own_data.clock import Clock
from tests.integration.own_data.dump import HOLDS_NOBODY, SECTIONS, dumped, values_kept, values_told
from tests.integration.own_data.keys import KEYS
from tests.integration.own_data.resident import House, Resident

ALVA, EMMA = 7_100_200_300, 7_900_800_700
_UPDATES = 5_000_000


def raw(number: int, name: str) -> bytes:
    sender = {"id": number, "first_name": name, "language_code": "sv"}
    return json.dumps({"update_id": number, "message": {"from": sender, "text": f"hej från {name}"}}).encode()


async def live(resident: Resident, name: str, clock: Clock) -> None:
    """In the middle of a second round's worth of everything: answering, following, waiting, written to, marked."""
    await resident.to_wish()
    person, database = KEYS.person(resident.number), resident.house.database

    def fill(work: UnitOfWork) -> None:
        session = work.sessions.find(person)
        assert session
        work.sessions.save(replace(session, card=resident.number % 1000, remind_at=clock.now + timedelta(days=1)))
        work.subscriptions.save(Subscription(person, (f"lights of {name}",), 3, 18, 30, clock.now.date()))
        letters = [Letter(f"<b>Till {name}</b> {each}", ((Button("Sluta", "d:stop"),),)) for each in ("ett", "två")]
        work.outbox.add(
            [
                NewMessage(f"{name}:{at}", person, Topic.FOLLOWER_DIGEST, each, clock.now)
                for at, each in enumerate(letters)
            ]
        )
        work.outbox.add([NewMessage(f"{name}:dead", person, Topic.NOTICE, letters[0], clock.now)])
        for claimed in work.outbox.claim(clock.now, clock.now + timedelta(minutes=1), 9):
            if claimed.person == person and claimed.topic is Topic.NOTICE:
                work.outbox.mark_dead(claimed.id, f"refused {name}")
            elif claimed.person == person:
                work.outbox.mark_sent(claimed.id, clock.now)
        updates = [_UPDATES + resident.number % 1000 * 10 + each for each in range(3)]
        work.inbox.store([StoredUpdate(each, person, raw(resident.number, name)) for each in updates], clock.now)
        work.inbox.failed(updates[0], dead=True)
        work.inbox.finish(updates[1])
        key = work.participations.round_key("first", b"k" * 32)
        work.participations.claim("first", guard_mark(key, ChatId(resident.number)))
        join_staff(work, person, name, clock)

    await database.write(fill)


def join_staff(work: UnitOfWork, person: PersonKey, name: str, clock: Clock) -> None:
    """On the staff, through an invitation, and in the middle of something."""
    post = (Role.EDITOR, Organisation.POLICE, (f"area of {name}",))
    work.staff.add(StaffMember(0, person, name, *post, clock.now.date()))
    opened = (InvitationState.CONFIRMED, person)
    work.invitations.add(Invitation(token_hash(name), f"{name} invited", *post, 7, clock.now, *opened))
    work.drafts.save(person, json.dumps({"text": f"draft of {name}"}), clock.now)
    work.watched_issues.save(WatchedIssue(f"issue {name}", person, 42))
    work.morning_choices.save(person, MorningChoice(6, 45, (0, 3)))
    work.sent_files.add(SentFile(person, 43, clock.now + timedelta(hours=2)))
    place = f"square of {name}"
    dialogue = work.dialogues.add(Dialogue(0, f"code of {name}", place, clock.now.date(), "everybody"))
    work.dialogues.save_guest(Guest(dialogue.number, person, wants_answer=True, asking=clock.now))
    moments = (clock.now, clock.now + timedelta(minutes=5), clock.now)
    work.kiosks.save(Kiosk(person, f"word of {name}", "sv", *moments, 17, (81, 82)))


async def told(resident: Resident) -> dict[str, Any]:
    held = await EverythingHeld(resident.house.database).about(resident.visit)
    found: dict[str, Any] = json.loads(to_json(held))
    return found


async def test_what_is_told_is_what_stands_in_the_file_and_nobody_elses(
    sqlite: Database, sqlite_file: Path, cipher: MultiFernet, clock: Clock, town: Questionnaire
) -> None:
    house = House(sqlite, clock, (town,))
    residents = {"Alva": Resident(house, ALVA), "Emma": Resident(house, EMMA)}
    for name, resident in residents.items():
        await live(resident, name, clock)
    for resident in residents.values():
        found, rows = await told(resident), dumped(sqlite_file, resident.number, cipher.decrypt)
        for table, section in SECTIONS.items():
            assert rows[table], f"nothing in {table} to compare"
            assert values_told(found[section]) == values_kept(table, rows[table]), table
    alva, emma = [json.dumps(await told(resident)) for resident in residents.values()]
    for stranger in ("Emma", str(EMMA), KEYS.person(EMMA)):
        assert stranger in emma
        assert stranger not in alva


def test_every_table_either_can_hold_something_of_a_person_or_holds_nobody() -> None:
    assert set(metadata.tables) == SECTIONS.keys() | HOLDS_NOBODY


async def test_a_stranger_holds_nothing_but_the_update_that_asks(alva: Resident) -> None:
    database = alva.house.database
    update = StoredUpdate(1, KEYS.person(alva.number), raw(alva.number, "Alva"))
    await database.write(lambda work: work.inbox.store([update], alva.house.clock()))
    held = await EverythingHeld(database).about(alva.visit)
    assert held.is_nothing
    assert [each.id for each in held.updates] == [1]


async def test_after_being_forgotten_the_mark_of_having_answered_is_still_told(alva: Resident) -> None:
    await alva.submit()
    await alva.house.own.forget(alva.visit)
    held = await EverythingHeld(alva.house.database).about(alva.visit)
    assert (held.person, held.session, list(held.marks)) == (None, None, ["first"])
    assert not held.is_nothing


async def test_half_a_character_in_what_somebody_sent_does_not_keep_the_file_from_them(alva: Resident) -> None:
    update = StoredUpdate(1, KEYS.person(alva.number), b'{"text": "a\\ud83db"}')
    await alva.house.database.write(lambda work: work.inbox.store([update], alva.house.clock()))
    assert (await told(alva))["updates_being_handled"][0]["raw"] == {"text": "a?b"}


async def test_after_submitting_the_answers_are_not_among_it(alva: Resident) -> None:
    await alva.submit()
    found = await told(alva)
    assert (found["open_survey"], found["response"], found["answers"]) == (None, None, {})
    assert list(found["marks_of_having_answered"]) == ["first"]

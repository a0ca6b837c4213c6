"""Meeting residents: ways that several tests begin with."""

import re

from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.staff.town_hall import hire

FIELD_WORKER = "Fältarbetare"
TOLD = "Fler lampor i parken före jul. Fältarna är där på fredagar."


async def hold(field_worker: Person, place: str = "Stadsparken", day: str = "2026-11-23") -> str:
    """Make a dialogue through the chat; returns the code of its link."""
    await field_worker.send("/staff")
    await field_worker.tap_each(("Dialoger", "Ny dialog"))
    for words in (place, day, "elever i årskurs 8"):
        await field_worker.send(words)
    await field_worker.tap("Skapa dialogen")
    (name,) = [name for name in field_worker.chat.files if name.startswith("dialog-")][-1:]
    return name.removeprefix("dialog-").removesuffix(".png")


async def come(house: House, number: int, code: str) -> Person:
    """Somebody who came through the code."""
    person = Person(house, 7_300_000_000 + number)
    await person.send(f"/start d_{code}")
    return person


async def answer(person: Person) -> str:
    """The three questions; returns the receipt."""
    await person.tap_each(("Svara på tre frågor", "Ja", "Droger", "Klar", "Hoppa över", "Skicka in mina svar"))
    found = re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}", person.text)
    assert found, person.text
    return found[0]


async def hire_field_worker(maria: Person, somebody: Person) -> Person:
    await hire(maria, somebody, FIELD_WORKER)
    return somebody


async def write_answer(karin: Person, text: str = TOLD) -> None:
    await karin.send("/staff")
    await karin.tap("Dialoger")
    await karin.tap("2026-11-23 · Stadsparken")
    await karin.tap("Skriv vad som sades")
    await karin.send(text)


async def revoke(maria: Person) -> None:
    await maria.send("/staff")
    await maria.tap_each(("Kollegor och inbjudningar", "Karin Berg", "Ja, ta tillbaka rollen"))

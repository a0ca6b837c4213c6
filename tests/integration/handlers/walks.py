"""Ways through the shipped questionnaire that several tests begin with."""

import re

from tests.integration.handlers.person import Person

TO_PLACES = ("16–19 år", "Sandviken: Vallhov", "Ganska otryggt")
PLACES = ("I skolan", "På stan", "Klar")
WORRIES = ("Droger", "Bråk och våld", "Klar")
TO_WISH = (*PLACES, *WORRIES, "Nej, inget av det", "Klar", "Ja, lite", "Nej", "Vet inte", "Vill inte svara")
WISH = "Mer ljus på gångvägen vid stationen, tack."


async def begin(person: Person) -> None:
    await person.send("/survey")


async def to_places(person: Person) -> None:
    """To the first question with several options."""
    await begin(person)
    await person.tap_each(TO_PLACES)


async def to_wish(person: Person) -> None:
    """To the free text at the end."""
    await to_places(person)
    await person.tap_each(TO_WISH)


async def to_review(person: Person) -> None:
    await to_wish(person)
    await person.send(WISH)


async def submit(person: Person) -> str:
    """The whole survey; returns the receipt code."""
    await to_review(person)
    await person.tap("Skicka in mina svar")
    return receipt(person.text)


def receipt(text: str) -> str:
    """The receipt code in a text."""
    found = re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}", text)
    assert found, f"no receipt in {text!r}"
    return found[0]


async def to_years(person: Person) -> None:
    """On the street: to the number."""
    await begin(person)
    await person.tap("Sakta ner")


async def to_why(person: Person) -> None:
    """On the street: to the first of two free texts."""
    await to_years(person)
    await person.send("12")


async def to_dark(person: Person) -> None:
    """On the street: to the place."""
    await to_why(person)
    await person.send("Det är lugnt")
    await person.send("Fler lampor")

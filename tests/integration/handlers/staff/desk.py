"""An update on its way, as the two who write and sign it go through it."""

from typing import Any

from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person

PART = "Vara med i samtal med invånare"
TEXT = "Vi har träffat åtta elevråd och lyssnat."
LINK = "https://sandviken.se/dialog"
TABLES = ("proposals", "signatures", "progress_updates", "audit WHERE deed != 'turned_away'", "drafts")


async def ask_text(writer: Person, part: str = PART) -> None:
    """From the menu to the step that waits for the text."""
    await writer.send("/staff")
    await writer.tap_each(("Skriv hur det går", part, "Pågår", "50 %"))
    assert "Vad har ni gjort?" in writer.text, writer.text


async def write(writer: Person, part: str = PART, text: str = TEXT) -> None:
    """From the menu to the preview."""
    await ask_text(writer, part)
    await writer.send(text)
    await writer.send(LINK)
    await writer.tap_each(("Gå vidare", "Bara på svenska"))
    assert "Så här ser följarna det:" in writer.text, writer.text


async def submit(writer: Person, **said: str) -> None:
    await write(writer, **said)
    await writer.tap("Skicka in")


async def sign(signer: Person) -> None:
    """From the notice to the signature."""
    await signer.house.deliver()
    await signer.tap_each(("Läs", "Skriv under"))


async def publish(writer: Person, signer: Person, **said: str) -> None:
    await submit(writer, **said)
    await sign(signer)
    assert "Uppdateringen är publicerad." in signer.text, signer.text


def deeds(house: House) -> list[tuple[int, str]]:
    """Who (a staff number) did what to proposals."""
    rows = house.rows("SELECT actor, deed, subject FROM audit ORDER BY number")
    return [(row["actor"], row["deed"]) for row in rows if row["subject"].startswith("proposal")]


def kept(house: House) -> dict[str, list[dict[str, Any]]]:
    """Everything that recording and signing can change."""
    return {table: house.rows(f"SELECT * FROM {table}") for table in TABLES}

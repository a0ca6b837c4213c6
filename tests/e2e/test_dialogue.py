"""A dialogue and a kiosk with the real process, over HTTP."""

from pathlib import Path

from tests.process import run_words
from tests.residents import Resident
from tests.town import Town, open_town

ANSWERS = ("Svara på tre frågor", "Ja", "Droger", "Klar", "Hoppa över", "Skicka in mina svar")


async def field_worker(town: Town, maria: Resident) -> Resident:
    karin = town.resident("Karin")
    words = ("invite", "--role", "field_worker", "--organisation", "municipality", "--name", "Karin Berg")
    printed = await run_words(*words, env=town.environment)
    await karin.send(f"/start {printed.out.splitlines()[0].partition('?start=')[2]}")
    await karin.press("Ja, det är jag")
    await maria.until_text("Är det Karin Berg?")
    await maria.press("Ja, siffrorna stämmer")
    await karin.until_text("Nu är du fältarbetare")
    return karin


async def test_a_dialogue_is_made_visited_and_answered_across_a_restart(tmp_path: Path) -> None:
    async with open_town(tmp_path, QUIET_HOURS="00:00-00:00") as town:
        maria = town.resident("Maria")
        town.environment["STAFF_IDS"] = str(maria.id)
        await town.start()
        await maria.send("/start")
        karin = await field_worker(town, maria)
        await karin.send("/staff")
        for label in ("Dialoger", "Ny dialog"):
            await karin.press(label)
        await karin.send("Stadsparken")
        today = town.query("SELECT date('now', '+1 hour')")[0][0]
        await karin.send(str(today))
        await karin.send("elever i årskurs 8")
        await karin.press("Skapa dialogen")
        await karin.watch.until(lambda: any("photo" in each.content for each in karin.received))
        code = str(town.query("SELECT code FROM dialogues")[0][0])

        alva = town.resident("Alva")
        assert "Välkommen till dialogen" in await alva.send(f"/start d_{code}")
        for label in ANSWERS[:3]:
            await alva.press(label)
        await town.bot.kill()
        await town.start()
        for label in ANSWERS[3:]:
            await alva.press(label)
        assert alva.receipts
        await alva.after(lambda: town.world.press(alva.id, alva.id, alva.last.message_id, f"y:yes:{code}", forge=True))
        assert "inom 48 timmar" in alva.text

        number = town.query("SELECT number FROM dialogues")[0][0]
        await karin.press_data(f"w:answer:{number}")
        await karin.send("Fler lampor i parken före jul.")
        await karin.press("Skicka nu")
        await alva.until_text("Det här sades och bestämdes")
        assert "Fler lampor i parken före jul." in alva.text
        assert town.query("SELECT count(*) FROM dialogue_guests") == [(0,)]
        rows = town.query("SELECT round, channel, status FROM responses")
        assert rows == [(f"dialogue:{code}", "chat", "submitted")]

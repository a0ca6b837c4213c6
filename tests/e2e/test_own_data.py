"""What a resident sees of their own data, and what they can do about it, over the wire."""

import json
import time

from people.keys import KeyRing
from people.privacy import Kept
from survey.by_receipt import ANSWER_AFTER
from tests.process import KEY
from tests.residents import Resident
from tests.town import Town

TO_REVIEW = ("13–15 år", "Björksätra", "Ganska tryggt", "I skolan", "Klar", "Inget särskilt", "Klar")
THE_REST = ("Ja, lite", "Nej", "Vet inte", "Vill inte svara", "Hoppa över")


async def answer(resident: Resident) -> None:
    await resident.send("/survey")
    for label in (*TO_REVIEW, *THE_REST):
        await resident.press(label)


async def test_everything_held_comes_as_a_file_that_can_be_opened(town: Town, alva: Resident) -> None:
    await alva.send("/survey")
    await alva.press("13–15 år")
    await alva.send("/mydata")
    await alva.watch.until(lambda: "document" in alva.last.content)
    document = alva.last.content["document"]
    stored = alva.world.files.get(document["file_id"])
    assert document["file_name"] == "mina-uppgifter.json"
    assert stored is not None
    told = json.loads(stored.data)
    assert told["chat"]["chat"] == alva.id
    assert told["chat"]["key"] == KeyRing(KEY).person(alva.id)
    assert told["answers"]["age"]["options"] == ["age_13_15"]


async def test_answers_are_seen_changed_and_seen_again_with_the_same_code(town: Town, alva: Resident) -> None:
    await answer(alva)
    await alva.press("Skicka in mina svar")
    [code] = alva.receipts
    start = time.monotonic()
    assert "Ganska tryggt" in await alva.send(f"/receipt {code}")
    assert time.monotonic() - start >= ANSWER_AFTER
    await alva.press("Ändra")
    await alva.until_text("Du ändrar svar som redan är inskickade.")
    await alva.press("Ändra svar 3")
    await alva.press("Mycket tryggt")
    await alva.press("Skicka in mina svar")
    assert "Din kvittokod gäller" in alva.text
    assert "Mycket tryggt" in await alva.send(f"/receipt {code}")


async def test_the_privacy_page_promises_nothing_that_nobody_has_decided(town: Town, alva: Resident) -> None:
    page = await alva.send("/privacy")
    assert page.count("kommunen har inte bestämt ännu hur länge") == len(Kept)
    assert "026-24 00 00" in page

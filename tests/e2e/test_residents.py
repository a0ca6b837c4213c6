"""What a resident experiences, from the first question to the receipt."""

import asyncio
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from handlers.callbacks import pack_tap
from survey.events import Action, Tap
from tests.exporting import exported
from tests.residents import Resident
from tests.respondent import Respondent
from tests.town import Town, open_town

BOX_TABLES = ("chats", "sessions", "subscriptions", "outbox", "responses", "answers", "participations")


def held(town: Town) -> dict[str, int]:
    """How many rows there are about anybody."""
    return {table: town.query(f"SELECT count(*) FROM {table}")[0][0] for table in BOX_TABLES}


@pytest.fixture(scope="module")
async def reviewers(town: Town) -> list[Respondent]:
    """People who have answered everything and look at their answers."""
    people = [Respondent(town.watch, f"Granskare {number}", Random(number)) for number in range(3)]
    await asyncio.gather(*(person.answer_until_review() for person in people))
    return people


async def test_a_resident_answers_changes_an_answer_submits_and_erases_it_all(town: Town, alva: Resident) -> None:
    before = held(town)
    assert "Ingen läser chatten direkt" in (await alva.send("/start"))
    await alva.press("Svara på frågorna")
    for question, label in (
        ("Hur gammal är du?", "13–15 år"),
        ("Var bor du?", "Björksätra"),
        ("ensam sent en kväll", "Ganska tryggt"),
        ("otrygg ibland", "I skolan"),
        ("Valt: I skolan", "Klar"),
        ("oroar dig mest", "Inget särskilt"),
        ("Valt: Inget särskilt", "Klar"),
        ("droghandel", "Ja, lite"),
        ("förebygger", "Nej"),
        ("pratar med invånare", "Vet inte"),
        ("samarbetar", "Vill inte svara"),
    ):
        assert question in alva.text
        await alva.press(label)
    assert "Ingen läser det här direkt. Är det fara nu: ring 112" in alva.text
    review = await alva.send("En fritidsgård som är öppen på helger")
    assert "Sandviken: Björksätra" in review

    await alva.press("Ändra svar 2")
    await alva.press("Vallhov")
    assert "Sandviken: Vallhov" in alva.text
    assert "En fritidsgård som är öppen på helger" in alva.text
    await alva.press("Skicka in mina svar")
    [code] = alva.receipts
    assert [len(part) for part in code.split("-")] == [4, 4, 4, 4]

    assert held(town)["responses"] == before["responses"] + 1
    assert "Svar som skickades in" in (await alva.send(f"/receipt {code.lower()}"))
    await alva.press("Ta bort")
    assert alva.text == "Svaren är borttagna."
    assert held(town)["responses"] == before["responses"]
    assert held(town)["answers"] == before["answers"]
    assert "Vi hittar inga svar" in (await alva.send(f"/receipt {code}"))


async def test_a_child_under_13_is_met_kindly_and_leaves_nothing_behind(town: Town, alva: Resident) -> None:
    before = held(town)
    await alva.send("/survey")
    await alva.press("Under 13 år")
    assert "Vi har inte sparat något du svarade" in alva.text
    assert "116 111" in alva.text
    assert held(town) == before
    assert town.query("SELECT count(*) FROM inbox WHERE state = 'done' AND (raw NOT NULL OR lane NOT NULL)") == [(0,)]


async def test_whoever_stops_comes_back_to_the_same_question_after_the_bot_was_restarted(
    town: Town, alva: Resident
) -> None:
    await alva.send("/survey")
    await alva.press("16–19 år")
    await alva.press("Pausa")
    assert "finns kvar" in alva.text
    assert await town.stop() == 0
    await town.start()
    assert "Var bor du?" in (await alva.send("/survey"))
    await alva.press("Norrsätra")
    assert "ensam sent en kväll" in alva.text


async def test_a_card_shown_before_a_restart_still_works(town: Town, alva: Resident) -> None:
    await alva.send("/survey")
    await alva.press("16–19 år")
    assert await town.stop() == 0
    await town.start()
    await alva.press("Norrsätra")
    assert "ensam sent en kväll" in alva.text


async def test_an_old_button_shows_the_question_that_is_open_now(alva: Resident) -> None:
    await alva.send("/survey")
    await alva.press("16–19 år")
    await alva.press("Norrsätra")
    old = pack_tap(Tap(1, Action.CHOOSE, "age", "age_20_25"))
    assert "tidigare fråga" in await alva.press_data(old)
    assert "ensam sent en kväll" in alva.text
    for foreign in (pack_tap(Tap(99, Action.CHOOSE, "age", "age_20_25")), "s:1:c:age", "s::", "å" * 32, "0"):
        assert await alva.press_data(foreign)
    assert "ensam sent en kväll" in alva.text


async def test_a_button_tapped_twice_in_haste_counts_once(alva: Resident) -> None:
    await alva.send("/survey")
    shown = await asyncio.gather(*(alva.press("16–19 år") for _ in range(2)))
    assert sorted(shown) == ["", "Det svaret är redan sparat."]
    assert "Fråga 2 av" in alva.text


async def test_submitting_twice_in_haste_leaves_one_receipt_that_works(town: Town, reviewers: list[Respondent]) -> None:
    hasty = reviewers[0]
    submit = hasty.decide()
    await asyncio.gather(*(hasty.do(submit) for _ in range(2)))
    [code] = hasty.receipts
    assert "Svar som skickades in" in (await hasty.send(f"/receipt {code}"))
    assert hasty.receipts == [code]


async def test_a_language_chosen_in_the_middle_leaves_the_answers_and_the_place(alva: Resident) -> None:
    await alva.send("/survey")
    await alva.press("20–25 år")
    await alva.press("Annan vuxen")
    await alva.press("Norrsätra")
    assert "Välj språk" in (await alva.send("/language"))
    await alva.press("English")
    assert "How does it feel to go out alone" in alva.text
    await alva.press("Back")
    assert "Where do you live?" in alva.text
    assert "Keep my answer" in alva.buttons


ORIGIN = {"type": "hidden_user", "sender_user_name": "Bo", "date": 1}
PHOTO = {"file_id": "a", "file_unique_id": "b", "width": 90, "height": 90}
STICKER = PHOTO | {"type": "regular", "is_animated": False, "is_video": False}
VOICE = {"file_id": "a", "file_unique_id": "b", "duration": 3}

Deed = Callable[[Resident], object]


@pytest.mark.parametrize(
    ("deed", "reply"),
    [
        pytest.param(
            lambda one: one.world.send_content(one.id, {"sticker": STICKER}), "text och knappar", id="sticker"
        ),
        pytest.param(lambda one: one.world.send_content(one.id, {"voice": VOICE}), "text och knappar", id="voice"),
        pytest.param(lambda one: one.world.send_content(one.id, {"photo": [PHOTO]}), "varken öppnat", id="photo"),
        pytest.param(lambda one: one.world.write(one.id, "😀" * 4096), "med en av knapparna", id="4096-emoji"),
        pytest.param(lambda one: one.world.write(one.id, "77777"), "med en av knapparna", id="number"),
        pytest.param(lambda one: one.world.write(one.id, "/hemlig"), "finns inte", id="unknown-command"),
        pytest.param(lambda one: one.world.forward(one.id, "Norrsätra", ORIGIN), "egna ord", id="forwarded"),
        pytest.param(lambda one: one.world.edit(one.id, own_message(one), "/help"), "inte ändringar", id="edited"),
    ],
)
async def test_what_no_question_asked_for_gets_a_kind_sentence_and_loses_nothing(
    town: Town, alva: Resident, deed: Deed, reply: str
) -> None:
    await alva.send("/survey")
    await alva.press("16–19 år")
    assert reply in (await alva.after(lambda: deed(alva)))
    assert "Var bor du?" in (await alva.send("/survey"))
    await alva.press("Tillbaka")
    assert "Behåll mitt svar" in alva.buttons
    assert not [call for call in town.world.calls if call.method == "getFile"]


def own_message(one: Resident) -> int:
    return next(message.message_id for message in one.world.messages(one.id) if not message.from_bot)


async def test_words_too_long_for_a_question_are_refused_with_the_limit_and_what_stood_before_stays(
    reviewers: list[Respondent],
) -> None:
    wordy = reviewers[1]
    review = wordy.text
    await wordy.press_data(pack_tap(Tap(1, Action.EDIT, "wish")))
    assert "Skriv högst 500 tecken" in (await wordy.send("😀" * 4096))
    await wordy.press("Tillbaka")
    assert review.startswith(wordy.text)


async def test_in_a_group_the_bot_says_once_that_it_talks_with_one_at_a_time_and_keeps_nothing(
    town: Town, alva: Resident
) -> None:
    before = held(town)
    group = town.world.add_group("Grannarna", [alva.id])
    for text in ("/start", "/survey", "/survey@simulator_bot", "/help", "/help@simulator_bot"):
        assert town.world.write(alva.id, text, chat_id=group)
    await alva.send("/help")
    await alva.send("/help")
    [said] = [message.text or "" for message in town.world.messages(group) if message.from_bot]
    assert "en person i taget" in said
    assert held(town) == before


async def test_fifty_residents_at_once_are_all_understood(tmp_path: Path) -> None:
    async with open_town(tmp_path) as town:
        await town.start()
        random = Random(2611)
        crowd = [
            Respondent(town.watch, f"Granne {number}", Random(random.random()), random.choice(("sv", "en")))
            for number in range(50)
        ]
        await asyncio.gather(*(neighbour.answer_everything() for neighbour in crowd))
        assert await town.stop() == 0

        said = Counter(neighbour.said for neighbour in crowd)
        assert Counter(await exported(town, "csv")) == said
        assert Counter(await exported(town, "json")) == said
        assert not [call for call in town.world.calls if call.refused]
        assert town.world.warnings == []
        assert [line for line in town.log.splitlines() if "[info" not in line] == []

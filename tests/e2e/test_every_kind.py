"""One question of every kind, answered by two people in each language, all at once."""

import asyncio
import shutil
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from handlers.callbacks import read_tap
from survey.events import Action
from survey.questionnaire import Kind, Question
from survey.session import Answer
from survey.wording import answer_words
from tests.exporting import answers, submitted
from tests.intent import EVERY_KIND, HIDDEN, Intent, Manner
from tests.overheard import Screen, overhearing
from tests.process import ROOT
from tests.respondent import Respondent
from tests.tongue import WORDS, Tongue, without_signs
from tests.town import Town, open_town

WRITES = Manner(writes=1, slips=1, declines=0)
"""Types and shares where a button would do, and is wrong first wherever that has a sentence of its own."""
PRESSES = Manner(declines=0.25)

READING_SECONDS = 5
"""Between two things that somebody writes; what follows within two seconds is the rest of the answer before."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Everybody has submitted. `seen`: what each was shown; `receipts`: what each receipt opens."""

    town: Town
    crowd: list[Respondent]
    seen: dict[int, list[Screen]]
    receipts: dict[int, str]
    rows: dict[str, list[dict[str, str]]]


@pytest.fixture(scope="module")
async def trial(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Trial]:
    folder = tmp_path_factory.mktemp("every-kind")
    async with open_town(folder, CONTENT_DIR=str(content_with_every_kind(folder / "content"))) as town:
        await town.start()
        async with overhearing(town.world) as overheard:
            crowd = [
                person(town, language, manner) for language in EVERY_KIND.languages for manner in (WRITES, PRESSES)
            ]
            receipts = dict(await asyncio.gather(*map(answer_and_look_again, crowd)))
        seen = {each.id: overheard.screens(each.id) for each in crowd}
        assert await town.stop() == 0
        rows = {form: await submitted(town, form) for form in ("csv", "json")}
        yield Trial(town, crowd, seen, receipts, rows)


def content_with_every_kind(folder: Path) -> Path:
    shutil.copytree(ROOT / "content" / "sandviken", folder)
    shutil.copy(ROOT / "tests" / "every_kind" / "questionnaire.yaml", folder)
    return folder


def person(town: Town, language: str, manner: Manner) -> Respondent:
    """They think fast: it is Telegram's clock that moves on before they write, and no press grows old by that."""
    town.world.answer_within = float("inf")
    name = f"{language} {1 if manner is WRITES else 2}"
    return Respondent(
        town.watch, name, Random(name), language,
        questionnaire=EVERY_KIND, manner=manner, think=lambda: town.clock.forward(READING_SECONDS),
    )  # fmt: skip


async def answer_and_look_again(one: Respondent) -> tuple[int, str]:
    await one.answer_everything()
    return one.id, await one.send(f"/receipt {one.receipts[0]}")


def asked(name: str) -> Question:
    question = EVERY_KIND.question(name)
    assert question
    return question


def as_read(tongue: Tongue, question: Question, intent: Intent) -> str:
    """An answer as the person who gave it reads it."""
    if intent.way:
        return tongue.say("survey.button.prefer_not" if intent.way is Action.PREFER_NOT else "survey.skipped")
    said = answer_words(question, Answer(options=intent.options, text=intent.kept or None), tongue.language)
    return tongue.say("survey.place.area", place=said) if intent.place else said


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_export_has_what_each_answered_and_in_which_language(trial: Trial, form: str) -> None:
    kept = Counter((row["language"], answers(row)) for row in trial.rows[form])
    assert kept == Counter((each.language, each.said) for each in trial.crowd)
    assert Counter(language for language, _ in kept.elements()) == dict.fromkeys(EVERY_KIND.languages, 2)


def test_every_kind_was_answered_in_each_of_its_ways(trial: Trial) -> None:
    """Or the comparison above would be of little."""
    intents = [(question, each.intents[question.name]) for each in trial.crowd for question in each.asked]
    given = Counter(
        (question.kind, bool(intent.written or intent.place)) for question, intent in intents if not intent.way
    )
    both = {Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK, Kind.RANGE, Kind.DATE, Kind.GEOPOINT}
    assert all(given[kind, wrote] for kind in both for wrote in (True, False))
    assert all(given[kind, True] for kind in (Kind.INTEGER, Kind.DECIMAL))
    assert {intent.way for _, intent in intents} >= {Action.SKIP, Action.PREFER_NOT}
    options = [intent.options for question, intent in intents if question.name == "places"]
    assert ("none",) in options
    assert any("other" in each for each in options)
    assert any(HIDDEN in intent.kept for _, intent in intents)


def test_everybody_reads_their_answers_before_they_send_them_and_again_with_their_receipt(trial: Trial) -> None:
    for one in trial.crowd:
        tongue = Tongue(one.language, EVERY_KIND)
        for question in one.asked:
            answer = as_read(tongue, question, one.intents[question.name])
            assert answer in without_signs(one.review).splitlines()
            assert answer in without_signs(trial.receipts[one.id]).splitlines()


def test_everybody_is_spoken_to_in_their_language_only(trial: Trial) -> None:
    for one in trial.crowd:
        tongue = Tongue(one.language, EVERY_KIND)
        for screen in trial.seen[one.id]:
            if is_list_of_languages(screen):
                continue
            assert tongue.strange_pieces(screen.text) == []
            assert [label for data, label in screen.buttons.items() if not tongue.says_on_button(label, data)] == []


def is_list_of_languages(screen: Screen) -> bool:
    """What is shown to somebody who has not chosen yet."""
    return WORDS.own_name("sv_simple") in screen.buttons.values()


def test_every_question_says_how_far_it_is_and_asks_in_the_language_of_whom_it_asks(trial: Trial) -> None:
    for one in trial.crowd:
        tongue = Tongue(one.language, EVERY_KIND)
        screens = [(open_question(screen), without_signs(screen.text).splitlines()) for screen in trial.seen[one.id]]
        for question, lines in [(asked(name), lines) for name, lines in screens if name]:
            assert tongue.progress_lines.intersection(lines) or question.kind is Kind.NOTE
            assert question.label[one.language] in lines or "${" in question.label[one.language]


def test_nobody_is_told_that_they_are_at_question_nought(trial: Trial) -> None:
    for one in trial.crowd:
        nought = Tongue(one.language, EVERY_KIND).say("survey.progress", number=0, of=9)
        assert not [screen.text for screen in trial.seen[one.id] if nought in without_signs(screen.text)]


def open_question(screen: Screen) -> str:
    taps = [tap for tap in map(read_tap, screen.buttons) if tap]
    return "" if any(tap.action is Action.SUBMIT for tap in taps) else next((tap.question for tap in taps), "")


def test_who_breaks_a_constraint_is_told_so_in_the_questions_own_words(trial: Trial) -> None:
    for one in trial.crowd:
        texts = [without_signs(screen.text) for screen in trial.seen[one.id]]
        for name in one.slipped:
            assert any(text.startswith(asked(name).constraint_message[one.language]) for text in texts)
    assert all(one.slipped == {"evenings", "code"} for one in trial.crowd[::2])


def test_telegram_refuses_nothing_and_warns_of_nothing(trial: Trial) -> None:
    assert not [call for call in trial.town.world.calls if call.refused]
    assert trial.town.world.warnings == []
    assert [line for line in trial.town.log.splitlines() if "[info" not in line] == []

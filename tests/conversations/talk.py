"""One whole conversation, from the first press to the receipt, with everything compared on the way."""

from random import Random
from sqlite3 import Connection

from survey.events import Action
from survey.order import relevant
from survey.questionnaire import Kind, Questionnaire
from survey.session import Answer, AnswerStatus
from tests.conversations.resident import Resident, Stuck
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person

LANGUAGES = (None, "sv", "en", "fi", "ar", "fa", "so", "uk", "de")


async def converse(house: House, kept: Connection, questionnaire: Questionnaire, number: int, seed: int) -> int:
    """Let one resident answer, look through the answers, change some and send them. Returns how many steps it took.

    Raises:
        Stuck: the resident met what nobody must meet; the message holds the seed that repeats it.
    """
    random = Random(f"{seed}/{number}")
    person = Person(house, 7_000_000_000 + number, random.choice(LANGUAGES))
    resident = Resident(person, questionnaire, random, kept)
    try:
        await resident.answer_everything()
        _compare(resident)
        for _ in range(random.choice((0, 0, 1, 2))):
            await _change_one(resident)
            _compare(resident)
        await _send(resident)
    except AssertionError as error:
        raise Stuck(f"conversation {number} of seed {seed}: {error}") from error
    finally:
        house.telegram.chats.pop(person.id, None)
    return resident.steps


async def _change_one(resident: Resident) -> None:
    """Change one answer from the review, and come back to it."""
    card = resident.card
    await resident.person.press(card.shown.buttons[resident.random.choice(card.labels(Action.EDIT))], card.shown)
    resident.opened()
    while not resident.card.is_review:
        resident.steps += 1
        await resident.answer()


async def _send(resident: Resident) -> None:
    """Send the answers: the chat and the response are parted."""
    card = resident.card
    response = resident.session()["response"]
    await resident.person.press(card.shown.buttons[card.labels(Action.SUBMIT)[0]], card.shown)
    status, receipt = resident.row("SELECT status, receipt FROM responses WHERE id = ?", response)
    if status != "submitted" or not receipt:
        raise Stuck(f"sent, and kept as {status}")
    if resident.row("SELECT 1 FROM sessions WHERE person = ?", resident.key):
        raise Stuck("sent, and the link to the chat is still there")


def _compare(resident: Resident) -> None:
    """What is kept is what was said, question by question, and nothing else."""
    kept = resident.stored()
    answers = {name: Answer(AnswerStatus(status), options, text) for name, (status, options, text) in kept.items()}
    applying = [question for question in relevant(resident.questionnaire, answers) if question.kind is not Kind.NOTE]
    if set(kept) != {question.name for question in applying}:
        raise Stuck(f"kept {sorted(kept)}, asked {[question.name for question in applying]}")
    said = resident.given
    wrong = {name: (answer, said.get(name)) for name, answer in kept.items() if answer != said.get(name)}
    if wrong:
        raise Stuck(f"kept and given differ: {wrong}")

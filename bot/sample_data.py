"""Sample data for a rehearsal: made-up responses over a month and made-up progress, both marked as such."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from bot.services import Services
from people.organisation import Organisation
from promises.promise import ProgressUpdate, Status
from storage.unit_of_work import UnitOfWork
from survey.ports import Response, ResponseId, ResponseStatus
from survey.questionnaire import Questionnaire
from survey.sample import sample_answers
from survey.session import Answer

CHANNEL = "sample"
LANGUAGES = ("sv", "sv", "sv", "sv", "en")
DAYS = 30
UNFINISHED_SHARE = 0.1

_UPDATES = (
    (
        "narcotics",
        Status.IN_PROGRESS,
        Organisation.POLICE,
        "Exempel: Två riktade insatser vid resecentrum under oktober.",
    ),
    (
        "prevention",
        Status.IN_PROGRESS,
        Organisation.MUNICIPALITY,
        "Exempel: Alla högstadieskolor har haft föräldramöte om droger.",
    ),
    (
        "dialogue",
        Status.DELAYED,
        Organisation.MUNICIPALITY,
        "Exempel: Höstens dialog i Björksätra flyttas till januari.",
    ),
)


class NotEmptyError(Exception):
    """The database already has responses; sample data only goes into an empty one."""


async def fill(services: Services, responses: int, seed: int) -> None:
    """Put in that many made-up responses and three made-up updates, the same for the same seed and day.

    Raises:
        NotEmptyError: there are responses already.
    """
    random = Random(seed)  # noqa: S311 - sample data has to be repeatable, not secret
    today = services.local_now().date()
    made = [_response(services.content.questionnaire, random, today) for _ in range(responses)]

    def put_in(work: UnitOfWork) -> None:
        round_name = services.content.questionnaire.round
        if work.counts.responses(round_name, submitted=False):
            raise NotEmptyError(NotEmptyError.__doc__)
        for response, answers in made:
            work.responses.add(response)
            for question, answer in answers.items():
                work.responses.put_answer(response.id, question, answer)
        for update in _updates(services):
            work.progress.add(update)

    await services.database.write(put_in)


def _response(questionnaire: Questionnaire, random: Random, today: date) -> tuple[Response, Mapping[str, Answer]]:
    answers = dict(sample_answers(questionnaire, random, today))
    day = today - timedelta(days=random.randrange(DAYS))
    finished = random.random() >= UNFINISHED_SHARE
    if not finished:
        answers = dict(list(answers.items())[: random.randint(1, len(answers) - 1)])
    response = Response(
        id=ResponseId(random.randbytes(16).hex()),
        status=ResponseStatus.SUBMITTED if finished else ResponseStatus.PARTIAL,
        survey=questionnaire.name,
        version=questionnaire.version,
        round=questionnaire.round,
        language=random.choice(LANGUAGES),
        channel=CHANNEL,
        started_on=day,
        submitted_on=day if finished else None,
        sample=True,
    )
    return response, answers


def _updates(services: Services) -> list[ProgressUpdate]:
    now = services.clock()
    return [
        ProgressUpdate(
            id=None,
            commitment=commitment,
            status=status,
            text=text,
            language="sv",
            source="",
            organisation=organisation,
            recorded=now - timedelta(days=days),
            sample=True,
            signed_by=tuple(Organisation),
        )
        for days, (commitment, status, organisation, text) in zip((9, 4, 2), _UPDATES, strict=True)
        if services.content.promise.commitment(commitment)
    ]

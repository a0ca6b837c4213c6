"""Responses that residents sent, put into the store as they are once sent."""

from collections.abc import Sequence
from datetime import date, timedelta

from storage.unit_of_work import UnitOfWork
from survey.ports import Response, ResponseId, ResponseStatus
from survey.session import Answer
from tests.integration.handlers.house import START, House

YESTERDAY = START.date() - timedelta(days=1)


async def answered(
    house: House,
    texts: Sequence[str],
    *,
    area: str = "centre",
    language: str = "sv",
    day: date = YESTERDAY,
    status: ResponseStatus = ResponseStatus.SUBMITTED,
    question: str = "wish",
) -> list[str]:
    """A response for each text ("" for one without words); returns their ids."""
    random = house.app.services.staffing.register.randomness
    ids = [random(16).hex() for _ in texts]

    def put_in(work: UnitOfWork) -> None:
        for number, text in zip(ids, texts, strict=True):
            sent = day if status is ResponseStatus.SUBMITTED else None
            made = Response(ResponseId(number), status, "trygg-vardag", 1, "first", language, "chat", day, sent)
            work.responses.add(made)
            work.responses.put_answer(made.id, "age", Answer(options=("age_16_19",)))
            if area:
                work.responses.put_answer(made.id, "area", Answer(options=(area,)))
            if text:
                work.responses.put_answer(made.id, question, Answer(text=text, language=language))

    await house.database._database.write(put_in)
    return ids

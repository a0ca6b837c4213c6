"""Box two: responses without a person."""

from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import bindparam, delete, select, update

from storage.answers import StoredAnswers
from storage.recounts import Recounts
from storage.seal import Seal
from storage.statements import Row, Statements
from storage.tables import responses
from survey.ports import Response, ResponseId, ResponseStatus
from survey.session import Answer

PAGE = 200
"""Responses held in memory at once while all of them are read."""

_THIS = responses.c.id == bindparam("of")
_SELECT = select(
    responses.c.id,
    responses.c.status,
    responses.c.survey,
    responses.c.version,
    responses.c.round,
    responses.c.language,
    responses.c.channel,
    responses.c.started_on,
    responses.c.submitted_on,
    responses.c.receipt,
    responses.c.sample,
)
_ADD = responses.insert()
_FIND = _SELECT.where(_THIS)
_FIND_BY_RECEIPT = _SELECT.where(responses.c.receipt == bindparam("mark"))
_UPDATE = update(responses).where(_THIS)
_REMOVE = delete(responses).where(_THIS)
_REMOVE_STARTED = delete(responses).where(
    responses.c.started_on < bindparam("before"), responses.c.status == bindparam("having")
)
_PAGE = (
    _SELECT.where(
        responses.c.id > bindparam("after"),
        responses.c.started_on >= bindparam("since"),
        responses.c.started_on <= bindparam("until"),
    )
    .order_by(responses.c.id)
    .limit(PAGE)
)


class StoredResponses:
    """`survey.ports.Responses`."""

    def __init__(self, statements: Statements, seal: Seal) -> None:
        self._statements = statements
        self._answers = StoredAnswers(statements, seal)
        self._recounts = Recounts(statements)

    def add(self, response: Response, /) -> None:
        """Keep a new response."""
        self._statements.run(
            _ADD,
            id=response.id,
            survey=response.survey,
            version=response.version,
            round=response.round,
            channel=response.channel,
            started_on=response.started_on,
            sample=response.sample,
            **_changing(response),
        )
        self._recounts.response(response.id)

    def find(self, response: ResponseId, /) -> Response | None:
        """The response of that id."""
        row = self._statements.first(_FIND, of=response)
        return _response(row) if row else None

    def find_by_receipt(self, receipt: str, /) -> Response | None:
        """The response whose receipt hashes to this."""
        row = self._statements.first(_FIND_BY_RECEIPT, mark=receipt)
        return _response(row) if row else None

    def update(self, response: Response, /) -> None:
        """Replace status, language, dates and receipt."""
        self._recounts.response(response.id)  # it may have belonged to another day
        self._statements.run(_UPDATE, of=response.id, started_on=response.started_on, **_changing(response))
        self._recounts.response(response.id)

    def remove(self, response: ResponseId, /) -> None:
        """Erase the response; its answers go with it."""
        self._recounts.response(response)
        self._statements.run(_REMOVE, of=response)

    def drop_texts(self, before: date, /) -> int:
        """Forget the free text of responses started before that day; returns how many answers lost their words."""
        return self._answers.drop_texts(before)

    def remove_started(self, before: date, status: ResponseStatus, /) -> int:
        """Erase responses of that status started before that day; returns how many."""
        self._recounts.started(before, status)
        return self._statements.run(_REMOVE_STARTED, before=before, having=status.value)

    def answers(self, response: ResponseId, /) -> Mapping[str, Answer]:
        """Its answers by question."""
        return self._answers.of(response)

    def put_answer(self, response: ResponseId, question: str, answer: Answer, /) -> None:
        """Keep one answer, replacing an earlier one."""
        self._answers.put(response, question, answer)
        self._recounts.response(response)

    def drop_answer(self, response: ResponseId, question: str, /) -> None:
        """Remove one answer."""
        self._answers.drop(response, question)
        self._recounts.response(response)

    def everything(self, since: date | None, until: date | None, /) -> Iterator[tuple[Response, Mapping[str, Answer]]]:
        """Responses started in [since, until], with their answers, by random id, a page at a time."""
        after = ""
        while page := self._page(after, since or date.min, until or date.max):
            answers = self._answers.between(page[0].id, page[-1].id)
            for response in page:
                yield response, answers.get(response.id, {})
            after = page[-1].id

    def _page(self, after: str, since: date, until: date) -> list[Response]:
        rows = self._statements.all(_PAGE, after=after, since=since, until=until)
        return [_response(row) for row in rows]


def _changing(response: Response) -> dict[str, object]:
    return {
        "status": response.status.value,
        "language": response.language,
        "submitted_on": response.submitted_on,
        "receipt": response.receipt,
    }


def _response(row: Row) -> Response:
    number, status, *rest = row
    return Response(ResponseId(number), ResponseStatus(status), *rest)

"""The answers of box two: options by name, words encrypted."""

import json
from collections.abc import Mapping
from datetime import date

from sqlalchemy import bindparam, delete, null, select, update

from storage.seal import Seal
from storage.statements import Row, Statements
from storage.tables import answers, responses
from storage.upsert import insert_or_replace
from survey.ports import ResponseId
from survey.session import Answer, AnswerStatus

_SELECT = select(
    answers.c.response,
    answers.c.question,
    answers.c.status,
    answers.c.options,
    answers.c.text,
    answers.c.language,
)
_OF = _SELECT.where(answers.c.response == bindparam("of"))
_BETWEEN = _SELECT.where(answers.c.response.between(bindparam("first"), bindparam("last")))
_PUT = insert_or_replace(answers)
_DROP = delete(answers).where(answers.c.response == bindparam("of"), answers.c.question == bindparam("to"))
_DROP_TEXTS = (
    update(answers)
    .where(
        answers.c.text.is_not(None),
        answers.c.response.in_(select(responses.c.id).where(responses.c.started_on < bindparam("before"))),
    )
    .values(text=null(), language=null())
)


class StoredAnswers:
    """Answers by response and question."""

    def __init__(self, statements: Statements, seal: Seal) -> None:
        self._statements = statements
        self._seal = seal

    def of(self, response: ResponseId) -> Mapping[str, Answer]:
        """One response's answers by question."""
        return {row[1]: self._answer(row) for row in self._statements.all(_OF, of=response)}

    def between(self, first: ResponseId, last: ResponseId) -> Mapping[str, Mapping[str, Answer]]:
        """The answers of every response whose id lies in [first, last], by response and question."""
        found: dict[str, dict[str, Answer]] = {}
        for row in self._statements.all(_BETWEEN, first=first, last=last):
            found.setdefault(row[0], {})[row[1]] = self._answer(row)
        return found

    def put(self, response: ResponseId, question: str, answer: Answer) -> None:
        """Keep one answer, replacing an earlier one."""
        self._statements.run(
            _PUT,
            response=response,
            question=question,
            status=answer.status.value,
            options=json.dumps(answer.options),
            text=None if answer.text is None else self._seal.close_text(answer.text),
            language=answer.language,
        )

    def drop(self, response: ResponseId, question: str) -> None:
        """Remove one answer."""
        self._statements.run(_DROP, of=response, to=question)

    def drop_texts(self, before: date) -> int:
        """Forget the words of answers in responses started before that day; the options stay."""
        return self._statements.run(_DROP_TEXTS, before=before)

    def _answer(self, row: Row) -> Answer:
        _, _, status, options, text, language = row
        words = None if text is None else self._seal.open_text(text)
        return Answer(AnswerStatus(status), tuple(json.loads(options)), words, language)

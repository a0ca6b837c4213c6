"""Counts over responses. They pass no guard here: only the guard may show them."""

import json
from collections import Counter
from collections.abc import Mapping

from sqlalchemy import bindparam, func, select

from storage.statements import Statements
from storage.tables import answers, responses
from survey.ports import ResponseStatus

_IN_ROUND = responses.c.round == bindparam("in_round")
_SUBMITTED = responses.c.status == ResponseStatus.SUBMITTED.value
_COUNT_STARTED = select(func.count()).select_from(responses).where(_IN_ROUND)
_COUNT_SUBMITTED = _COUNT_STARTED.where(_SUBMITTED)
_ANY_SAMPLE = select(responses.c.id).where(_IN_ROUND, responses.c.sample).limit(1)
_CHOSEN = (
    select(answers.c.options, func.count())
    .join_from(responses, answers, answers.c.response == responses.c.id)
    .where(_IN_ROUND, _SUBMITTED, answers.c.question == bindparam("to"))
    .group_by(answers.c.options)
)


class StoredCounts:
    """`digests.ports.Counts`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def responses(self, round_name: str, /, *, submitted: bool) -> int:
        """Responses of the round submitted (or, with False, started)."""
        statement = _COUNT_SUBMITTED if submitted else _COUNT_STARTED
        return int(self._statements.all(statement, in_round=round_name)[0][0])

    def has_sample(self, round_name: str, /) -> bool:
        """Whether any response of the round is made up."""
        return self._statements.first(_ANY_SAMPLE, in_round=round_name) is not None

    def answers(self, round_name: str, question: str, /) -> Mapping[str, int]:
        """How many submitted responses of the round chose each option of a question."""
        found: Counter[str] = Counter()
        for options, times in self._statements.all(_CHOSEN, in_round=round_name, to=question):
            for option in json.loads(options):
                found[option] += times
        return dict(found)

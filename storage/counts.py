"""Counts over responses. They pass no guard here: only the guard may show them."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date

from sqlalchemy import bindparam, func, select

from storage.statements import Statements
from storage.tables import answers, responses
from storage.tallies import ON_DAY, PARTIAL, SAMPLE, SUBMITTED, Tallies
from survey.ports import ResponseStatus

_OPEN = (responses.c.round == bindparam("in_round"), responses.c.status == ResponseStatus.OPEN.value)
_COUNT_OPEN = select(func.count()).select_from(responses).where(*_OPEN)
_OPEN_SAMPLE = select(responses.c.id).where(*_OPEN, responses.c.sample).limit(1)
_CHOSEN = (
    select(answers.c.options, func.count())
    .join_from(responses, answers, answers.c.response == responses.c.id)
    .where(*ON_DAY, answers.c.question == bindparam("to"))
    .group_by(answers.c.options)
)


class StoredCounts:
    """`digests.ports.Counts`, and how many responses there are at all, which nobody is told."""

    def __init__(self, statements: Statements, *, keep: bool) -> None:
        self._statements = statements
        self._tallies = Tallies(statements, keep=keep)

    def responses(self, round_name: str, /, *, submitted: bool) -> int:
        """Responses of the round submitted (or, with False, started)."""
        found = self._tallies.responses(round_name)
        if submitted:
            return found[SUBMITTED]
        return found[SUBMITTED] + found[PARTIAL] + int(self._statements.all(_COUNT_OPEN, in_round=round_name)[0][0])

    def has_sample(self, round_name: str, /) -> bool:
        """Whether any response of the round is made up."""
        if self._tallies.responses(round_name)[SAMPLE]:
            return True
        return self._statements.first(_OPEN_SAMPLE, in_round=round_name) is not None

    def answers(self, round_name: str, question: str, /) -> Mapping[str, int]:
        """How many submitted responses of the round chose each option of a question."""

        def count(day: date) -> Mapping[str, int]:
            found: Counter[str] = Counter()
            rows = self._statements.all(_CHOSEN, in_round=round_name, on_day=day, to=question)
            for options, times in rows:
                for option in json.loads(options):
                    found[option] += times
            return found

        return self._tallies.total(round_name, f"chosen {question}", count)

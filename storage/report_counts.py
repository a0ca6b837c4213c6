"""Counts for a report, over the responses submitted in some months. They pass no guard here."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date

from sqlalchemy import and_, bindparam, func, select

from storage.statements import Statements
from storage.tables import answers, responses
from survey.ports import ResponseStatus

_SPLIT = answers.alias("split")
_IN_MONTHS = (
    responses.c.round == bindparam("in_round"),
    responses.c.status == ResponseStatus.SUBMITTED.value,
    responses.c.submitted_on >= bindparam("first"),
    responses.c.submitted_on <= bindparam("last"),
    answers.c.question == bindparam("to"),
)
_CHOSEN = (
    select(answers.c.options, func.count())
    .join_from(responses, answers, answers.c.response == responses.c.id)
    .where(*_IN_MONTHS)
    .group_by(answers.c.options)
)
_CROSSED = (
    select(_SPLIT.c.options, answers.c.options, func.count())
    .join_from(responses, answers, answers.c.response == responses.c.id)
    .join(_SPLIT, and_(_SPLIT.c.response == responses.c.id, _SPLIT.c.question == bindparam("by")))
    .where(*_IN_MONTHS)
    .group_by(_SPLIT.c.options, answers.c.options)
)


class StoredReportCounts:
    """`digests.report.ReportCounts`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def chosen(self, round_name: str, first: date, last: date, question: str, /) -> Mapping[str, int]:
        """How many chose each option among the responses submitted from one day to another."""
        found: Counter[str] = Counter()
        for options, times in self._statements.all(_CHOSEN, in_round=round_name, first=first, last=last, to=question):
            for option in json.loads(options):
                found[option] += times
        return found

    def crossed(
        self, round_name: str, first: date, last: date, question: str, by: str, /
    ) -> Mapping[str, Mapping[str, int]]:
        """The same for each option of another question, by that option."""
        found: dict[str, Counter[str]] = {}
        rows = self._statements.all(_CROSSED, in_round=round_name, first=first, last=last, to=question, by=by)
        for split, options, times in rows:
            for row in json.loads(split):
                for option in json.loads(options):
                    found.setdefault(row, Counter())[option] += times
        return found

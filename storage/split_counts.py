"""Counts of responses by who gave them, and of texts that wait. Only the guard may show them."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam, func, or_, select, true

from storage.statements import Statements
from storage.tables import answers, readings, responses
from survey.ports import ResponseStatus

_IN_ROUND = responses.c.round == bindparam("in_round")
_SUBMITTED = responses.c.status == ResponseStatus.SUBMITTED.value
_OPEN = responses.c.status != ResponseStatus.SUBMITTED.value
_NOTHING = json.dumps([])

_groups = answers.alias("who")
_OF_GROUP = (_groups.c.response == responses.c.id) & (_groups.c.question == bindparam("by"))
_SPLIT = (
    select(_groups.c.options, answers.c.options, func.count())
    .join_from(responses, answers, answers.c.response == responses.c.id)
    .join(_groups, _OF_GROUP)
    .where(_IN_ROUND, _SUBMITTED, answers.c.question == bindparam("to"))
    .group_by(_groups.c.options, answers.c.options)
)
_ANSWERED = (
    select(_groups.c.options, func.count())
    .join_from(responses, answers, answers.c.response == responses.c.id)
    .join(_groups, _OF_GROUP)
    .where(_IN_ROUND, _SUBMITTED, answers.c.question == bindparam("to"), answers.c.options != _NOTHING)
    .group_by(_groups.c.options)
)
_LANGUAGES = (
    select(responses.c.language, func.count())
    .join_from(responses, answers, answers.c.response == responses.c.id)
    .where(_IN_ROUND, _SUBMITTED, answers.c.question == bindparam("to"), answers.c.options != _NOTHING)
    .group_by(responses.c.language)
)
_UNFINISHED = (
    select(answers.c.response, answers.c.question)
    .join_from(responses, answers, answers.c.response == responses.c.id)
    .where(_IN_ROUND, _OPEN)
)
_UNREAD = readings.c.read_on.is_(None) & or_(readings.c.withheld.is_(None), readings.c.withheld != true())
_TEXTS = (
    select(_groups.c.options, func.count())
    .join_from(responses, answers, answers.c.response == responses.c.id)
    .outerjoin(_groups, _OF_GROUP)
    .outerjoin(readings, (readings.c.response == answers.c.response) & (readings.c.question == answers.c.question))
    .where(_IN_ROUND, _SUBMITTED, answers.c.text.is_not(None), _UNREAD)
    .group_by(_groups.c.options)
)


class StoredSplitCounts:
    """`digests.ports.SplitCounts`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def split(self, round_name: str, by: str, question: str, /) -> Mapping[tuple[str, str], int]:
        """How many submitted responses of the round chose both: an option of `by`, and one of the question."""
        found: Counter[tuple[str, str]] = Counter()
        for groups, options, times in self._statements.all(_SPLIT, in_round=round_name, by=by, to=question):
            for group in json.loads(groups):
                for option in json.loads(options):
                    found[group, option] += times
        return dict(found)

    def answered(self, round_name: str, by: str, question: str, /) -> Mapping[str, int]:
        """How many submitted responses of the round chose each option of `by`, and any of the question."""
        found: Counter[str] = Counter()
        for groups, times in self._statements.all(_ANSWERED, in_round=round_name, by=by, to=question):
            for group in json.loads(groups):
                found[group] += times
        return dict(found)

    def languages(self, round_name: str, question: str, /) -> Mapping[str, int]:
        """Of the submitted responses of the round that chose an option of the question: how many in each language."""
        rows = self._statements.all(_LANGUAGES, in_round=round_name, to=question)
        return {language: int(times) for language, times in rows}

    def furthest(self, round_name: str, order: Sequence[str], /) -> Mapping[str, int]:
        """How many responses of the round that were never submitted got as far as each question of that order."""
        place = {name: number for number, name in enumerate(order)}
        got: dict[str, int] = {}
        for response, question in self._statements.all(_UNFINISHED, in_round=round_name):
            if question in place:
                got[response] = max(got.get(response, 0), place[question])
        return dict(Counter(order[number] for number in got.values()))


class StoredUnreadTexts:
    """`digests.ports.UnreadTexts`: texts that nobody has marked as read, but for those that are withheld."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def by_option(self, round_name: str, question: str, /) -> Mapping[str, int]:
        """How many texts of submitted responses of the round wait, by what was chosen at a question."""
        found: Counter[str] = Counter()
        for options, times in self._statements.all(_TEXTS, in_round=round_name, by=question):
            found[(json.loads(options or _NOTHING) or [""])[0]] += times
        return dict(found)

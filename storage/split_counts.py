"""Counts of responses by who gave them. Only the guard may show them."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import bindparam, func, select

from storage.statements import Row, Statements
from storage.tables import answers, responses
from storage.tallies import LEFT_ON_DAY, ON_DAY, Tallies
from survey.ports import ResponseStatus

_NOTHING = json.dumps([])

_groups = answers.alias("who")
_OF_GROUP = (_groups.c.response == responses.c.id) & (_groups.c.question == bindparam("by"))
_ANSWERS = select(_groups.c.options, answers.c.options, func.count()).join_from(
    responses, answers, answers.c.response == responses.c.id
)
_SPLIT = (
    _ANSWERS.join(_groups, _OF_GROUP)
    .where(*ON_DAY, answers.c.question == bindparam("to"))
    .group_by(_groups.c.options, answers.c.options)
)
_LANGUAGES = (
    select(responses.c.language, func.count())
    .join_from(responses, answers, answers.c.response == responses.c.id)
    .where(*ON_DAY, answers.c.question == bindparam("to"), answers.c.options != _NOTHING)
    .group_by(responses.c.language)
)
_REACHED = select(answers.c.response, answers.c.question).join_from(
    responses, answers, answers.c.response == responses.c.id
)
_LEFT = _REACHED.where(*LEFT_ON_DAY)
_OPEN = _REACHED.where(responses.c.round == bindparam("in_round"), responses.c.status == ResponseStatus.OPEN.value)


class StoredSplitCounts:
    """`digests.ports.SplitCounts`."""

    def __init__(self, statements: Statements, *, keep: bool) -> None:
        self._statements = statements
        self._tallies = Tallies(statements, keep=keep)

    def split(self, round_name: str, by: str, question: str, /) -> Mapping[tuple[str, str], int]:
        """How many submitted responses of the round chose both: an option of `by`, and one of the question."""

        def count(day: date) -> Mapping[str, int]:
            found: Counter[str] = Counter()
            for groups, options, times in self._split(round_name, day, by, question):
                for group in json.loads(groups):
                    found.update({f"{group} {option}": times for option in json.loads(options)})
            return found

        # No option's name has a space.
        found = self._tallies.total(round_name, f"split {by} {question}", count)
        return {(cell.partition(" ")[0], cell.partition(" ")[2]): times for cell, times in found.items()}

    def answered(self, round_name: str, by: str, question: str, /) -> Mapping[str, int]:
        """How many submitted responses of the round chose each option of `by`, and any of the question."""

        def count(day: date) -> Mapping[str, int]:
            found: Counter[str] = Counter()
            for groups, options, times in self._split(round_name, day, by, question):
                if json.loads(options):
                    found.update(dict.fromkeys(json.loads(groups), times))
            return found

        return self._tallies.total(round_name, f"answered {by} {question}", count)

    def languages(self, round_name: str, question: str, /) -> Mapping[str, int]:
        """Of the submitted responses of the round that chose an option of the question: how many in each language."""

        def count(day: date) -> Mapping[str, int]:
            rows = self._statements.all(_LANGUAGES, in_round=round_name, on_day=day, to=question)
            return {language: int(times) for language, times in rows}

        return self._tallies.total(round_name, f"languages {question}", count)

    def furthest(self, round_name: str, order: Sequence[str], /) -> Mapping[str, int]:
        """How many responses of the round that were never submitted got as far as each question of that order.

        Those that are open still move, and are counted each time: after three days they are left or sent.
        """

        def count(day: date) -> Mapping[str, int]:
            return _furthest(self._statements.all(_LEFT, in_round=round_name, on_day=day), order)

        mark = hashlib.sha256(" ".join(order).encode()).hexdigest()
        left = self._tallies.total(round_name, f"furthest {mark}", count)
        return left + Counter(_furthest(self._statements.all(_OPEN, in_round=round_name), order))

    def _split(self, round_name: str, day: date, by: str, question: str) -> Sequence[Row]:
        return self._statements.all(_SPLIT, in_round=round_name, on_day=day, by=by, to=question)


def _furthest(reached: Sequence[Row], order: Sequence[str]) -> Mapping[str, int]:
    """By question, how many responses got that far, of rows of a response and a question it answered."""
    place = {name: number for number, name in enumerate(order)}
    got: dict[str, int] = {}
    for response, question in reached:
        if question in place:
            got[response] = max(got.get(response, 0), place[question])
    return Counter(order[number] for number in got.values())

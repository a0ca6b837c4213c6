"""How followers answered the questions under digests: sums only."""

from collections.abc import Mapping

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from storage.statements import Statements
from storage.tables import pulse

_ADD = insert(pulse).on_conflict_do_update(
    index_elements=[pulse.c.question, pulse.c.option], set_={"times": pulse.c.times + 1}
)
_ANSWERS = select(pulse.c.option, pulse.c.times).where(pulse.c.question == bindparam("of"))


class StoredPulse:
    """`digests.ports.Pulse`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def add(self, question: str, option: str, /) -> None:
        """Once more that option."""
        self._statements.run(_ADD, question=question, option=option, times=1)

    def answers(self, question: str, /) -> Mapping[str, int]:
        """How often each option was chosen."""
        return {option: int(times) for option, times in self._statements.all(_ANSWERS, of=question)}

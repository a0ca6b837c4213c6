"""Who already answered a round, as hashes whose key dies with the round."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, select

from storage.seal import Seal
from storage.statements import Statements
from storage.tables import participations, rounds
from storage.upsert import insert_if_new

_THIS = rounds.c.name == bindparam("of")
_KEY = select(rounds.c.key).where(_THIS)
_OPEN_ROUNDS = select(rounds.c.name)
_OPEN = insert_if_new(rounds)
_CLOSE = delete(rounds).where(_THIS)
_CLAIM = insert_if_new(participations)
_HAS = select(participations.c.guard).where(
    participations.c.round == bindparam("of"), participations.c.guard == bindparam("mark")
)


class StoredParticipations:
    """`survey.ports.Participations`."""

    def __init__(self, statements: Statements, seal: Seal) -> None:
        self._statements = statements
        self._seal = seal

    def round_key(self, name: str, fresh: bytes, /) -> bytes:
        """The round's key; `fresh` is kept as its key where the round has none yet."""
        known = self.find_round_key(name)
        if known is None:
            self._statements.run(_OPEN, name=name, key=self._seal.close(fresh))
        return known or fresh

    def find_round_key(self, name: str, /) -> bytes | None:
        """The round's key, or None where nobody has submitted in it yet."""
        row = self._statements.first(_KEY, of=name)
        return self._seal.open(row[0]) if row else None

    def claim(self, round_name: str, guard: str, /) -> bool:
        """Note that this person submitted in the round; False where they already had."""
        return self._statements.run(_CLAIM, round=round_name, guard=guard) == 1

    def has(self, round_name: str, guard: str, /) -> bool:
        """Whether this person already submitted in the round."""
        return self._statements.first(_HAS, of=round_name, mark=guard) is not None

    def open_rounds(self) -> Sequence[str]:
        """Rounds that still have a key."""
        return [name for (name,) in self._statements.all(_OPEN_ROUNDS)]

    def close(self, round_name: str, /) -> None:
        """End the round: its key is removed, and the hashes with it."""
        self._statements.run(_CLOSE, of=round_name)

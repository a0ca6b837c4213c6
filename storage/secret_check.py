"""Whether the secret is the one this database was written with, asked once before anything is written with another."""

from people.ports import UnitsOfWork
from storage.errors import UnreadableValue, WrongSecret
from storage.unit_of_work import UnitOfWork

CANARY = "secret"
"""The name of a stored key that nothing is made with: it only has to be readable."""


async def check_key(database: UnitsOfWork[UnitOfWork], fresh: bytes) -> None:
    """Read what is sealed in the database; `fresh` is 32 random bytes, kept as the canary where there is none yet.

    Raises:
        WrongSecret: it was written with another secret.
    """

    def check(work: UnitOfWork) -> None:
        for name in work.participations.open_rounds():
            work.participations.find_round_key(name)
        work.keys.key(CANARY, fresh)

    try:
        await database.write(check)
    except UnreadableValue:
        raise WrongSecret from None

"""What came of running one unit of work, as a value that can cross from thread to thread."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from storage.driver_errors import storage_error
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Done:
    """It ran; this is what it returned."""

    result: Any


@dataclass(frozen=True, slots=True)
class Failed:
    """It raised; a driver's error is already in our words."""

    error: BaseException


Outcome = Done | Failed


def attempt(work: Callable[[UnitOfWork], Any], unit_of_work: UnitOfWork) -> Outcome:
    """Run the unit; whatever it raises belongs to its caller and not to this thread."""
    try:
        return Done(work(unit_of_work))
    except BaseException as error:  # noqa: BLE001 - it goes to the caller
        return failed(error)


def failed(error: BaseException) -> Failed:
    """The failure as its caller may see it."""
    if isinstance(error, StopIteration):
        # A future refuses it, and its caller would wait for ever.
        return Failed(RuntimeError("a unit of work raised StopIteration"))
    return Failed(storage_error(error) or error)

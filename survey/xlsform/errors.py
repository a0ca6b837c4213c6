"""What can be wrong with a spreadsheet."""

from collections.abc import Iterable
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from survey.errors import SurveyError


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A cell. `rank` is the sheet's place in the workbook; rows and columns count from 1."""

    rank: int
    row: int
    column: int
    sheet: str

    def __str__(self) -> str:
        return f"{self.sheet}!{get_column_letter(self.column)}{self.row}"


@dataclass(frozen=True, slots=True, order=True)
class CellProblem:
    """Something wrong in a spreadsheet, and where."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class XlsformErrors(SurveyError):  # noqa: N818 - it carries several
    """A spreadsheet cannot be used; `problems` has a line for each reason."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))

"""A sheet of an Excel workbook that takes any words as words, and says which it cannot hold."""

import re
from collections.abc import Sequence
from typing import Any

from xlsxwriter.worksheet import Worksheet

from survey.cells import no_formula

_TOO_LONG = -2
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(f"_(?=x[0-9A-Fa-f]{{1,4}}(_|{_NOT_IN_XML.pattern}))")
"""Four figures have a meaning in Excel, fewer in LibreOffice; what XML cannot hold begins with an underscore there."""


class TooLongError(Exception):
    """An answer is longer than the 32,767 characters that an Excel cell holds."""


class WordsSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter has no types
    """The library's sheet without its two readings of words that are not ours."""

    def write_words(self, row: int, column: int, words: str) -> None:
        """Write words as text, never as a formula.

        Raises:
            TooLongError: they would be cut (32,767 UTF-16 units: Excel specifications and limits).
        """
        if self.write_string(row, column, no_formula(words)) == _TOO_LONG:
            raise TooLongError(TooLongError.__doc__)

    def write_row_of_words(self, row: int, words: Sequence[str]) -> None:
        """Write each from the first column on; an empty one is an empty cell."""
        for column, text in enumerate(words):
            if text:
                self.write_words(row, column, text)

    def _xml_rich_inline_string(self, string: str, attributes: Any = ()) -> None:
        """Words that begin with <r> and end with </r> are words: as XML they could break the whole file."""
        self._xml_inline_string(string, preserve=True, attributes=attributes)

    @staticmethod
    def _escape_control_characters(data: str) -> str:
        """`_x000D_` as ISO 29500 has it (22.9.2.19): every underscore that would begin an escape is escaped itself."""
        data = _LOOKS_ESCAPED.sub("_x005F_", data)
        return _NOT_IN_XML.sub(lambda letter: f"_x{ord(letter[0]):04X}_", data)

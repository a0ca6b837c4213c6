"""A report's page as somebody reads it who copies every figure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_MOST = re.compile(r"(\w+) Vanligast: (.+)\.")


@dataclass
class PageTable:
    """One table under its heading. Where it is split, `columns` are the options; else each row has one figure."""

    heading: str
    columns: list[str] = field(default_factory=list)
    rows: dict[str, list[str]] = field(default_factory=dict)


class Page(HTMLParser):
    """`tables` in their order, and the `lines` of the page's lists."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: list[PageTable] = []
        self.lines: list[str] = []
        self._heading = self._row = self._text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self._text = "" if tag in ("h3", "th", "td", "li") else self._text
        if tag == "table":
            self.tables.append(PageTable(self._heading))
        if tag == "tr":
            self._row = ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        match tag:
            case "h3":
                self._heading = self._text
            case "li":
                self.lines.append(self._text)
            case "th" if not self.tables[-1].rows and self._in_head:
                self.tables[-1].columns.append(self._text)
            case "th":
                self._row = self._text
                self.tables[-1].rows[self._row] = []
            case "td" if self._row:
                self.tables[-1].rows[self._row].append(self._text)
            case "thead":
                self._in_head = False
            case "table":
                self._in_head = True

    _in_head = True

    def most(self) -> Iterator[tuple[str, dict[str, int]]]:
        """The summary's sentences: a question's name, and the options it names."""
        for line in self.lines:
            if found := _MOST.fullmatch(line):
                cells = (cell.rpartition(": ") for cell in found[2].split("; "))
                yield found[1], {label: int(count) for label, _, count in cells}


def number(cell: str) -> int | None:
    """The figure of a cell; None where there are too few."""
    return int(cell) if cell.isdigit() else None

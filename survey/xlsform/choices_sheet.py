"""The sheet `choices`: options by the name of their list."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from survey.xlsform.columns import OURS, Columns, Row, Table, language_name, refused
from survey.xlsform.errors import CellProblem, Place
from survey.xlsform.tree import Data, Tree
from survey.xlsform.wording import spoken

LIST, NAME, LABEL = "list_name", "name", "label"
OTHER, EXCLUSIVE, ENDS = (OURS + word for word in ("other", "exclusive", "ends"))
OTHER_OPTION = "other"
"""What XLSForm calls the option that `or_other` adds."""

_NO_MEDIA = "options are words here: no picture and no sound"
COLUMNS = Columns(
    read=(LIST, NAME, LABEL, OTHER, EXCLUSIVE, ENDS),
    spoken=(LABEL,),
    refused=dict.fromkeys(("media", "image", "big-image", "audio", "video"), _NO_MEDIA),
    aliases={"value": NAME},
)
_YES = frozenset(("yes", "true", "true()", "1"))
_NO = frozenset(("", "no", "false", "false()", "0"))

OtherWords = Callable[[str], str | None]
"""What the option of `or_other` says in a language; None where nobody has told."""


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of options, and what `or_other` says."""

    rows: Mapping[str, Sequence[Row]]
    languages: Sequence[str]
    other_words: OtherWords


@dataclass(frozen=True, slots=True)
class ListReading:
    """Reads the options of the question at a place."""

    lists: Lists
    tree: Tree
    problems: list[CellProblem]
    place: Place

    def options(self, name: str, exclusive: Iterable[str], *, other: bool) -> Data:
        """The options of that list as a questionnaire's file has them; `other`: one asks for words of its own."""
        rows = self.lists.rows.get(name)
        if rows is None:
            self._tell(self.place, f'the sheet "choices" has no list "{name}"')
        known = {row.cell(NAME).text for row in rows or ()}
        for unknown in sorted(set(exclusive) - known):
            self._tell(self.place, f'the list "{name}" has no option "{unknown}", which the constraint speaks of')
        marked = {EXCLUSIVE: set(exclusive), OTHER: {OTHER_OPTION} if other else set()}
        options = [self._option(row, marked) for row in rows or ()]
        if other and OTHER_OPTION not in known:
            options.append(self._added_option())
        return self.tree.node(options, self.place)

    def _added_option(self) -> Data:
        words = {language: self.lists.other_words(language) for language in self.lists.languages}
        for language, said_there in words.items():
            if said_there is None:
                said = f"or_other has no words in {language_name(language)}; give the option a row, with yes in {OTHER}"
                self._tell(self.place, said)
        label = {language: said_there or language for language, said_there in words.items()}
        return self.tree.node({"name": OTHER_OPTION, "label": label, "other": True}, self.place)

    def _option(self, row: Row, marked: Mapping[str, set[str]]) -> Data:
        name = row.cell(NAME)
        option: dict[str, Data] = {
            "name": self.tree.node(name.text, name.place),
            "label": spoken(row, LABEL, self.lists.languages, self.tree),
        }
        for word in (OTHER, EXCLUSIVE, ENDS):
            cell = row.cell(word)
            if truth(cell.text, cell.place, self.problems) or name.text in marked.get(word, ()):
                option[word.removeprefix(OURS)] = self.tree.node(True, cell.place)
        return self.tree.node(option, name.place)

    def _tell(self, place: Place, message: str) -> None:
        self.problems.append(CellProblem(place, message))


def read_lists(
    table: Table | None, languages: Sequence[str], other_words: OtherWords, problems: list[CellProblem]
) -> Lists:
    """The lists of the sheet; none where there is no such sheet."""
    rows: dict[str, list[Row]] = {}
    for row in table.rows if table else ():
        problems += refused(row, COLUMNS)
        if row.cell(LIST).text:
            rows.setdefault(row.cell(LIST).text, []).append(row)
        elif row.cell(NAME).text:
            problems.append(CellProblem(row.cell(LIST).place, "in which list? The list_name is missing"))
    return Lists(rows, languages, other_words)


def truth(text: str, place: Place, problems: list[CellProblem]) -> bool:
    """Yes or no."""
    word = text.strip().lower()
    if word not in _YES | _NO:
        problems.append(CellProblem(place, "yes or no is expected here; a condition cannot be carried over"))
    return word in _YES

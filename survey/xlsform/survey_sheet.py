"""The sheet `survey`: questions in their order, and the groups around them, as a questionnaire's file has them."""

import re
from dataclasses import dataclass, field

from survey.form import GROUP
from survey.questionnaire import Kind
from survey.xlsform.choices_sheet import ListReading, Lists, truth
from survey.xlsform.columns import OURS, Columns, Row, Table, refused
from survey.xlsform.constraint import Limits, limits
from survey.xlsform.errors import CellProblem, Place
from survey.xlsform.expression import NotUnderstood, parse
from survey.xlsform.question_types import BEGIN, END, QuestionType, read_type
from survey.xlsform.relevant import condition_data
from survey.xlsform.tree import Data, Tree, as_number
from survey.xlsform.wording import says, spoken
from survey.xlsform.workbook import Cell

PREFER_NOT, ORIGIN, PLACES, MAX_LENGTH = (OURS + word for word in ("prefer_not", "origin", "places", "max_length"))

COLUMNS = Columns(
    read=(
        "type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message", "parameters",
        "disabled", PREFER_NOT, ORIGIN, PLACES, MAX_LENGTH,
    ),
    spoken=("label", "hint", "constraint_message"),
    refused={
        "calculation": "nothing is calculated here",
        "repeat_count": "questions that repeat cannot be carried over",
        "choice_filter": "options that hang on earlier answers cannot be carried over",
        "default": "nothing is answered beforehand here",
        "read_only": "whatever is asked can be answered here",
        "trigger": "nothing is calculated here",
        "guidance_hint": "there is one hint, which everybody sees; put it there",
        "required_message": "the bot has its own words for this",
        "bind": "only XLSForm's own columns can be carried over",
        "instance": "only XLSForm's own columns can be carried over",
        "save_to": "nothing is saved elsewhere",
        **dict.fromkeys(("media", "image", "big-image", "audio", "video"), "questions are words: no picture, no sound"),
    },
    passed_over=("appearance", "note", "notes", "comment", "comments", "body", "rows"),
    aliases={"tag": "name"},
)  # fmt: skip
"""An appearance says how another tool draws the question; here all are drawn alike."""

_PARAMETER = re.compile(r"([a-z_-]+)\s*=\s*([^\s,;]+)")
_USUAL_RANGE = {"start": "1", "end": "10"}
"""What XLSForm takes where a range does not say."""


@dataclass(slots=True)
class _Group:
    """A group that is open. One without a label is only a condition, which its questions take over.

    `refused`: something in it has been.
    """

    row: Row
    labelled: bool
    conditions: list[Data] = field(default_factory=list)
    questions: list[Data] = field(default_factory=list)
    refused: bool = False


@dataclass(slots=True)
class SurveySheet:
    """What is being read, with the kinds of the questions so far."""

    table: Table
    lists: Lists
    tree: Tree
    problems: list[CellProblem]
    kinds: dict[str, Kind] = field(default_factory=dict)
    groups: list[_Group] = field(default_factory=list)
    questions: list[Data] = field(default_factory=list)

    def read(self) -> list[Data]:
        """The questions and groups."""
        for row in self.table.rows:
            if not row.cell("type").text.startswith("#") and not self._truth(row.cell("disabled")):
                self._take(row)
        for group in self.groups:
            self._tell(group.row.cell("type").place, "this group has no end")
        return self.questions

    def _take(self, row: Row) -> None:
        cell = row.cell("type")
        try:
            kind = read_type(cell.text)
        except NotUnderstood as error:
            self._tell(cell.place, str(error))
            for group in self.groups:
                group.refused = True
            return
        self.problems += refused(row, COLUMNS)
        if kind == BEGIN:
            self.groups.append(self._opened(row))
        elif kind == END:
            self._close(cell.place)
        elif isinstance(kind, QuestionType):
            self._here().append(self._question(row, kind))

    def _here(self) -> list[Data]:
        """Where a question belongs: to the innermost group with a label."""
        labelled = [group.questions for group in self.groups if group.labelled]
        return labelled[-1] if labelled else self.questions

    def _inherited(self) -> list[Data]:
        """The conditions of the groups without a label inside the innermost one that has one."""
        conditions: list[Data] = []
        for group in self.groups:
            conditions = [] if group.labelled else [*conditions, *group.conditions]
        return conditions

    def _opened(self, row: Row) -> _Group:
        labelled = says(row, "label")
        own = self._condition(row)
        inherited = self._inherited() if labelled else []
        return _Group(row, labelled, [*inherited, *([] if own is None else [own])])

    def _close(self, place: Place) -> None:
        if not self.groups:
            self._tell(place, "no group is open here")
            return
        group = self.groups.pop()
        if group.labelled and (group.questions or not group.refused):
            fields: dict[str, Data] = {
                "type": self._text(group.row.cell("type"), GROUP),
                "name": self._text(group.row.cell("name")),
                **self._words(group.row),
                "questions": self.tree.node(group.questions, group.row.cell("type").place),
            }
            self._add_condition(fields, group.conditions, group.row.cell("relevant").place)
            self._here().append(self.tree.node(fields, group.row.cell("type").place))

    def _question(self, row: Row, asked: QuestionType) -> Data:
        kind = asked.kind
        fields: dict[str, Data] = {
            "type": self._text(row.cell("type"), kind.value),
            "name": self._text(row.cell("name")),
            **self._words(row),
        }
        own = self._condition(row)
        conditions = [*self._inherited(), *([] if own is None else [own])]
        self._add_condition(fields, conditions, row.cell("relevant").place)
        self._add_flags(fields, row)
        found = self._limits(row, kind)
        if found:
            self._add_constraint(fields, row, found)
        self._add_parameters(fields, row, kind)
        self._add_choices(fields, row, asked, found.exclusive if found else set())
        self.kinds[row.cell("name").text] = kind
        return self.tree.node(fields, row.cell("type").place)

    def _words(self, row: Row) -> dict[str, Data]:
        """The label, and the hint if there is one."""
        said = [word for word in ("label", "hint") if word == "label" or says(row, word)]
        return {word: spoken(row, word, self.lists.languages, self.tree) for word in said}

    def _condition(self, row: Row) -> Data | None:
        cell = row.cell("relevant")
        if not cell.text:
            return None
        try:
            return self.tree.node(condition_data(parse(cell.text), self.kinds), cell.place)
        except NotUnderstood as error:
            self._tell(cell.place, str(error))
            return None

    def _add_condition(self, fields: dict[str, Data], conditions: list[Data], place: Place) -> None:
        if conditions:
            fields["relevant"] = conditions[0] if len(conditions) == 1 else self.tree.node({"every": conditions}, place)

    def _add_flags(self, fields: dict[str, Data], row: Row) -> None:
        if self._truth(row.cell("required")):
            fields["required"] = self.tree.node(True, row.cell("required").place)
        cell = row.cell(PREFER_NOT)
        if cell.text:
            fields["prefer_not"] = self.tree.node(self._truth(cell), cell.place)
        if row.cell(ORIGIN).text:
            fields["origin"] = self._text(row.cell(ORIGIN))

    def _limits(self, row: Row, kind: Kind) -> Limits | None:
        """What the constraint comes to; None where it is not understood."""
        cell = row.cell("constraint")
        try:
            return limits(parse(cell.text), kind) if cell.text else Limits()
        except NotUnderstood as error:
            self._tell(cell.place, str(error))
            return None

    def _add_constraint(self, fields: dict[str, Data], row: Row, found: Limits) -> None:
        cell, length = row.cell("constraint"), row.cell(MAX_LENGTH)
        keys: dict[str, Data] = {key: self.tree.node(value, cell.place) for key, value in found.keys.items()}
        if length.text:
            keys["max_length"] = self.tree.node(as_number(length.text), length.place)
        if keys:
            fields["constraint"] = self.tree.node(keys, cell.place)
        if says(row, "constraint_message") and (keys or not found.exclusive):
            fields["constraint_message"] = spoken(row, "constraint_message", self.lists.languages, self.tree)

    def _add_parameters(self, fields: dict[str, Data], row: Row, kind: Kind) -> None:
        cell = row.cell("parameters")
        said = dict(_PARAMETER.findall(cell.text))
        if _PARAMETER.sub("", cell.text).strip(" ,;\n"):
            self._tell(cell.place, "parameters are written start=0 end=10 step=1, or randomize=true")
        if kind is Kind.RANGE:
            said = {**_USUAL_RANGE, **said}
        if said:
            nodes = {key: self.tree.node(_parameter(key, value), cell.place) for key, value in said.items()}
            fields["parameters"] = self.tree.node(nodes, cell.place)

    def _add_choices(self, fields: dict[str, Data], row: Row, asked: QuestionType, exclusive: set[str]) -> None:
        cell = row.cell(PLACES) if asked.kind is Kind.GEOPOINT else row.cell("type")
        name = row.cell(PLACES).text if asked.kind is Kind.GEOPOINT else asked.options
        if not name:
            return
        reading = ListReading(self.lists, self.tree, self.problems, cell.place)
        fields["choices"] = reading.options(name, exclusive, other=asked.other)

    def _truth(self, cell: Cell) -> bool:
        return truth(cell.text, cell.place, self.problems)

    def _text(self, cell: Cell, text: str = "") -> Data:
        return self.tree.node(text or cell.text, cell.place)

    def _tell(self, place: Place, message: str) -> None:
        self.problems.append(CellProblem(place, message))


def _parameter(key: str, value: str) -> Data:
    if key == "randomize" and value.lower() in ("true", "false"):
        return value.lower() == "true"
    return as_number(value)

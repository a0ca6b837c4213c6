"""Makes of cells the same document that a YAML file is, so that one reader checks both; every value knows its cell."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Union

from ruamel.yaml.error import StreamMark
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from localization.source import Problem, Value
from survey.written_values import plain_number
from survey.xlsform.errors import CellProblem, Place

Data = Union[str, bool, int, Decimal, date, Node, Sequence["Data"], Mapping[str, "Data"]]  # noqa: UP007 - it names itself

_TAG = "tag:yaml.org,2002:"
_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")


@dataclass(slots=True)
class Tree:
    """A document in the making. The line of each of its values is the number of a place."""

    places: list[Place] = field(default_factory=list)

    def node(self, data: Data, place: Place) -> Node:
        """The data as part of the document; what is a node already keeps its place."""
        match data:
            case Node():
                return data
            case str() | bool() | int() | Decimal() | date():
                kind, written = _scalar(data)
                return ScalarNode(_TAG + kind, written, *self._marks(place))
            case Mapping():
                pairs = [(self.node(key, place), self.node(value, place)) for key, value in data.items()]
                return MappingNode(_TAG + "map", pairs, *self._marks(place))
            case _:
                return SequenceNode(_TAG + "seq", [self.node(each, place) for each in data], *self._marks(place))

    def value(self, root: Node, problems: list[Problem]) -> Value:
        """The document, to be read."""
        return Value("", 1, 1, True, root, problems)

    def in_cells(self, problems: Sequence[Problem]) -> list[CellProblem]:
        """The reader's problems, each at its cell."""
        return [CellProblem(self.places[problem.line - 1], problem.message) for problem in problems]

    def _marks(self, place: Place) -> tuple[StreamMark, StreamMark]:
        self.places.append(place)
        mark = StreamMark("", 0, len(self.places) - 1, 0)
        return mark, mark


def _scalar(data: str | bool | int | Decimal | date) -> tuple[str, str]:
    """The value's kind in YAML, and how it is written there."""
    match data:
        case bool():
            return "bool", str(data).lower()
        case int() | Decimal():
            written = plain_number(Decimal(data))
            return "float" if "." in written else "int", written
        case date():
            return "timestamp", data.isoformat()
        case _:
            return "str", data


def as_number(text: str) -> Data:
    """The text as a number, if it is one."""
    return Decimal(text) if _NUMBER.fullmatch(text) else text

"""Reads content written in YAML 1.2: every value knows where it stands, every problem is told at once.

    problems: list[Problem] = []
    fields = read_source(path, problems).record(required=("name", "title"), optional=("note",))
    name = fields["name"].text()
    title = fields["title"].words(("sv", "en"))
    if problems: ...

A value asked for what it is not notes that problem and gives something empty, so that reading can go on.
A value that has noted a problem, or is absent, stays silent after it: one mistake is told once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

_TAG = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a file, and where (line and column from 1)."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class FileErrors(Exception):  # noqa: N818 - it carries several
    """A content file has problems; the message has a line for each. Each kind of file has a subclass."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(slots=True)
class Value:
    """One value of a file. It is not `present` where an optional key was left out."""

    file: str
    line: int
    column: int
    present: bool
    _node: Node | None = field(repr=False)
    _problems: list[Problem] = field(repr=False)

    def problem(self, message: str) -> None:
        """Note what is wrong with this value, unless something already was."""
        if self._node is not None:
            self._problems.append(Problem(self.file, self.line, self.column, message))
        self._node = None

    def text(self, most: int = 0) -> str:
        """Words, of at most so many characters (0: any number). Numbers and dates want quotes around them."""
        words = self.written(("str",), "text is expected here, in quotes if it looks like something else").strip()
        if not words:
            self.problem("text is expected here, and this is empty")
        elif most and len(words) > most:
            self.problem(f"{len(words)} characters are too many, {most} fit")
        return words

    def number(self, least: int, most: int, default: int = 0) -> int:
        """A whole number between two others; the default where the key was left out."""
        written = self.written(("int",), _whole_number(least, most))
        if not written:
            return default
        value = int(written) if written.isdecimal() else least - 1
        if not least <= value <= most:
            self.problem(_whole_number(least, most))
        return value

    def flag(self, *, default: bool = False) -> bool:
        """True or false; the default where the key was left out."""
        written = self.written(("bool",), "true or false is expected here")
        return written.lower() == "true" if written else default

    def date(self) -> date:
        """A day, as 2020-05-27."""
        expected = "a date is expected here, as 2020-05-27"
        try:
            return date.fromisoformat(self.written(("timestamp", "str"), expected))
        except ValueError:
            self.problem(expected)
            return date.min

    def one_of(self, names: Sequence[str]) -> str:
        """One of these words."""
        word = self.text()
        if word not in names:
            self.problem(f'"{word}" is not known here; known are {", ".join(names)}')
        return word

    def words(self, languages: Sequence[str], most: int = 0) -> dict[str, str]:
        """The same words in each of these languages and no other; nothing where no language is known."""
        if not languages:
            return {}
        return {language: each.text(most) for language, each in self.record(required=languages).items()}

    def items(self) -> list["Value"]:
        """The values of a list."""
        if self._node is not None and not isinstance(self._node, SequenceNode):
            self.problem("a list is expected here")
        return [self._value(each) for each in self._node.value] if self._node else []

    def lines(self) -> list["Value"]:
        """The values of a list; or the lines of a block of text (`|`), each a value, without empty ones and # comments.

        Blocks are for long lists: they are read several times as fast, and nothing in them wants quotes.
        """
        node = self._node
        if not (isinstance(node, ScalarNode) and node.style == "|"):
            return self.items()
        told = enumerate(str(node.value).splitlines(), self.line + 1)
        return [self._line(number, text) for number, text in told if text.strip() and not text.startswith("#")]

    def record(self, required: Sequence[str], optional: Sequence[str] = ()) -> dict[str, "Value"]:
        """A mapping's values, one for each of these keys; a missing, unknown or repeated one is a problem."""
        absent = Value(self.file, self.line, self.column, False, None, self._problems)
        fields: dict[str, Value] = {}
        for key, value in self._pairs():
            name = key.text()
            if name not in required and name not in optional:
                key.problem(f'the key "{name}" is not known here; known are {", ".join([*required, *optional])}')
            elif name in fields:
                key.problem(f'the key "{name}" is here twice')
            else:
                fields[name] = value
        missing = [f'"{name}"' for name in required if name not in fields]
        if missing:
            self.problem(f"missing here: {', '.join(missing)}")
        return {name: fields.get(name, absent) for name in (*required, *optional)}

    def _pairs(self) -> list[tuple["Value", "Value"]]:
        if self._node is not None and not isinstance(self._node, MappingNode):
            self.problem("keys with values are expected here")
        return [(self._value(key), self._value(value)) for key, value in self._node.value] if self._node else []

    def written(self, kinds: Sequence[str], expected: str) -> str:
        """One value of these YAML kinds (str, int, bool, timestamp …) as it stands; else what was expected is told."""
        node = self._node
        if isinstance(node, ScalarNode) and node.tag in {_TAG + kind for kind in kinds}:
            return str(node.value)
        self.problem(expected)
        return ""

    def _line(self, number: int, text: str) -> "Value":
        return Value(self.file, number, 1, True, ScalarNode(_TAG + "str", text.strip()), self._problems)

    def _value(self, node: Node) -> "Value":
        value = _value(self.file, node, self._problems)
        if node.anchor:
            value.problem("anchors (&) are not used here: write it out")
        return value


def read_source(path: Path, problems: list[Problem]) -> Value:
    """The one document of a file. Whatever is wrong with it, now or when it is read on, joins `problems`."""
    nothing = Value(str(path), 1, 1, False, None, problems)
    try:
        node = YAML(typ="safe", pure=True).compose(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        problems.append(_syntax_problem(str(path), error))
    except (YAMLError, OSError, UnicodeDecodeError) as error:
        problems.append(Problem(str(path), 1, 1, f"cannot be read: {error}"))
    else:
        if node is not None:
            return _value(str(path), node, problems)
        problems.append(Problem(str(path), 1, 1, "the file is empty"))
    return nothing


def _value(file: str, node: Node, problems: list[Problem]) -> Value:
    return Value(file, node.start_mark.line + 1, node.start_mark.column + 1, True, node, problems)


def _syntax_problem(file: str, error: MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Problem(file, line, column, f"not YAML: {error.problem or error.context}")


def _whole_number(least: int, most: int) -> str:
    return f"a whole number from {least} to {most} is expected here"

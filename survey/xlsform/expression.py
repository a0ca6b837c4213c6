"""The part of XLSForm's expressions that is understood, as values. Nothing is ever evaluated.

`${age} >= 18 and selected(${places}, 'park')`, `string-length(.) <= 500`, `not(${wish} = '')`.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Union

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedInput

LONGEST = 2_000
DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Words:
    """A text in quotes."""

    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Itself:
    """The answer that a constraint is about: `.`."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The answer to another question: `${name}`."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function and what it is given."""

    name: str
    given: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two values and the sign between them."""

    left: "Expression"
    sign: str
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Joined:
    """Several with `and`, or with `or`, between them."""

    word: str
    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Bracketed:
    """Something in brackets."""

    inner: "Expression"


Expression = Union[Words, Number, Itself, Earlier, Call, Compared, Joined, Bracketed]  # noqa: UP007 - they name it above


class NotUnderstood(Exception):  # noqa: N818 - it says what was met, as the docstring does
    """The expression says something the bot has no words for."""


_GRAMMAR = r"""
?start: either
?either: both ("or" both)*
?both: test ("and" test)*
?test: value
    | value SIGN value       -> compared
?value: "(" either ")"       -> bracketed
    | NAME "(" [either ("," either)*] ")" -> call
    | REFERENCE              -> earlier
    | "."                    -> itself
    | STRING                 -> words
    | NUMBER                 -> number

SIGN: ">=" | "<=" | "!=" | "=" | "<" | ">"
NAME: /[a-z][a-z-]*/
NUMBER: /-?[0-9]+(\.[0-9]+)?/
REFERENCE: /\$\{[^{}]*\}/
STRING: /'[^']*'|"[^"]*"|‘[^’]*’|“[^”]*”/
%import common.WS
%ignore WS
"""
_OPPOSITE = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "=": "=", "!=": "!="}


def parse(text: str) -> Expression:
    """What the text says.

    Raises:
        NotUnderstood: it is not of the part that is understood; the message says where.
    """
    if len(text) > LONGEST or text.count("(") > DEEPEST:
        raise NotUnderstood("the expression is too long")
    try:
        return _Reading().transform(_PARSER.parse(text))
    except UnexpectedInput as error:
        raise NotUnderstood(_where(text, error)) from error


def _where(text: str, error: UnexpectedInput) -> str:
    at = getattr(error, "pos_in_stream", None)
    rest = "" if at is None else " ".join(text[at : at + 20].split())
    return f'this cannot be carried over from "{rest}" on' if rest else "this is unfinished"


def quoted(text: str) -> str:
    """A text as an expression writes it: there is no escaping, so one with both quotes is put together."""
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    parts = ', "\'", '.join(f"'{part}'" for part in text.split("'"))
    return f"concat({parts})"


def turned(compared: Compared) -> Compared:
    """The same with its fixed value on the right: `18 <= ${age}` as `${age} >= 18`."""
    if isinstance(compared.left, (Words, Number)) or (isinstance(compared.left, Call) and not _asks(compared.left)):
        return Compared(compared.right, _OPPOSITE[compared.sign], compared.left)
    return compared


def _asks(call: Call) -> bool:
    return any(isinstance(each, (Itself, Earlier)) for each in call.given)


class _Reading(Transformer[Token, Expression]):
    """Makes values of what the grammar found."""

    def either(self, parts: list[Expression]) -> Expression:
        return Joined("or", tuple(parts))

    def both(self, parts: list[Expression]) -> Expression:
        return Joined("and", tuple(parts))

    def compared(self, parts: list[Expression]) -> Expression:
        left, sign, right = parts
        return Compared(left, str(sign), right)

    def bracketed(self, parts: list[Expression]) -> Expression:
        return Bracketed(parts[0])

    def call(self, parts: list[Token | Expression | None]) -> Expression:
        name, *given = parts
        return Call(str(name), tuple(each for each in given if each is not None and not isinstance(each, Token)))

    def earlier(self, parts: list[Token]) -> Expression:
        return Earlier(parts[0][2:-1].strip())

    def itself(self, parts: list[Token]) -> Expression:  # noqa: ARG002 - the transformer's signature
        return Itself()

    def words(self, parts: list[Token]) -> Expression:
        return Words(parts[0][1:-1])

    def number(self, parts: list[Token]) -> Expression:
        return Number(Decimal(parts[0]))


_PARSER = Lark(_GRAMMAR, parser="lalr")

"""`relevant`, both ways: an expression as our condition, a condition as an expression.

Several options of one question are one condition; brackets keep apart what our conditions keep apart.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from survey.condition import Answered, Any, AtLeast, AtMost, Chosen, Condition, Every, Not
from survey.questionnaire import Kind
from survey.written_values import plain_number
from survey.xlsform.expression import (
    Bracketed,
    Call,
    Compared,
    Earlier,
    Expression,
    Joined,
    NotUnderstood,
    Number,
    Words,
    quoted,
    turned,
)
from survey.xlsform.tree import Data

Kinds = Mapping[str, Kind]
"""The kinds of the questions before, by name."""

_SEVERAL = frozenset((Kind.SELECT_MULTIPLE, Kind.RANK))
_NONE = frozenset((("=", Decimal(0)), ("<", Decimal(1)), ("<=", Decimal(0))))
_SOME = frozenset(((">", Decimal(0)), (">=", Decimal(1)), ("!=", Decimal(0))))


def condition_data(expression: Expression, kinds: Kinds) -> Data:
    """The condition as a questionnaire's file has it.

    Raises:
        NotUnderstood: our conditions cannot say it.
    """
    match expression:
        case Bracketed(inner):
            return condition_data(inner, kinds)
        case Joined("or", parts):
            return _one_of_several(parts, kinds) or {"any": [condition_data(each, kinds) for each in parts]}
        case Joined(_, parts):
            return {"every": [condition_data(each, kinds) for each in parts]}
        case Call("not", (inner,)):
            return {"not": condition_data(inner, kinds)}
        case Call("selected", (Earlier(name), Words(option))):
            return {"question": name, "is": [option]}
        case Compared():
            return _compared(turned(expression), kinds)
        case Call(name):
            raise NotUnderstood(f"{name}() cannot be carried over into a condition")
        case _:
            raise NotUnderstood("a condition compares the answer to an earlier question")


def expression_of(condition: Condition) -> str:
    """The condition as an expression."""
    match condition:
        case Chosen(question, options):
            return " or ".join(f"selected(${{{question}}}, {quoted(option)})" for option in options)
        case Answered(question):
            return f"${{{question}}} != ''"
        case AtLeast(question, value) | AtMost(question, value):
            sign = ">=" if isinstance(condition, AtLeast) else "<="
            return f"${{{question}}} {sign} {_bound(value)}"
        case Every(conditions):
            return " and ".join(map(_apart, conditions))
        case Any(conditions):
            return " or ".join(f"({expression_of(each)})" for each in conditions)
        case Not(inner):
            return f"not({expression_of(inner)})"


def _apart(condition: Condition) -> str:
    several = isinstance(condition, (Every, Any)) or (isinstance(condition, Chosen) and len(condition.options) > 1)
    return f"({expression_of(condition)})" if several else expression_of(condition)


def _bound(value: Decimal | date) -> str:
    return plain_number(value) if isinstance(value, Decimal) else f"date('{value.isoformat()}')"


def _one_of_several(parts: tuple[Expression, ...], kinds: Kinds) -> Data | None:
    """The options of one question that are joined by `or` without brackets; None where that is not all."""
    options: list[str] = []
    questions: set[str] = set()
    for part in parts:
        match turned(part) if isinstance(part, Compared) else part:
            case Call("selected", (Earlier(name), Words(option))):
                pass
            case Compared(Earlier(name), "=", Words(option)) if option and kinds.get(name) not in _SEVERAL:
                pass
            case _:
                return None
        questions.add(name)
        options.append(option)
    return {"question": questions.pop(), "is": options} if len(questions) == 1 else None


def _compared(compared: Compared, kinds: Kinds) -> Data:
    match compared:
        case Compared(Earlier(name), "=" | "!=" as sign, Words("")):
            return {"question": name, "answered": sign == "!="}
        case Compared(Earlier(name), "=" | "!=", Words()) if kinds.get(name) in _SEVERAL:
            raise NotUnderstood(f"several options can be chosen in {name}, so write selected(${{{name}}}, '…')")
        case Compared(Earlier(name), "=" | "!=" as sign, Words(option)):
            chosen: Data = {"question": name, "is": [option]}
            return chosen if sign == "=" else {"not": chosen}
        case Compared(Call("count-selected" | "string-length", (Earlier(name),)), sign, Number(count)):
            return _counted(name, sign, count)
        case Compared(Earlier(name), sign, bound):
            return _bounded(name, sign, fixed_value(bound))
        case _:
            raise NotUnderstood("only the answer to an earlier question is compared, with a number, a day or a text")


def _counted(name: str, sign: str, count: Decimal) -> Data:
    if (sign, count) in _SOME:
        return {"question": name, "answered": True}
    if (sign, count) in _NONE:
        return {"question": name, "answered": False}
    raise NotUnderstood("how much was answered cannot be a condition, only whether something was")


def _bounded(name: str, sign: str, bound: Decimal | date) -> Data:
    """What is not answered is neither more nor less, as in XPath."""
    least: Data = {"question": name, "at_least": bound}
    most: Data = {"question": name, "at_most": bound}
    answered: Data = {"question": name, "answered": True}
    forms: dict[str, Data] = {
        ">=": least,
        "<=": most,
        ">": {"every": [answered, {"not": most}]},
        "<": {"every": [answered, {"not": least}]},
        "=": {"every": [least, most]},
        "!=": {"not": {"every": [least, most]}},
    }
    return forms[sign]


def fixed_value(expression: Expression) -> Decimal | date:
    """A number, or a day written `date('2020-05-27')`.

    Raises:
        NotUnderstood: it is neither.
    """
    match expression:
        case Number(number):
            return number
        case Call("date", (Words(day),)):
            try:
                return date.fromisoformat(day)
            except ValueError:
                raise NotUnderstood(f"\"{day}\" is no day; write date('2020-05-27')") from None
        case _:
            raise NotUnderstood("it is compared with something that is no number, day or text of its own")

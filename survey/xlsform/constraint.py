"""`constraint`, both ways: an expression as our bounds and lengths, and these as an expression."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from survey.form import FORMS, TODAY, USUAL_TEXT, with_article
from survey.questionnaire import Bound, Constraint, Kind, Question
from survey.written_values import plain_number
from survey.xlsform.expression import (
    Bracketed,
    Call,
    Compared,
    Expression,
    Itself,
    Joined,
    NotUnderstood,
    Number,
    Words,
    quoted,
    turned,
)
from survey.xlsform.relevant import fixed_value
from survey.xlsform.tree import Data

_COUNTED = "count-selected"
_LENGTH = "string-length"


@dataclass(slots=True)
class Limits:
    """What a constraint comes to: the keys of ours, and the options that exclude the rest."""

    keys: dict[str, Data] = field(default_factory=dict)
    exclusive: set[str] = field(default_factory=set)

    def put(self, key: str, value: Data) -> None:
        """Note one limit.

        Raises:
            NotUnderstood: there already is one.
        """
        if key in self.keys:
            raise NotUnderstood(f"two limits of the same side ({key}) are here; leave one")
        self.keys[key] = value


def limits(expression: Expression, kind: Kind) -> Limits:
    """What the expression allows.

    Raises:
        NotUnderstood: a question of that kind has no such constraint.
    """
    found = Limits()
    for term in _terms(expression):
        _take(turned(term) if isinstance(term, Compared) else term, kind, found)
    return found


def constraint_expression(question: Question) -> str:
    """The constraint as an expression; empty where there is none. Our own extras stand in columns of their own."""
    constraint = question.constraint
    form = FORMS[question.kind]
    if question.kind is Kind.TEXT:
        return " and ".join(_text_terms(constraint, said=bool(question.constraint_message)))
    if "least" not in form.constraint:
        return ""
    subject = f"{_COUNTED}(.)" if form.options else "."
    bounds = (("least", ">=", constraint.least), ("most", "<=", constraint.most))
    return " and ".join(f"{subject} {sign} {_bound(value)}" for _, sign, value in bounds if value is not None)


def _text_terms(constraint: Constraint, *, said: bool) -> Iterator[str]:
    if constraint.min_length:
        yield f"{_LENGTH}(.) >= {constraint.min_length}"
    if constraint.max_length != USUAL_TEXT or said:
        yield f"{_LENGTH}(.) <= {constraint.max_length}"
    if constraint.pattern:
        yield f"regex(., {quoted(constraint.pattern)})"


def _bound(value: Bound) -> str:
    if value == TODAY:
        return "today()"
    return plain_number(value) if isinstance(value, Decimal) else f"date('{value}')"


def _terms(expression: Expression) -> Iterator[Expression]:
    """What is joined by `and`, brackets or not."""
    match expression:
        case Bracketed(inner):
            yield from _terms(inner)
        case Joined("and", parts):
            for part in parts:
                yield from _terms(part)
        case _:
            yield expression


def _take(term: Expression, kind: Kind, found: Limits) -> None:
    form = FORMS[kind]
    match term:
        case Compared(Itself(), sign, value) if (form.numbers or form.days) and form.constraint:
            _bounds(sign, _value(value, kind), kind, found)
        case Compared(Call(name, (Itself(),)), sign, Number(count)) if name == _COUNTED and "least" in form.constraint:
            _bounds(sign, count, Kind.INTEGER, found)
        case Compared(Call(name, (Itself(),)), sign, Number(count)) if name == _LENGTH and kind is Kind.TEXT:
            lengths = Limits()
            _bounds(sign, count, Kind.INTEGER, lengths)
            for key, length in lengths.keys.items():
                found.put({"least": "min_length", "most": "max_length"}[key], length)
        case Call("regex", (Itself(), pattern)) if kind is Kind.TEXT:
            found.put("pattern", _pattern(pattern))
        case Call("not", (Joined("and", (Call("selected", (Itself(), Words(option))), more)),)) if _clears(kind, more):
            found.exclusive.add(option)
        case _:
            raise NotUnderstood(f"{with_article(kind)} has no constraint of this kind here")


def _clears(kind: Kind, term: Expression) -> bool:
    """Whether it says that more than one option of a select_multiple is chosen."""
    more = ((">", Decimal(1)), (">=", Decimal(2)))
    return kind is Kind.SELECT_MULTIPLE and any(
        term == Compared(Call(_COUNTED, (Itself(),)), sign, Number(count)) for sign, count in more
    )


def _value(value: Expression, kind: Kind) -> Bound:
    if FORMS[kind].days and value == Call("today", ()):
        return TODAY
    bound = fixed_value(value)
    if isinstance(bound, date) is not FORMS[kind].days:
        raise NotUnderstood(f"{with_article(kind)} is compared with something else here")
    return bound


def _bounds(sign: str, value: Bound, kind: Kind, found: Limits) -> None:
    if sign == "!=":
        raise NotUnderstood("that it is not one value cannot be a constraint here")
    if sign in (">=", ">", "="):
        found.put("least", _next(value, kind, 1) if sign == ">" else value)
    if sign in ("<=", "<", "="):
        found.put("most", _next(value, kind, -1) if sign == "<" else value)


def _next(value: Bound, kind: Kind, step: int) -> Bound:
    """The first value beyond, where there is one."""
    if isinstance(value, date):
        return value + timedelta(step)
    if isinstance(value, Decimal) and kind is Kind.INTEGER:
        return value.to_integral_value(ROUND_FLOOR if step > 0 else ROUND_CEILING) + step
    raise NotUnderstood("a limit belongs to what is allowed here: write >= or <=")


def _pattern(expression: Expression) -> str:
    match expression:
        case Words(text):
            return text
        case Call("concat", given):
            texts = [each.text for each in given if isinstance(each, Words)]
            if len(texts) == len(given):
                return "".join(texts)
    raise NotUnderstood("a pattern is a text in quotes")

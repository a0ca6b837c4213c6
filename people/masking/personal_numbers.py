"""Swedish personal numbers (personnummer), coordination numbers and interim numbers, by shape and a date that can be.

The check digit is not asked: a number with a slip in it still points at somebody. Forms: Skatteverket, SKV 704 and 707.
"""

import re
from collections.abc import Iterator

from people.masking.folding import Span
from people.masking.patterns import one_of

_YEAR = r"(?:(?:18|19|20) ?)?\d\d"
_MONTH = r"(?:0[1-9]|1[0-2])"
_DAY = r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"  # a coordination number adds 60
_DATE = rf"{_YEAR}(?P<between>[ ./-]?){_MONTH}(?P=between){_DAY}"
_LAST = r"(?:\d{4}|[TRSUWXJKLMN]\d{3})"  # an interim number has a letter
_MOBILE = r"07[02369]\d{7}(?!\d)"
_NUMBER = re.compile(rf"(?<!\d)(?!{_MOBILE}){_DATE}[ .+/_-]{{0,3}}{_LAST}(?!\d|-\d\d-)", re.IGNORECASE)

_WORD = (
    r"pers(?:on)?\.?[\s-]?(?:nummer|nr) \bp-?nr samordnings(?:nummer|nr) personal\W(?:identity\W|id\W)?(?:number|no)"
)
_ANNOUNCED = re.compile(
    rf"{one_of(_WORD)}[^\d\n]{{0,20}}(?P<secret>\d(?:[ .+/_-]{{0,3}}\d){{8,13}})(?!\d)", re.IGNORECASE
)


def personal_numbers(text: str) -> Iterator[Span]:
    """Where they stand in a folded text."""
    for match in _NUMBER.finditer(text):
        yield match.span()
    for match in _ANNOUNCED.finditer(text):
        yield match.span("secret")

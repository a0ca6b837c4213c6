"""Where money goes: IBAN, payment cards, and bank accounts, bankgiro, plusgiro or Swish that are said to be one."""

import re
from collections.abc import Iterator

from people.masking.folding import Span
from people.masking.patterns import one_of

_SWEDISH = r"SE ?\d\d(?:[ -]?\d){20}"
_FOREIGN = r"[A-Z]{2}\d\d(?:[ -]?[A-Z]{4})?(?:[ -]?(?=[A-Z]{0,3}\d)[A-Z\d]{4}){2,7}(?:[ -]?\d{1,3})?"
_IBAN = re.compile(rf"(?<![^\W_])(?:{_SWEDISH}|{_FOREIGN})(?!\w)", re.IGNORECASE)
_CARD = re.compile(r"(?<!\d)[2-6]\d{3}(?:([ .-]?)\d{4}\1\d{4}\1\d{3,4}|[ -]\d{6}[ -]\d{5})(?!\d)")

_GIRO_WORD = r"(?:bankgiro|plusgiro|postgiro|bg|pg|swish)(?:nummer|nr|t)?"
_GIRO = re.compile(
    rf"\b{_GIRO_WORD}[ :.-]{{0,3}}(?:{one_of('är is nr nummer till to')}\b[ :.]{{0,2}})?"
    r"(?P<secret>\d(?:[ -]{0,2}\d){6,11})(?!\d)",
    re.IGNORECASE,
)
_BANK = one_of("swedbank nordea handelsbanken seb danske länsförsäkringar skandia sbab icabanken sparbanken")
_SORT = one_of("clearing(?:nummer|nr)? (?:bank)?konto(?:nummer|nr|t)? account")
_FILLER = one_of("är is nr nummer number no i in hos at bank mitt my", _BANK, _SORT)
_NUMBER = r"\d(?:[ .,-]{0,3}\d)"
_ACCOUNT = re.compile(
    rf"\b(?:{_BANK}|{_SORT})(?:[ :.,-]{{1,3}}{_FILLER}\b){{0,4}}[ :.,-]{{0,3}}"
    rf"(?P<secret>{_NUMBER}{{2,18}}(?:,? (?:och )?{_SORT}[: ]{{1,2}}{_NUMBER}{{4,18}})?)(?!\d)",
    re.IGNORECASE,
)
_FEWEST_DIGITS = 7  # "konto 50 000 kr" is an amount


def accounts(text: str) -> Iterator[Span]:
    """Where they stand in a folded text."""
    for match in _IBAN.finditer(text):
        yield match.span()
    for match in _CARD.finditer(text):
        if _luhn(match[0]):
            yield match.span()
    for match in _GIRO.finditer(text):
        yield match.span("secret")
    for match in _ACCOUNT.finditer(text):
        if sum(map(str.isdecimal, match["secret"])) >= _FEWEST_DIGITS:
            yield match.span("secret")


def _luhn(number: str) -> bool:
    digits = [int(digit) for digit in reversed(number) if digit.isdecimal()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0

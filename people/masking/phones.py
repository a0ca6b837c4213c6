"""Telephone numbers that may be somebody's own: numbers free to call or shared by an office are left alone."""

import re
from collections.abc import Iterator

from phonenumbers import PhoneNumberMatcher, PhoneNumberType, number_type

from people.masking.folding import Span
from people.masking.patterns import one_of

_OF_AN_OFFICE = {
    PhoneNumberType.TOLL_FREE,
    PhoneNumberType.SHARED_COST,
    PhoneNumberType.PREMIUM_RATE,
    PhoneNumberType.UAN,
}
_FEWEST_DIGITS = 6
_MOST_FAILED_TRIES = 50
"""Bounds the time a text full of almost-numbers takes; no one who wants to be understood writes so many."""

_CLOCK_TIME = re.compile(r"\d?\d[.:][0-5]\d(?:[ -]|$)|0\.")
_GAP = r"(?:[ ./()_:*|·•-]{0,3}|,)"
_DIGIT = rf"(?:{_GAP}\d)"
_OWN = re.compile(  # Swedish mobile numbers, also with a digit too many or too few, and numbers from abroad
    rf"(?<!\d)(?:07(?!7)\d|\(07\d\))(?:{_DIGIT}{{7}}|{_DIGIT}{{8}}|{_DIGIT}{{6}})(?!\d)"
    rf"|(?<!\d)46[ -]?(?:\(?0\)?)? ?7[02369]{_DIGIT}{{7}}(?!\d)"
    r"|(?<!\d)7[02369](?:[ -]?\d{7}|[ -]\d{3}[ -]?\d\d[ -]?\d\d)(?!\d)"
    r"|(?<![\w+])(?<!\d[.:])(?:\+|00) ?[1-9](?:[ ./()-]{0,3}\d){7,14}(?!\d)"
)
_WORD = one_of("tel(?:efon)?(?:nummer|nr)? tfn mob(?:il)?(?:nummer|nr)? hemnummer numret ring call phone")
_FILLER = one_of("mig me hem är is på on at number")
_LOCAL = r"(?!\d{4}-)[2-9]\d{1,2}[ -]?\d\d[ -]?\d\d(?:[ -]?\d\d)?"
_ANNOUNCED = re.compile(
    rf"\b{_WORD}\b[.: ]{{0,3}}(?:{_FILLER} ?){{0,3}}:? ?(?P<secret>{_LOCAL})(?![\d-])",
    re.IGNORECASE,
)


def phones(text: str) -> Iterator[Span]:
    """Where they stand in a folded text."""
    if sum(map(str.isdecimal, text)) < _FEWEST_DIGITS:
        return
    for found in PhoneNumberMatcher(text, "SE", max_tries=_MOST_FAILED_TRIES):
        start = found.start + _unclosed(found.raw_string)
        if number_type(found.number) not in _OF_AN_OFFICE and not _CLOCK_TIME.match(text, start, found.end):
            yield start, found.end
    for match in _OWN.finditer(text):
        yield match.span()
    for match in _ANNOUNCED.finditer(text):
        yield match.span("secret")


def _unclosed(number: str) -> bool:
    return number.startswith("(") and number.count("(") > number.count(")")

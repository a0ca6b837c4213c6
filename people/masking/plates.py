"""Swedish number plates: three letters, two digits, and a digit or a letter (Transportstyrelsen)."""

import re
from collections.abc import Iterator

from people.masking.folding import Span
from people.masking.patterns import one_of, words

_UNITS = words(  # no plate even in capitals joined with digits
    """
    art dkk dnr eur hus kap kmh kvm lag lgh max min mms nok psn rum sal sek sfs sms sou tel typ usd
    """
)
_WORDS = _UNITS | words(
    """
    add age all and any apr are aug bar bas bet bmw bor bro bus but can dag dan dec del den det dom epa far fax feb
    fem for fyr gav gbp ger got had han har has hem her him hon hos jag jan jul jun kan kod kom ktm lss man mar mat
    med men mer mob mot nej new nog not now nya och oct okt one our out pga ref rep sen sep sex she ska som son spr
    stn tag tar tax ten the tog tom top tre two ung upp use was who you
    """
)
_PLATE = re.compile(  # I, Q and V are not used, nor Å, Ä and Ö
    r"(?<![\w-])(?P<letters>[A-HJ-PR-UW-Z]{3})(?P<gap>[ .-]{0,3})\d\d[\dA-HJ-NPR-UW-Z](?![\w%]|[.,:-]\d)", re.IGNORECASE
)
_REGISTERED = r"reg(?:istrerings)?\.?[ -]?(?:nr|nummer)?"
_SIGN = r"(?:nummer)?(?:plåt|skylt)(?:en|ar)? registreringsskylt(?:en)? plates? number"
_CAR = "bil(?:en|nummer|nr)? car moped(?:en)? moppe(?:n)? epa(?:n|traktor(?:n)?)? volvo(?:n)? bmw audi(?:n)? mc"
_BETWEEN = one_of("är med nr nummer is with number reg plate skylt(?:en)? heter")
_ANNOUNCED = re.compile(
    rf"\b(?:(?P<registered>{_REGISTERED})|{one_of(_SIGN, _CAR)})\b[:.,(]? {{0,2}}(?:{_BETWEEN}:? ){{0,3}}$",
    re.IGNORECASE,
)
_LONGEST_ANNOUNCEMENT = 50


def plates(text: str) -> Iterator[Span]:
    """Where they stand in a folded text."""
    for match in _PLATE.finditer(text):
        before = _ANNOUNCED.search(text, max(0, match.start() - _LONGEST_ANNOUNCEMENT), match.start())
        if _announced(match, before) if before else _alone(match):
            yield match.span()


def _announced(plate: re.Match[str], before: re.Match[str]) -> bool:
    """After "regnr" whatever has the form is one; after "bilen", "tog 200" in small letters is none."""
    letters = plate["letters"]
    return bool(before["registered"]) or letters.isupper() or letters.casefold() not in _WORDS


def _alone(plate: re.Match[str]) -> bool:
    """Small letters count only when joined with the digits: "rum204" and "SEK 100" are none, "DET123" is one."""
    word, gap, capitals = plate["letters"].casefold(), plate["gap"], plate["letters"].isupper()
    if capitals and not gap:
        return word not in _UNITS
    return word not in _WORDS and (gap in {"", "-"} or (capitals and gap == " "))

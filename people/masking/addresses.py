"""Street addresses with a house number, and postal codes with a town. A street alone says where, not who: it stays."""

import re
from collections.abc import Iterator

from people.masking.folding import Span
from people.masking.patterns import one_of

_CAPITAL = "(?-i:[A-ZÅÄÖÉÜ])"
_WORD = r"[^\W\d_]"
_DEFINITE = one_of("g[aå]tan v[aä]gen gr[aä]nden stigen torget allén esplanaden backen kajen kroken slingan leden")
_BARE = one_of("gata v[aä]g gr[aä]nd torg allé backe")
# What a street is called: "Storgatan", "Norra Kungsgatan", "Carl Larssons väg", but not "riksväg" or "läroplan".
_ANY = one_of("riks läns motor europa om ut in genom halv små grus skol cykel gång gå huvud bak sido bil")
_WAY = rf"{_ANY}(?:väg(?:en)?|gatan?)"
_PLAN = rf"{_WORD}*{one_of('handlings läro kurs lek boll bolls studie tids mål spel')}plan"
_NO_NAME = rf"(?!(?:{_WAY}|{_PLAN}|{one_of('kon lu ha my ro fö')}stig|busstorget)\b)"
_SIDE = one_of("norra södra östra västra stora lilla gamla nya övre nedre inre yttre sankt s:t n:a s:a v:a ö:a n s v ö")
_ONE_WORD = rf"{_NO_NAME}(?:{_WORD}{{2,30}}(?:{_DEFINITE}|{_BARE})|{_CAPITAL}{_WORD}{{2,30}}(?:stig|plan))"
_OF_SOMEBODY = rf"(?:{_CAPITAL}[\w.]{{0,20}} )?(?:{_WORD}{{3,20}}|{_CAPITAL}+:)s {_BARE}"
_STREET = rf"(?:(?:{_SIDE}\.? )?{_ONE_WORD}|{_OF_SOMEBODY}|{_SIDE} {one_of('torget vägen gatan')})(?!{_WORD})"

# What is behind a number that counts, tells a time or goes on, so that it is no house number.
_COUNTED = one_of(
    r"""
    personer pers ung\w+ barn\w* tjejer killar grabbar gäng elever vuxna kids folk poliser mopeder epor bilar
    bussar cyklar gånger ggr gång dagar dar veckor månader mån år åring\w* timmar timme tim h minuter min mins
    minutes? sek stycken st meter m mil km kilometer kr kronor spänn procent lampor lyktor bänkar träd av till
    olika nya klockan kl people times days weeks hours? years? cars metres? meters?
    """
)
_COUNTS = rf"(?:[./]\d|:[\w-]|-[^\W\d]| ?%| ?{_COUNTED}\b)"
_HOUSE = r"\d{1,3}+(?:[a-z](?!\w)| (?-i:[A-H]|[a-h])(?!\w))?(?: ?- ?\d{1,3}(?!\d)[a-z]?)?(?!\w)"
_DOOR = one_of("lgh lägenhet apt apartment vån(?:ing)? port uppg(?:ång)? ing(?:ång)?")
_ROOM = rf"(?:,? (?:\d{{1,2}} ?tr(?:appor)?\b|nb\b|{_DOOR}\.?(?: nr\.?)? ?(?:\d{{1,4}}[a-z]?|(?<=[ .])[a-h])\b)){{0,3}}"
_CODE = r"(?:SE?[ -])?[1-9]\d\d ?\d\d(?!\d)"
_AFTER_HOUSE = rf"{_ROOM}(?:,? {_CODE}(?:,? {_WORD}{{2,20}})?)?"
_STREET_FIRST = re.compile(
    rf"(?<!\w)(?=[^\W\d_]){_STREET},? ?(?:nr\.? ?|nummer |number )?{_HOUSE}(?!{_COUNTS}){_AFTER_HOUSE}", re.IGNORECASE
)
_NUMBER_FIRST = re.compile(
    rf"(?P<other>\b{one_of('kl klockan bus+ linje line ca typ nr')}\.? )?"
    rf"(?<![\w:.+-])\d{{1,3}}[a-z]? {_STREET}(?!\w){_AFTER_HOUSE}",
    re.IGNORECASE,
)

_NO_OTHER_NUMBER = (  # "114 14 Polisen svarar", "buss 241 15 över"
    r"(?<![\w-])(?<!\d )(?<!buss )(?<!bus )(?<!linje )(?<!rum )(?<!sal )(?<!ring )(?<!ringer )(?<!ringde )(?<!call )"
    r"(?!11[2-4] ?1[34]\b(?! Stockholm)|112 |90101)"
)
_TOWN = rf",? (?!{_COUNTED}\b)(?:{_CAPITAL}{_WORD}+|(?<=\d\d\d \d\d ){_WORD}{{4,20}})"
_POSTAL = re.compile(rf"{_NO_OTHER_NUMBER}{_CODE}{_TOWN}", re.IGNORECASE)
_HOME = r"(?:postnummer|postnr|postal code|zip ?code|adress(?:en)?|address|(?:bor|hemma) (?:på|i)|live (?:at|in))"
_ANNOUNCED = re.compile(
    rf"\b{_HOME}[: ]{{1,2}}(?:är |is )?(?P<secret>{_CODE}(?: (?!{_COUNTED}\b){_WORD}{{4,20}})?)", re.IGNORECASE
)


def addresses(text: str) -> Iterator[Span]:
    """Where they stand in a folded text."""
    for pattern in (_STREET_FIRST, _POSTAL):
        for match in pattern.finditer(text):
            yield match.span()
    for match in _NUMBER_FIRST.finditer(text):
        if not match["other"]:
            yield match.span()
    for match in _ANNOUNCED.finditer(text):
        yield match.span("secret")

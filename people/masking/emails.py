"""E-mail addresses, also those spelled so that machines should not find them: "namn (at) exempel punkt se"."""

import re
from collections.abc import Iterator

from people.masking.folding import Span
from people.masking.patterns import one_of

_TOP = one_of("com se nu net org eu fi no dk de info")
_PROVIDER = one_of("gmail googlemail hotmail outlook live yahoo icloud msn telia protonmail proton spray bredband")
_SIGN = r"(?:snabel-?a|snabel a|snabla|alfakrull|kanelbulle)"
_BARE_DOT = r"(?:punkt|dot|prick)"
_DOT = rf"(?:\.| \. ?(?=(?:[\w-]+ \. )?{_TOP}\b)| ?[\[({{] ?(?:{_BARE_DOT}|\.) ?[\])}}] ?| {_BARE_DOT} )"
_LABELS = rf"(?:{_DOT}[\w-]+)"
_LOCAL = r"(?<![\w.+-])[\w.+-]++"
_SPELLED_LOCAL = rf"{_LOCAL}(?: (?:{_BARE_DOT}|understreck|underscore|bindestreck) [\w.+-]++){{0,3}}"
_WITH_SIGN = re.compile(
    rf"{_LOCAL}@[\w-]+{_LABELS}{{0,5}}"
    rf"|{_LOCAL} ?@ (?:{_PROVIDER}\b|[\w-]+(?={_DOT}[^\W\d])){_LABELS}{{0,3}}"
    rf"|{_LOCAL} @{_PROVIDER}\b{_LABELS}?",
    re.IGNORECASE,
)
_WITHOUT_SIGN = re.compile(
    rf"{_SPELLED_LOCAL}(?: ?[\[({{<] ?(?:at|@|{_SIGN}) ?[\])}}>] ?| {_SIGN} )[\w-]+{_LABELS}{{0,3}}"
    rf"|{_SPELLED_LOCAL}\(a\)[\w-]+{_LABELS}{{1,3}}"
    rf"|{_SPELLED_LOCAL} at (?:{_PROVIDER}\b(?:{_DOT}{_TOP}\b)?|[\w-]+(?: {_BARE_DOT} [\w-]+){{1,3}})",
    re.IGNORECASE,
)


def emails(text: str) -> Iterator[Span]:
    """Where they stand in a folded text."""
    for pattern in (_WITH_SIGN, _WITHOUT_SIGN):
        for match in pattern.finditer(text):
            yield match.span()

"""Personal data hidden in what residents write, before it is stored.

Hidden is what has a form: numbers, addresses, plates, accounts, e-mail, links and user names. Names of people have none
and are not looked for: a list would miss most of them and hide streets, schools and ordinary words instead.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter

from people.masking.accounts import accounts
from people.masking.addresses import addresses
from people.masking.emails import emails
from people.masking.folding import Span, fold, gaps
from people.masking.handles import handles
from people.masking.links import links
from people.masking.personal_numbers import personal_numbers
from people.masking.phones import phones
from people.masking.plates import plates


class Hidden(StrEnum):
    """What was hidden; the value stands in its place in brackets, for staff who read Swedish."""

    PERSONAL_NUMBER = "personnummer"
    PHONE = "telefon"
    EMAIL = "e-post"
    HANDLE = "användarnamn"
    LINK = "länk"
    ADDRESS = "adress"
    PLATE = "bilnummer"
    ACCOUNT = "konto"


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without what was found, and the kinds found, in the order of `Hidden` and each once."""

    text: str
    hidden: tuple[Hidden, ...]


@dataclass(frozen=True, slots=True)
class _Find:
    span: Span
    kind: Hidden

    @property
    def length(self) -> int:
        start, end = self.span
        return end - start


_FINDERS: dict[Hidden, Callable[[str], Iterator[Span]]] = {
    Hidden.ACCOUNT: accounts,
    Hidden.PERSONAL_NUMBER: personal_numbers,
    Hidden.PHONE: phones,
    Hidden.EMAIL: emails,
    Hidden.HANDLE: handles,
    Hidden.LINK: links,
    Hidden.ADDRESS: addresses,
    Hidden.PLATE: plates,
}
_HIDDEN_ALREADY = re.compile("(" + "|".join(re.escape(f"[{kind}]") for kind in Hidden) + ")")
_SHORTEST = len("@ab")
_MOST_LOOKS = 3


def mask(text: str) -> Masked:
    """Hide personal data; everything else stays as written, character for character.

    Masking again changes nothing: what stands between hidden things is looked at alone until nothing is found in it.
    """
    written = _HIDDEN_ALREADY.split(text)
    masked = [list(_masked(part, _MOST_LOOKS)) if part else [] for part in written[::2]]
    written[::2] = ["".join(f"[{part}]" if isinstance(part, Hidden) else part for part in parts) for parts in masked]
    found = {part for parts in masked for part in parts if isinstance(part, Hidden)}
    return Masked("".join(written), tuple(kind for kind in Hidden if kind in found))


def _masked(text: str, looks: int) -> Iterator[str | Hidden]:
    """The text in parts, or all of it hidden if even the last look finds something, so that time stays linear."""
    finds = _finds(text) if len(text) >= _SHORTEST else []
    if not finds:
        yield text
    elif looks == 1:
        yield finds[0].kind
    else:
        for part in _parts(text, finds):
            if isinstance(part, Hidden):
                yield part
            else:
                yield from _masked(part, looks - 1)


def _parts(text: str, finds: list[_Find]) -> Iterator[str | Hidden]:
    between = [text[start:stop] for start, stop in gaps([find.span for find in finds], len(text))]
    for part, find in zip(between, finds, strict=False):
        if part:
            yield part
        yield find.kind
    if between[-1]:
        yield between[-1]


def _finds(text: str) -> list[_Find]:
    folded = fold(text)
    view = folded.text
    spans = [(span, kind) for kind, finder in _FINDERS.items() for span in finder(view)]
    finds: list[_Find] = []
    for span, kind in sorted(spans, key=itemgetter(0)):
        find = _Find(folded.written(span), kind)
        if finds and find.span[0] < finds[-1].span[1]:
            finds[-1] = _joined(finds[-1], find)
        else:
            finds.append(find)
    return finds


def _joined(first: _Find, second: _Find) -> _Find:
    longer = second if second.length > first.length else first
    return _Find((first.span[0], max(first.span[1], second.span[1])), longer.kind)

"""Texts with one piece of personal data in one of its many spellings, put together by chance from a seed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from people.masking.mask import Hidden
from tests.personal_data.addresses import address
from tests.personal_data.carriers import CARRIERS
from tests.personal_data.contacts import email, handle, link
from tests.personal_data.numbers import account, personal_number, phone, plate
from tests.personal_data.piece import Piece


@dataclass(frozen=True, slots=True)
class Sample:
    """A text with one piece of personal data, and how it should look masked."""

    kind: Hidden
    text: str
    secrets: tuple[str, ...]
    masked: str

    def leaks(self, masked: str) -> bool:
        """Whether a digit or a word of the secret can still be read in the masked text."""
        left = masked.replace(f"[{self.kind}]", " ")
        words = set(re.findall(r"\w+", left.casefold()))
        return any(map(str.isdigit, left)) or any(secret.casefold() in words for secret in self.secrets)


def samples(count: int, seed: int) -> Iterator[Sample]:
    """That many texts, every kind as often as the next."""
    random = Random(seed)
    kinds = tuple(Hidden)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        piece = _SPELLERS[kind](random)
        carrier = random.choice(CARRIERS)
        yield Sample(
            kind,
            carrier.replace("{}", piece.before + piece.secret + piece.after),
            piece.secrets,
            carrier.replace("{}", f"{piece.before}[{kind}]{piece.after}"),
        )


_SPELLERS: dict[Hidden, Callable[[Random], Piece]] = {
    Hidden.PERSONAL_NUMBER: personal_number,
    Hidden.PHONE: phone,
    Hidden.EMAIL: email,
    Hidden.HANDLE: handle,
    Hidden.LINK: link,
    Hidden.ADDRESS: address,
    Hidden.PLATE: plate,
    Hidden.ACCOUNT: account,
}

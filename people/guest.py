"""Whoever was at a dialogue and is to hear of it again."""

from dataclasses import dataclass
from datetime import datetime

from people.person import PersonKey


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who wants to know what a dialogue came to, or who is about to write a question to its panel."""

    dialogue: int
    person: PersonKey
    wants_answer: bool = False
    asking: datetime | None = None

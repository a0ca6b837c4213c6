"""A citizen dialogue: residents meet the municipality and the police, and are told what came of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from people.receipt import ALPHABET
from survey.upkeep import DIALOGUE

CODE_BYTES = 7
"""Of which 50 bits become the code: nobody guesses one, but it hangs on a wall, so it is no secret."""
LINK = "d_"
"""What a deep link's payload begins with."""

ANSWER_WITHIN = timedelta(hours=48)
"""So long after a dialogue those who were there are told what was said and decided: that is what they are promised."""
REMIND_AFTER = timedelta(hours=40)
"""So long after it the staff is reminded that nothing has been told yet."""
GUESTS_KEPT = timedelta(hours=72)
"""So long after it whoever waits for the answer is remembered: the time promised, and a day for one that is late."""

LONGEST_FIELD = 100
"""Characters of a place or an audience."""
LONGEST_ANSWER = 2000
"""Characters of what was said and decided, so that it fits into one message with its frame."""
LONGEST_QUESTION = 500
"""Characters of a question to the panel."""

_LETTERS = 10
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One dialogue. `held_on` is a local day; `ended` is when it was over, None before that.

    `answer` is what was said and decided, in `language`; `answered` when it was sent to those who wanted it.
    `reminded` is when the staff was reminded that it is missing.
    """

    number: int
    code: str
    place: str
    held_on: date
    audience: str
    ended: datetime | None = None
    answer: str = ""
    language: str = ""
    answered: datetime | None = None
    reminded: datetime | None = None

    @property
    def round(self) -> str:
        """The round of the survey that is answered here."""
        return f"{DIALOGUE}{self.code}"

    def is_open(self, today: date) -> bool:
        """Whether residents can answer and ask now."""
        return self.ended is None and self.held_on <= today

    def takes_wishes(self, now: datetime) -> bool:
        """Whether somebody can still say that they want to know what came of it."""
        return self.answered is None and (self.ended is None or now < self.ended + GUESTS_KEPT)


@dataclass(frozen=True, slots=True)
class PanelQuestion:
    """A question to the panel, masked, under a random id: nothing says who asked."""

    id: str
    dialogue: int
    text: str
    language: str | None = None


def dialogue_code(randomness: bytes) -> str:
    """The code of `CODE_BYTES` random bytes, in letters that a poster can carry and a hand can copy."""
    number = int.from_bytes(randomness, "big")
    return "".join(ALPHABET[number >> shift & 31] for shift in range(5 * (_LETTERS - 1), -1, -5))


def read_code(text: str) -> str:
    """The code as it was made, from however somebody typed it; "" where it cannot be one."""
    letters = text.strip().upper().translate(_READ_AS)
    return letters if len(letters) == _LETTERS and all(letter in ALPHABET for letter in letters) else ""


def code_of_round(round_name: str) -> str:
    """The code of the dialogue whose round that is; "" for any other round."""
    return round_name.removeprefix(DIALOGUE) if round_name.startswith(DIALOGUE) else ""


def deep_link(username: str, code: str) -> str:
    """The address that opens a dialogue in the bot (core.telegram.org/bots/features#deep-linking)."""
    return f"https://t.me/{username}?start={LINK}{code}"

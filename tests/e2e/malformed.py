"""Updates that Telegram never sent, or did and broke a bot with; every text in them is a canary."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from simulator.records import Json

CANARY = "kanariefågel"
_numbers = count(1)

Make = Callable[[int], Json]


@dataclass(frozen=True, slots=True)
class Malformed:
    """`make` gives the update for a person's id. `dead`: it cannot be read, so it is put aside."""

    name: str
    make: Make
    dead: bool


def canary() -> str:
    return f"{CANARY}-{next(_numbers)}"


def _user(person: int) -> Json:
    return {"id": person, "is_bot": False, "first_name": canary(), "last_name": canary(), "username": canary()}


def _message(person: int, **changes: object) -> Json:
    chat = {"id": person, "type": "private", "first_name": canary()}
    content = {"message_id": 1, "date": 1, "from": _user(person), "chat": chat, "text": canary()}
    return {name: value for name, value in (content | changes).items() if value is not None}


def _written(**changes: object) -> Make:
    return lambda person: {"message": _message(person, **changes)}


def _nested(person: int) -> Json:
    message = _message(person)
    for _ in range(100):
        message = _message(person, reply_to_message=message)
    return {"message": message}


def _bracketed(person: int) -> Json:
    inner: list[object] = [canary()]
    for _ in range(300):
        inner = [inner]
    return {"message": _message(person, entities=inner)}


def _membership(person: int) -> Json:
    bot = {"id": 1, "is_bot": True, "first_name": canary()}
    change = {
        "old_chat_member": {"status": "member", "user": bot},
        "new_chat_member": {"status": canary(), "user": bot},
    }
    return {"my_chat_member": _message(person, text=None, message_id=None) | change}


def _reaction(person: int) -> Json:
    reactions = {"old_reaction": [], "new_reaction": [{"type": canary(), "scent": canary()}]}
    return {"message_reaction": _message(person, text=None) | {"user": _user(person)} | reactions}


def _press(person: int) -> Json:
    return {"callback_query": {"id": "1", "from": _user(person), "message": _message(person), "chat_instance": "1"}}


_NAMELESS = {"type": "hidden_user", "date": 1}
_UNKNOWN = {"type": canary(), "date": 1}
_NO_SENDER, _A_WORD = {"from": None}, {"from": canary()}

SHAPES = (
    Malformed("forwarded from a hidden user without a name", _written(forward_origin=_NAMELESS), dead=True),
    Malformed("forwarded from an unknown kind of origin", _written(forward_origin=_UNKNOWN), dead=True),
    Malformed("an empty story", _written(story={}), dead=True),
    Malformed("no chat", _written(chat=None), dead=False),
    Malformed("a new kind of reaction", _reaction, dead=False),
    Malformed("a new status of a chat member", _membership, dead=True),
    Malformed("nobody who sent it", _written(**_NO_SENDER), dead=False),
    Malformed("a button without data", _press, dead=False),
    Malformed("the sender as a string", _written(**_A_WORD), dead=False),
    Malformed("a number alone", lambda _: {}, dead=False),
    Malformed("a hundred messages in each other", _nested, dead=False),
    Malformed("three hundred brackets", _bracketed, dead=True),
    Malformed("a number and a date of other types", _written(message_id=canary(), date=[canary()]), dead=True),
    Malformed("a date that no calendar has", _written(date=2**70), dead=True),
    Malformed("text that is an object", _written(text={canary(): canary()}), dead=True),
    Malformed("an unknown kind of update", lambda _: {canary(): {"from": canary()}}, dead=False),
)

"""The column `type` of the sheet `survey`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from survey.questionnaire import Kind
from survey.xlsform.expression import NotUnderstood

BEGIN, END = "begin_group", "end_group"

_PLAIN: Mapping[str, Kind] = {
    "note": Kind.NOTE,
    "text": Kind.TEXT,
    "string": Kind.TEXT,
    "integer": Kind.INTEGER,
    "int": Kind.INTEGER,
    "decimal": Kind.DECIMAL,
    "date": Kind.DATE,
    "range": Kind.RANGE,
    "geopoint": Kind.GEOPOINT,
    "gps": Kind.GEOPOINT,
    "location": Kind.GEOPOINT,
}
_OF_A_LIST = re.compile(
    r"""(?: (?P<one> select[ _]one(?:[ ]from)? | select1 )
          | (?P<multiple> select[ _]multiple(?:[ ]from)? | select[ ]all[ ]that[ ]apply(?:[ ]from)? )
          | rank )
        [ ] (?P<list> \S+ ) (?P<other> [ ] (?: or_other | or[ ]other | or[ ]specify[ ]other ) )?""",
    re.VERBOSE | re.IGNORECASE,
)
_ABOUT_THE_DEVICE = frozenset(
    ("start", "end", "today", "deviceid", "phonenumber", "simserial", "subscriberid", "username", "email", "audit")
)
_RECORDED = frozenset(("image", "photo", "audio", "video", "file", "barcode", "osm"))


@dataclass(frozen=True, slots=True)
class QuestionType:
    """A kind, the list its options come from, and whether "other" is to be among them."""

    kind: Kind
    options: str = ""
    other: bool = False


def read_type(text: str) -> QuestionType | str:
    """What the row is: a question's type, or BEGIN or END of a group.

    Raises:
        NotUnderstood: it is something else; the message says what.
    """
    plain = " ".join(text.split())
    word = plain.lower()
    if word.replace(" ", "_") in (BEGIN, END):
        return word.replace(" ", "_")
    if word in _PLAIN:
        return QuestionType(_PLAIN[word])
    found = _OF_A_LIST.fullmatch(plain)
    if found is None:
        raise NotUnderstood(_why_not(plain))
    kind = Kind.SELECT_ONE if found["one"] else Kind.SELECT_MULTIPLE if found["multiple"] else Kind.RANK
    return QuestionType(kind, found["list"], bool(found["other"]))


def written_type(kind: Kind, options: str) -> str:
    """How the column names a type; a place's own options stand in a column of ours."""
    return f"{kind} {options}" if options and kind is not Kind.GEOPOINT else kind.value


def _why_not(text: str) -> str:
    word = text.lower()
    first = word.partition(" ")[0]
    if word in _ABOUT_THE_DEVICE:
        return f'"{text}" is not asked but recorded; the bot records nothing of the kind, so leave the row out'
    if "repeat" in word or first == "loop":
        return "questions that repeat cannot be carried over"
    if first == "calculate":
        return "nothing is calculated here; leave the row out"
    if "from_file" in word or "external" in word or "from file" in word:
        return 'options come from the sheet "choices" only'
    if first in _RECORDED:
        return f"an answer here is no {first}; ask in words"
    return f'"{text}" is no type that can be asked here' if text else "the type is missing"

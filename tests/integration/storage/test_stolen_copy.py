"""Somebody has a copy of the database, a list of a million Telegram ids, and no key."""

import hashlib
import hmac
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from people.inbox import StoredUpdate
from people.keys import RECEIPTS, KeyRing, guard_mark, receipt_mark
from people.person import ChatId, Person
from storage.database import Database, open_database
from storage.unit_of_work import UnitOfWork
from survey.session import Answer
from tests.integration.conftest import SECRET
from tests.integration.storage.examples import NOW, message, response

pytestmark = pytest.mark.no_cover  # the same lines again and again, and counting them takes longer than running them

KEYS = KeyRing(SECRET)
FIRST, TRIED = 7_100_000_000, 1_000_000
RESIDENTS = [FIRST + 1_000 * number for number in range(200)]
WORDS = "Det är mörkt vid stationen och jag går inte dit."
GUESSABLE = (b"", b"lofteskollen")
RAW, HEX = 8, 16
"""Bytes of a hash that are looked for: as many as make a chance hit one in ten million."""

Guess = Callable[[bytes], "hashlib._Hash"]


def town(work: UnitOfWork) -> None:
    """Residents who answered, follow, and have just written."""
    receipts = work.keys.key(RECEIPTS, b"r" * 32)
    round_key = work.participations.round_key("2026", b"k" * 32)
    for number in RESIDENTS:
        key = KEYS.person(number)
        work.people.save(Person(key, ChatId(number), "sv"))
        work.responses.add(response(f"r{number % 99_991}", receipt=receipt_mark(receipts, str(number))))
        work.responses.put_answer(response(f"r{number % 99_991}").id, "why", Answer(text=WORDS, language="sv"))
        work.participations.claim("2026", guard_mark(round_key, ChatId(number)))
        work.inbox.store([StoredUpdate(number % 10_007, key, f'{{"id": {number}}}'.encode())], NOW)
    work.outbox.add([message("one", Person(KEYS.person(FIRST), ChatId(FIRST), "sv"))])


@pytest.fixture
async def copy(sqlite_url: str, sqlite_file: Path, tmp_path: Path) -> Path:
    """Made with SQLite's own backup."""
    database: Database = await open_database(sqlite_url, KEYS.cipher)
    await database.write(town)
    await database.close()
    with closing(sqlite3.connect(sqlite_file)) as source, closing(sqlite3.connect(tmp_path / "copy.db")) as target:
        source.backup(target)
    return tmp_path / "copy.db"


@pytest.fixture
def stolen(copy: Path) -> bytes:
    return copy.read_bytes()


def recovered(stolen: bytes) -> Iterator[int]:
    """The ids that the thief can tell were here, as plain numbers or hashed in the ways one would try first."""
    raw = {stolen[at : at + RAW] for at in range(len(stolen))}
    written = {stolen[at : at + HEX] for at in range(len(stolen))}
    keyed = [hmac.new(key or b"\0", digestmod=hashlib.sha256) for key in GUESSABLE]
    for number in range(FIRST, FIRST + TRIED):
        digits = str(number).encode()
        digests = [hashlib.sha256(digits).digest()]
        for each in keyed:
            one = each.copy()
            one.update(digits)
            digests.append(one.digest())
        if any(digest[:RAW] in raw or digest[: HEX // 2].hex().encode() in written for digest in digests):
            yield number


def in_the_clear(stolen: bytes, number: int) -> bool:
    return any(
        form in stolen for form in (str(number).encode(), number.to_bytes(8, "big"), number.to_bytes(8, "little"))
    )


def test_a_million_known_ids_are_tried_and_none_is_found(stolen: bytes) -> None:
    assert list(recovered(stolen)) == []
    assert not [number for number in RESIDENTS if in_the_clear(stolen, number)]


def test_the_thief_would_find_whoever_is_kept_as_a_plain_hash_or_number() -> None:
    plain, keyed = FIRST + 5, FIRST + 77
    careless = hashlib.sha256(str(plain).encode()).hexdigest().encode()
    guessed = hmac.new(b"lofteskollen", str(keyed).encode(), hashlib.sha256).digest()
    assert list(recovered(b"..." + careless + b"..." + guessed)) == [plain, keyed]
    assert in_the_clear(b"chat 7100000000", FIRST)


def test_no_word_in_the_copy_can_be_read(stolen: bytes) -> None:
    assert len(stolen) > 100_000
    for form in ("utf-8", "utf-16-le", "utf-16-be"):
        assert WORDS.encode(form) not in stolen
    assert b"stationen" not in stolen
    assert b"Sluta" not in stolen

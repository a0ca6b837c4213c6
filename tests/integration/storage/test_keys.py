import pytest
from cryptography.fernet import MultiFernet

from people.keys import RECEIPTS, KeyRing
from storage.database import Database, open_database
from storage.errors import UnreadableValue, WrongSecret
from storage.secret_check import check_key
from tests.integration.storage.examples import save_people


async def test_the_first_key_of_a_name_stays(database: Database, elsewhere: Database) -> None:
    assert await database.read(lambda work: work.keys.find_key(RECEIPTS)) is None
    assert await database.write(lambda work: work.keys.key(RECEIPTS, b"first")) == b"first"
    assert await elsewhere.write(lambda work: work.keys.key(RECEIPTS, b"second")) == b"first"
    assert await elsewhere.read(lambda work: work.keys.find_key(RECEIPTS)) == b"first"


async def test_keys_of_different_names_are_different_keys(database: Database) -> None:
    await database.write(lambda work: work.keys.key("one", b"1"))
    await database.write(lambda work: work.keys.key("two", b"2"))
    assert await database.read(lambda work: work.keys.find_key("one")) == b"1"


async def test_a_key_cannot_be_read_with_another_secret(database: Database, database_url: str) -> None:
    await database.write(lambda work: work.keys.key(RECEIPTS, b"first"))
    stranger = await open_database(database_url, KeyRing("a secret of somebody else entirely").cipher)
    with pytest.raises(UnreadableValue):
        await stranger.read(lambda work: work.keys.find_key(RECEIPTS))
    await stranger.close()


async def test_the_right_secret_is_known_again(database: Database, database_url: str, cipher: MultiFernet) -> None:
    await check_key(database, b"a" * 32)
    again = await open_database(database_url, cipher)
    await check_key(again, b"b" * 32)
    await again.close()


async def test_a_wrong_secret_is_refused_in_one_clear_line_before_anything_is_written(
    database: Database, database_url: str
) -> None:
    await check_key(database, b"a" * 32)
    await database.write(save_people)
    stranger = await open_database(database_url, KeyRing("a secret of somebody else entirely").cipher)
    with pytest.raises(WrongSecret, match=r"SECRET_KEY is not the one .* rotate-key") as caught:
        await check_key(stranger, b"b" * 32)
    await stranger.close()
    assert "\n" not in str(caught.value)
    await check_key(database, b"c" * 32)


async def test_a_wrong_secret_is_noticed_where_there_is_no_canary_yet(database: Database, database_url: str) -> None:
    await database.write(lambda work: work.participations.round_key("2026", b"k" * 32))
    stranger = await open_database(database_url, KeyRing("a secret of somebody else entirely").cipher)
    with pytest.raises(WrongSecret):
        await check_key(stranger, b"b" * 32)
    await stranger.close()

"""Where the SQLite file lies, and who may open it."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import MultiFernet

from storage import folder
from storage.database import open_database
from storage.engine import connect_sqlite
from storage.errors import DatabaseUnreachable, SchemaOutdated, StorageBroken, UnknownDatabase, UnsafeFolder
from storage.folder import shared_file_system
from storage.migrate import migrate
from tests.integration.storage.examples import save_people

MOUNTS = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:25 / /srv rw - nfs4 server:/export rw
31 22 0:26 / /srv/local rw - ext4 /dev/vdb rw
32 22 0:27 / /mnt/with\\040space rw - cifs //server/share rw
33 22 0:28 / /host rw - virtiofs host rw
34 22 0:29 / /cloud rw - fuse.rclone remote rw
35 22 0:30 / /twice rw - ext4 /dev/vdc rw
36 22 0:31 / /twice rw - 9p host rw
"""


@pytest.fixture
def careless() -> Iterator[None]:
    """A umask that hides nothing."""
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def test_folder_and_files_are_closed_to_others_whatever_the_umask(
    tmp_path: Path, careless: None, cipher: MultiFernet
) -> None:
    path = tmp_path / "data" / "lofteskollen.db"
    url = f"sqlite+aiosqlite:///{path}"
    await migrate(url)
    database = await open_database(url, cipher)
    await database.write(save_people)
    modes = {each.name: mode(each) for each in path.parent.iterdir()}
    await database.close()

    assert mode(path.parent) == 0o700
    assert modes == {
        "lofteskollen.db": 0o600,
        "lofteskollen.db-wal": 0o600,
        "lofteskollen.db-shm": 0o600,
    }


@pytest.fixture
def open_file(sqlite_file: Path) -> Path:
    sqlite_file.chmod(0o644)
    return sqlite_file


async def test_a_file_that_was_open_to_others_is_closed(open_file: Path, cipher: MultiFernet) -> None:
    database = await open_database(f"sqlite+aiosqlite:///{open_file}", cipher)
    await database.close()

    assert mode(open_file) == 0o600


async def test_a_folder_that_others_may_read_is_refused_with_the_remedy(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)

    with pytest.raises(UnsafeFolder, match=f"chmod 700 {shared}"):
        await migrate(f"sqlite+aiosqlite:///{shared}/lofteskollen.db")
    assert list(shared.iterdir()) == []


async def test_a_network_file_system_is_refused_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS + f"40 22 0:40 / {tmp_path} rw - nfs4 server:/export rw\n")
    monkeypatch.setattr(folder, "_MOUNTS", mounts)

    with pytest.raises(UnsafeFolder, match="nfs4"):
        await migrate(f"sqlite+aiosqlite:///{tmp_path}/lofteskollen.db")


@pytest.mark.parametrize(
    ("where", "kind"),
    [
        ("/home/bot", None),
        ("/srv/data", "nfs4"),
        ("/srv/local/data", None),
        ("/mnt/with space/data", "cifs"),
        ("/host/data", "virtiofs"),
        ("/hostile", None),
        ("/cloud", "fuse.rclone"),
        ("/twice/data", "9p"),
    ],
)
def test_the_innermost_mount_decides(where: str, kind: str | None) -> None:
    assert shared_file_system(Path(where), MOUNTS) == kind
    assert shared_file_system(Path(where), "") is None


def test_every_connection_is_set_for_safety(sqlite_file: Path) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "secure_delete": 1,
        "trusted_schema": 0,
    }
    for read_only in (False, True):
        connection = connect_sqlite(sqlite_file, read_only=read_only)
        found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in expected}
        writable = connection.execute("PRAGMA query_only").fetchone() == (0,)
        connection.close()
        assert found == expected
        assert writable is not read_only


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "sqlite:///data/x.db",
        "sqlite+aiosqlite://",
        "sqlite+aiosqlite:///:memory:",
        "sqlite+aiosqlite:///x.db?mode=ro",
        "mysql://localhost/x",
        "postgresql://localhost/x",
        "postgresql+asyncpg://localhost:notaport/x",
    ],
)
async def test_an_address_of_something_else_is_refused(url: str, cipher: MultiFernet) -> None:
    with pytest.raises(UnknownDatabase):
        await open_database(url, cipher)


@pytest.mark.parametrize("content", [b"this is not a database" * 100, b"SQLite format 3\x00" + b"\xff" * 5000])
async def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(
    tmp_path: Path, content: bytes, cipher: MultiFernet
) -> None:
    path = tmp_path / "lofteskollen.db"
    path.write_bytes(content)

    with pytest.raises(StorageBroken):
        await open_database(f"sqlite+aiosqlite:///{path}", cipher)
    with pytest.raises(StorageBroken):
        await migrate(f"sqlite+aiosqlite:///{path}")
    assert path.read_bytes() == content


async def test_an_unreachable_server_is_said_without_its_address(cipher: MultiFernet) -> None:
    url = "postgresql+asyncpg://user:password@127.0.0.1:1/nothing"

    for attempt in (open_database(url, cipher), migrate(url)):
        with pytest.raises(DatabaseUnreachable) as caught:
            await attempt
        assert "password" not in str(caught.value)


async def test_tables_of_another_version_are_refused(sqlite_file: Path, cipher: MultiFernet) -> None:
    second = sqlite3.connect(sqlite_file)
    second.execute("UPDATE alembic_version SET version_num = 'older'")
    second.commit()
    second.close()

    with pytest.raises(SchemaOutdated, match="lofteskollen migrate"):
        await open_database(f"sqlite+aiosqlite:///{sqlite_file}", cipher)


async def test_an_empty_database_is_refused_until_it_is_migrated(tmp_path: Path, cipher: MultiFernet) -> None:
    with pytest.raises(SchemaOutdated, match="no tables"):
        await open_database(f"sqlite+aiosqlite:///{tmp_path}/lofteskollen.db", cipher)

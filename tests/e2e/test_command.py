"""The operator's words: what they print, and how they say what is wrong."""

import asyncio
import re
import shutil
import signal
import socket
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import aiohttp
import pytest

from tests.process import ROOT, environment, run_words, start_words

CONTENT = ROOT / "content" / "sandviken"
TOKEN = "123456789:A-token-for-tests-only_no-bot-has-it"

Settings = dict[str, str]


@pytest.fixture
def env(tmp_path: Path) -> Settings:
    return environment(tmp_path, "http://127.0.0.1:9", TOKEN)


async def explained(*words: str, env: Settings, code: int = 1) -> list[str]:
    """The problems on standard error, of a command that fails as it should."""
    outcome = await run_words(*words, env=env)
    assert "Traceback" not in outcome.err
    assert (outcome.code, outcome.out) == (code, "")
    return outcome.problems


async def done(*words: str, env: Settings, typed: str = "") -> str:
    """Standard output of a command that succeeds."""
    outcome = await run_words(*words, env=env, typed=typed)
    assert (outcome.code, outcome.err) == (0, "")
    return outcome.out


async def test_check_finds_nothing_wrong_with_what_is_shipped(env: Settings) -> None:
    assert (await done("check", env=env)).endswith("Settings and content are in order.\n")


async def test_check_tells_every_wrong_setting_at_once_and_no_secret(env: Settings) -> None:
    wrong = {
        "BOT_TOKEN": "hemlig",
        "SECRET_KEY": "kort-hemlig",
        "DATABASE_URL": "mysql://hemlig",
        "TIMEZONE": "Sandviken",
        "STAFF_DIGEST_AT": "25:00",
        "FOLLOWER_DIGEST_AT": "varje dag",
        "QUIET_HOURS": "natten",
        "MIN_GROUP_PUBLIC": "1",
        "STAFF_IDS": "1,två",
        "BOT_API_URL": "ftp://hemlig",
    }
    problems = await explained("check", env=env | wrong)
    assert {line.partition(":")[0] for line in problems} == set(wrong)
    assert not [line for line in problems if "hemlig" in line]


async def test_check_tells_every_problem_of_the_content_with_its_place(env: Settings, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    for name, right, wrong in (
        ("questionnaire.yaml", "name: age\n", "name: Ålder\n"),
        ("promise.yaml", "commitments:", "commitmens:"),
        ("help_lines.yaml", "lines:", "lines: ["),
    ):
        path = content / name
        path.write_text(path.read_text().replace(right, wrong, 1))
    problems = await explained("check", env=env | {"CONTENT_DIR": str(content)})
    places = [re.match(rf"{re.escape(str(content))}/(\w+)\.yaml:\d+:\d+: .+", line) for line in problems]
    assert {place[1] for place in places if place} == {"questionnaire", "promise", "help_lines"}
    assert all(places)


async def test_the_bot_does_not_start_without_its_token_or_its_key(env: Settings) -> None:
    without_key = {name: value for name, value in env.items() if name != "SECRET_KEY"}
    without_token = {name: value for name, value in env.items() if name != "BOT_TOKEN"}
    [no_key], [no_token] = await asyncio.gather(explained("run", env=without_key), explained("run", env=without_token))
    assert no_key.startswith("SECRET_KEY: is not set; make one with")
    assert no_token.startswith("BOT_TOKEN: is not set")


async def test_wrong_words_are_wrong_usage(env: Settings) -> None:
    wrong = (
        ("fly",),
        ("export",),
        ("export", "--format", "xls", "--output", "x"),
        ("digest", "press"),
        ("progress", "dialogue", "finished", "Klart.", "--organisation", "police"),
    )
    outcomes = await asyncio.gather(*(run_words(*words, env=env) for words in wrong))
    assert [outcome.code for outcome in outcomes] == [2] * len(wrong)
    assert not [outcome for outcome in outcomes if "Traceback" in outcome.out + outcome.err]


async def test_a_database_that_cannot_be_reached_is_one_line(env: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for url in (
        f"sqlite+aiosqlite:///{tmp_path / 'file' / 'x.db'}",
        f"postgresql+asyncpg://nobody:hemlig@/none?host={tmp_path}",
    ):
        [problem] = await explained("migrate", env=env | {"DATABASE_URL": url})
        assert "hemlig" not in problem


async def test_an_export_that_cannot_be_written_is_one_line_and_leaves_the_old_file(
    env: Settings, tmp_path: Path
) -> None:
    [problem] = await explained("export", "--format", "csv", "--output", str(tmp_path / "none" / "x.csv"), env=env)
    assert "there is no such folder" in problem
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    await explained("export", "--format", "csv", "--output", str(folder), env=env)
    assert list_names(tmp_path) == ["data", "folder.csv"]


def list_names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def test_sample_data_fills_an_empty_database_once_the_same_for_the_same_seed(
    env: Settings, tmp_path: Path
) -> None:
    assert await done("migrate", env=env) == "The database has this version's form.\n"
    await done("sample", "--responses", "40", "--seed", "7", env=env)
    assert len(await explained("sample", "--responses", "40", "--seed", "7", env=env)) == 1

    path = tmp_path / "answers.csv"
    assert (
        await done("export", "--format", "csv", "--output", str(path), env=env) == f"40 responses written to {path}\n"
    )
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes().startswith(b"\xef\xbb\xbfresponse_id,status,survey,")
    assert "Morgonrapport" in await done("digest", "staff", env=env)
    assert "Welcome" not in await done("digest", "followers", "--language", "en", env=env)
    [problem] = await explained("digest", "staff", "--language", "tlh", env=env)
    assert "sv" in problem


async def test_progress_is_recorded_with_its_source_and_is_in_the_next_digest(env: Settings) -> None:
    env = {**env, "PUBLISH_SIGNATURES": "1"}
    told = ("progress", "dialogue", "in_progress", "Vi har träffat elevråden.", "--organisation", "municipality")
    assert (
        await done(*told, "--source", "https://sandviken.se/dialog", env=env) == "Recorded: dialogue is in_progress.\n"
    )
    in_a_week = datetime.now(UTC).date() + timedelta(weeks=1)
    digest = await done("digest", "followers", "--date", in_a_week.isoformat(), env=env)
    assert "Vi har träffat elevråden." in digest
    assert "https://sandviken.se/dialog" in digest

    problems = await explained("progress", "dialogue", "done", "", *told[4:], "--source", "ftp://x", env=env)
    assert len(problems) > 1
    unknown = await explained("progress", "weather", *told[2:], env=env)
    assert "dialogue" in unknown[-1]


async def test_a_backup_of_one_database_is_the_whole_of_another(env: Settings, tmp_path: Path) -> None:
    await done("sample", "--responses", "40", "--seed", "7", env=env)
    copy = tmp_path / "copy.db"
    assert re.fullmatch(r"\d+ bytes written to .*copy\.db\n", await done("backup", str(copy), env=env))
    [there] = await explained("restore", str(copy), env=env)
    assert "--force" in there
    await done("restore", str(copy), "--force", env=env)
    elsewhere = env | {"DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path}/new/town.db"}
    assert "is the database now" in await done("restore", str(copy), env=elsewhere)
    exported = [tmp_path / name for name in ("one.json", "two.json")]
    for settings, path in zip((env, elsewhere), exported, strict=True):
        assert "40 responses" in await done("export", "--format", "json", "--output", str(path), env=settings)


async def test_a_backup_that_cannot_be_made_or_put_back_is_one_line(env: Settings, tmp_path: Path) -> None:
    await done("migrate", env=env)
    await done("backup", str(tmp_path / "copy.db"), env=env)
    server = env | {"DATABASE_URL": "postgresql+asyncpg://nobody:hemlig@127.0.0.1:1/none"}
    (tmp_path / "text.db").write_text("no database")
    for words, settings, said in (
        (("backup", str(tmp_path / "copy.db")), server, "pg_dump"),
        (("restore", str(tmp_path / "copy.db")), server, "pg_dump"),
        (("backup", str(tmp_path / "none" / "copy.db")), env, "No such file"),
        (("restore", str(tmp_path / "text.db"), "--force"), env, "The copy cannot be used"),
        (("restore", str(tmp_path / "none.db"), "--force"), env, "there is no such file"),
    ):
        [problem] = await explained(*words, env=settings)
        assert said in problem
        assert "hemlig" not in problem


async def test_the_questionnaire_can_be_played_in_the_terminal_and_stores_nothing(
    env: Settings, tmp_path: Path
) -> None:
    outcome = await run_words("play", env=env, typed="2\n")
    assert "Hur gammal är du?" in outcome.out
    assert "Var bor du?" in outcome.out
    assert (outcome.code, "Traceback" in outcome.err) == (0, False)
    assert not (tmp_path / "data").exists()
    [problem] = await explained("play", "--language", "tlh", env=env)
    assert "sv" in problem


async def test_the_rehearsal_prints_its_address_serves_its_page_and_stops_when_told(env: Settings) -> None:
    process = await start_words("rehearse", "--port", "0", env=env)
    assert process.stdout is not None
    try:
        async with asyncio.timeout(30):
            line = await anext(line async for line in process.stdout if b"http://" in line)
        [address] = re.findall(r"http://127\.0\.0\.1:\d+", line.decode())
        async with aiohttp.ClientSession() as session, session.get(address) as page:
            assert (page.status, page.content_type) == (200, "text/html")
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(10):
            assert await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()
    assert process.stderr is not None
    assert (await process.stderr.read()).decode() == ""


async def test_a_port_that_is_taken_is_one_line(env: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        [problem] = await explained("rehearse", "--port", str(taken.getsockname()[1]), env=env)
    assert "port" in problem or "address" in problem


def report_words(first: date, last: date, output: Path) -> tuple[str, ...]:
    return ("report", "--from", str(first), "--to", str(last), "--output", str(output))


async def test_a_report_tells_the_figures_that_the_digest_tells(env: Settings, tmp_path: Path) -> None:
    path, again = tmp_path / "report.html", tmp_path / "again.html"
    await done("sample", "--responses", "120", "--seed", "1", env=env)
    today = datetime.now(ZoneInfo("Europe/Stockholm")).date()
    told = await done(*report_words(today - timedelta(days=30), today, path), env=env)
    assert str(path) in told
    assert "no figures" not in told
    page = path.read_text(encoding="utf-8")
    assert "Siffrorna är påhittade." in page
    worries = re.search(r"Vad oroar dig mest för unga här\? Vanligast: (.+?)\.</li>", page)
    assert worries
    assert worries[1] in await done("digest", "staff", "--date", str(today), env=env)
    await done(*report_words(today - timedelta(days=30), today, again), env=env)
    assert again.read_text(encoding="utf-8") == page


async def test_a_report_without_figures_says_why(env: Settings, tmp_path: Path) -> None:
    path, today = tmp_path / "report.html", datetime.now(ZoneInfo("Europe/Stockholm")).date()
    long_ago = today.replace(day=1) - timedelta(days=40)
    assert "had been told none by then" in await done(*report_words(long_ago, long_ago, path), env=env)
    assert "Det finns inget att visa." in path.read_text(encoding="utf-8")
    assert "grew by 5 or more" in await done(*report_words(long_ago, today, path), env=env)


async def test_what_no_report_can_be_of_is_one_line(env: Settings, tmp_path: Path) -> None:
    path, first = tmp_path / "report.html", date(2026, 11, 1)
    for wrong, said in (
        ((*report_words(date(2026, 11, 30), first, path),), "is before"),
        ((*report_words(first, first, tmp_path / "nowhere" / "r.html"),), "no such folder"),
        ((*report_words(first, first, path), "--language", "xx"), "not xx"),
        ((*report_words(date(2999, 1, 1), date(2999, 2, 1), path),), "has not begun"),
    ):
        [problem] = await explained(*wrong, env=env)
        assert said in problem
    no_day = ("report", "--from", "2026-13-01", "--to", "2026-12-01", "--output", str(path))
    assert [line for line in await explained(*no_day, env=env, code=2) if '"2026-13-01"' in line]
    assert not path.exists()

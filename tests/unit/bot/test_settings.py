from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.settings import Settings, SettingsError, read_settings
from digests.period import Daily, Weekly

TOKEN = "123456789:AAExampleExampleExampleExampleExample"
KEY = "a key for tests only, of no use anywhere"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No .env and no setting in the environment but the test's own."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def problems(monkeypatch: pytest.MonkeyPatch, **settings: str) -> list[str]:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert str(caught.value).splitlines() == caught.value.problems
    return caught.value.problems


def test_nothing_has_to_be_set_to_read_them() -> None:
    settings = read_settings()
    assert settings.bot_token is None
    assert settings.secret_key is None
    assert settings.timezone == ZoneInfo("Europe/Stockholm")
    assert settings.staff_digest_at == Daily(7, 30)
    assert settings.follower_digest_at == Weekly(0, 17, 0)


def test_the_example_is_read_as_it_stands_and_means_the_defaults(tmp_path: Path) -> None:
    example = Path(__file__).parents[3] / ".env.example"
    (tmp_path / ".env").write_text(example.read_text(encoding="utf-8"), encoding="utf-8")
    read = read_settings()
    assert {name: getattr(read, name) for name in Settings.model_fields} == {
        name: getattr(Settings(_env_file=None), name) for name in Settings.model_fields
    }


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("SEND_RATE=5\nMIN_GROUP_STAFF=7\n", encoding="utf-8")
    monkeypatch.setenv("SEND_RATE", "6")
    settings = read_settings()
    assert (settings.send_rate, settings.min_group_staff) == (6, 7)


def test_every_kind_of_value_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAFF_IDS", "7100200300, 7100200301,")
    monkeypatch.setenv("TIMEZONE", "Europe/Helsinki")
    monkeypatch.setenv("STAFF_DIGEST_AT", "06:05")
    monkeypatch.setenv("FOLLOWER_DIGEST_AT", "sun 09:30")
    monkeypatch.setenv("HTTP_LISTEN", "[::1]:9100")
    monkeypatch.setenv("BOT_API_URL", "http://127.0.0.1:8081/")
    settings = read_settings()
    assert settings.staff_ids == (7100200300, 7100200301)
    assert settings.timezone == ZoneInfo("Europe/Helsinki")
    assert settings.staff_digest_at == Daily(6, 5)
    assert settings.follower_digest_at == Weekly(6, 9, 30)
    assert settings.bot_api_url == "http://127.0.0.1:8081"
    assert settings.http_listen == ("::1", 9100)


def test_every_problem_is_told_at_once_each_with_its_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {
        "BOT_TOKEN": "tokenless",
        "BOT_API_URL": "telegram.org",
        "HTTP_LISTEN": "9100",
        "DATABASE_URL": "mysql://somebody:hemligt@db/x",
        "SECRET_KEY": "short",
        "STAFF_IDS": "7,Maria",
        "TIMEZONE": "Sandviken",
        "STAFF_DIGEST_AT": "half past seven",
        "FOLLOWER_DIGEST_AT": "17:00",
        "QUIET_HOURS": "always",
        "MIN_GROUP_PUBLIC": "2",
        "MIN_GROUP_STAFF": "few",
        "SEND_RATE": "0",
        "LOG_LEVEL": "LOUD",
        "LOG_FORMAT": "xml",
    }
    found = problems(monkeypatch, **wrong)
    assert {line.partition(":")[0] for line in found} == set(wrong)
    for secret in ("tokenless", "hemligt", "short", "Maria"):
        assert secret not in " ".join(found)


@pytest.mark.parametrize("zone", ["Europe", "../../etc/passwd", "Nowhere/City", "å", "/etc/localtime"])
def test_what_is_no_time_zone_is_said_to_be_none(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    assert problems(monkeypatch, TIMEZONE=zone) == ["TIMEZONE: is no time zone; Europe/Stockholm is one"]


@pytest.mark.parametrize("token", ["123456789", ":AAExample", "abc:AAExample", "123456789:"])
def test_what_is_no_token_is_not_repeated(monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    [line] = problems(monkeypatch, BOT_TOKEN=token)
    assert line.startswith("BOT_TOKEN: is not a bot token")
    assert token not in line


def test_no_secret_is_in_what_the_settings_say_of_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("SECRET_KEY", KEY)
    monkeypatch.setenv("DATABASE_URL", "postgresql+asyncpg://bot:hemligt@db/x")
    settings = read_settings()
    for said in (repr(settings), str(settings), settings.model_dump_json()):
        for secret in (TOKEN, KEY, "hemligt"):
            assert secret not in said

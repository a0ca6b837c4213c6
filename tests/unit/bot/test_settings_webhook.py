"""The settings of the webhook: what Telegram would not take, and what would give a secret away, is told in one line."""

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, read_settings

TOKEN = "123456789:AAExampleExampleExampleExampleExample"
SECRET = "a-secret-of-the-webhook"

NO_ADDRESS = "WEBHOOK_URL: is no address; https://bot.example.se/telegram is one"
MORE = "WEBHOOK_URL: must be without a user, a password and a part after #"
HTTPS = "WEBHOOK_URL: must start with https://, for Telegram pushes nowhere else"
PORT = "WEBHOOK_URL: must have port 443, 80, 88 or 8443, the only ones that Telegram pushes to"
HOW = "make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No .env and no setting in the environment but the test's own."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def problems(**settings: object) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        read_settings(bot_token=TOKEN, **settings)
    return caught.value.problems


def test_without_an_address_updates_are_asked_for_whatever_else_is_set() -> None:
    settings = read_settings(webhook_secret=SECRET)
    assert settings.webhook_url is None
    assert settings.webhook_listen == ("127.0.0.1", 9101)


@pytest.mark.parametrize(
    "url",
    [
        "https://bot.example.se",
        "https://bot.example.se/telegram?from=t",
        "https://bot.example.se:8443/a/b",
        "https://bot.example.se:88/",
        "https://bot.example.se:80/",
        "https://[2001:db8::1]/x",
        "http://127.0.0.1:5000/",
        "http://localhost:1/",
        "http://[::1]:9/",
    ],
)
def test_what_telegram_can_push_to_is_taken(url: str) -> None:
    settings = read_settings(bot_token=TOKEN, webhook_url=url, webhook_secret=SECRET)
    assert settings.webhook_url is not None
    assert settings.webhook_url.get_secret_value() == url
    assert url not in repr(settings)
    assert SECRET not in repr(settings)


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("bot.example.se", NO_ADDRESS),
        ("https://", NO_ADDRESS),
        ("https:///telegram", NO_ADDRESS),
        ("ftp://bot.example.se/", NO_ADDRESS),
        ("https://bot.example.se:99999/", NO_ADDRESS),
        ("https://bot.example.se:x/", NO_ADDRESS),
        ("https://[bot/", NO_ADDRESS),
        ("https://bot.example.se/a b", NO_ADDRESS),
        ("https://bot.example.se/å", NO_ADDRESS),
        ("https://mån.example.se/", NO_ADDRESS),
        ("https://bot.example.se/\nx", NO_ADDRESS),
        ("https://maria:hemligt@bot.example.se/", MORE),
        ("https://maria@127.0.0.1/", MORE),
        ("https://bot.example.se/#x", MORE),
        ("http://bot.example.se/", HTTPS),
        ("http://127.0.0.1.example.se/", HTTPS),
        ("https://bot.example.se:8080/", PORT),
        (
            f"https://bot.example.se/{TOKEN}",
            "WEBHOOK_URL: must not hold the bot's token: proxies and logs keep addresses",
        ),
        (
            f"https://bot.example.se/{TOKEN.replace(':', '%3A')}",
            "WEBHOOK_URL: must not hold the bot's token: proxies and logs keep addresses",
        ),
    ],
)
def test_any_other_address_is_one_clear_line_that_does_not_quote_it(url: str, problem: str) -> None:
    assert problems(webhook_url=url, webhook_secret=SECRET) == [problem]


def test_an_address_needs_a_secret() -> None:
    [line] = problems(webhook_url="https://bot.example.se/")
    assert line == f"WEBHOOK_SECRET: is needed beside WEBHOOK_URL, or anybody could speak as Telegram; {HOW}"


@pytest.mark.parametrize(
    "secret", ["short", "x" * 257, "a secret with spaces in it", "en-hemlighet-på-svenska", "x" * 16 + "\n"]
)
def test_a_secret_that_telegram_does_not_take_or_somebody_guesses_is_refused(secret: str) -> None:
    [line] = problems(webhook_secret=secret)
    assert line == f"WEBHOOK_SECRET: must have 16 to 256 of A-Z a-z 0-9 _ -; {HOW}"


def test_every_problem_is_told_at_once() -> None:
    lines = problems(webhook_url="http://bot.example.se", webhook_secret="short", webhook_listen="9101", send_rate=0)
    assert [line.partition(":")[0] for line in lines] == [
        "SEND_RATE", "WEBHOOK_URL", "WEBHOOK_SECRET", "WEBHOOK_LISTEN",
    ]  # fmt: skip
    lines = problems(webhook_url="https://bot.example.se", timezone="Sandviken")
    assert [line.partition(":")[0] for line in lines] == ["TIMEZONE", "WEBHOOK_SECRET"]

from pathlib import Path

import pytest

from bot import rehearsal
from simulator.world import World


def test_nothing_of_a_rehearsal_leaves_the_machine_whatever_the_operator_has_set(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WEBHOOK_URL", "https://bot.example.se/")
    monkeypatch.setenv("WEBHOOK_SECRET", "a-secret-of-the-webhook")
    monkeypatch.setenv("SMTP_URL", "smtp://mail.example.se:587")
    monkeypatch.setenv("STAFF_MAIL", "karin@example.se")
    settings = rehearsal._settings(World(clock=lambda: 0.0), "http://127.0.0.1:1", [], tmp_path)
    assert (settings.webhook_url, settings.smtp_url, settings.staff_mail) == (None, None, ())
    assert settings.bot_api_url == "http://127.0.0.1:1"

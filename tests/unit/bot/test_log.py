import asyncio
import io
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog

from bot.log import redacted, set_up_logging

TOKEN = "123456789:AAExampleExampleExampleExampleExample"
WORDS = "mamma dricker"
CHAT = 7100200300

Lines = Callable[[], str]


@pytest.fixture(params=["text", "json"])
def written(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lines]:
    """Everything logged so far."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    levels = {name: logging.getLogger(name).level for name in ("aiogram", "asyncio")}
    root.handlers[:] = []  # or they would be closed
    stream = io.StringIO()
    monkeypatch.setattr("bot.log.sys.stderr", stream)
    set_up_logging("DEBUG", request.param)
    yield stream.getvalue
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    structlog.reset_defaults()


def our_log() -> Any:
    return structlog.get_logger(f"test.{object()}")


def fail() -> None:
    raise ValueError(f"{WORDS} {CHAT} {TOKEN}")


def assert_says_nothing_of_anybody(lines: str) -> None:
    assert lines
    for secret in (TOKEN, WORDS, str(CHAT)):
        assert secret not in lines


def test_what_happened_is_said(written: Lines) -> None:
    our_log().warning("no updates", trouble="ClientConnectorError")
    lines = written()
    assert "no updates" in lines
    assert "ClientConnectorError" in lines


def test_our_own_lines_lose_tokens_and_long_numbers(written: Lines) -> None:
    our_log().error(f"chat {CHAT}", url=f"https://x/bot{TOKEN}/getMe", chat=CHAT, many=[CHAT, {"to": TOKEN}])
    assert_says_nothing_of_anybody(written())


def test_libraries_lines_lose_them_too(written: Lines) -> None:
    logging.getLogger("a.library").error("chat %s at %s", CHAT, TOKEN, extra={"chat": CHAT})
    assert_says_nothing_of_anybody(written())


def test_an_exception_is_named_with_its_place_and_not_with_its_words(written: Lines) -> None:
    try:
        fail()
    except ValueError as error:
        our_log().exception("a job failed")
        our_log().error("an update failed", exc_info=error)
        logging.getLogger("a.library").exception("it failed")
        logging.getLogger("a.library").error("it failed", exc_info=error)
    lines = written()
    assert_says_nothing_of_anybody(lines)
    assert lines.count("ValueError in fail:") == 4


def test_what_a_task_failed_on_is_not_quoted(written: Lines) -> None:
    loop = asyncio.new_event_loop()
    loop.call_exception_handler(
        {"message": "Task exception was never retrieved", "task": ValueError(WORDS), "exception": ValueError(WORDS)}
    )
    loop.close()
    assert_says_nothing_of_anybody(written())


def test_aiograms_own_lines_are_not_written(written: Lines) -> None:
    logging.getLogger("aiogram.event").error("Cause exception while process update id=%d", 1)
    assert written() == ""


def test_small_numbers_stay_numbers(written: Lines) -> None:
    our_log().info("back", shown_again=3, everything_done=True, silent_seconds=20)
    lines = written()
    if lines.startswith("{"):
        assert '"shown_again": 3, "everything_done": true, "silent_seconds": 20' in lines
    else:
        assert "shown_again=3" in lines


@pytest.mark.parametrize("harmless", ["2026-11-23T12:00:00.123456Z", "112", "116 111", "silent for 123456 s"])
def test_times_and_small_numbers_stay_readable(harmless: str) -> None:
    assert redacted(harmless) == harmless

"""Logs say what happened and never what was said, by whom, or with which token."""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

_TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{30,}")
_LONG_NUMBER = re.compile(r"(?<![\w.-])-?\d{7,}(?![\w.])")
"""Telegram ids have seven digits or more; nothing else we log does."""


def _redact(_: Any, __: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    return {key: _clean(value) for key, value in event.items()}


def _clean(value: Any) -> Any:
    """Small numbers stay what they are; all else is written out first, so that nothing hides in it."""
    if value is None or isinstance(value, (bool, float, logging.LogRecord)):
        return value
    text = redacted(str(value))
    return value if isinstance(value, int) and text == str(value) else text


def redacted(text: str) -> str:
    """The text without tokens and long numbers."""
    return _LONG_NUMBER.sub("[number]", _TOKEN.sub("[token]", text))


def _exception_names(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """An exception's own words may quote what somebody wrote: only its name and place are logged."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    error = info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        event["error"] = name_and_place(error)
    return event


def name_and_place(error: BaseException) -> str:
    """An exception without its words: its name, and the function and line it was raised in."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_qualname}:{place.tb_lineno}" if place else "?"
    return f"{type(error).__name__} in {where}"


def set_up_logging(level: str, form: str) -> None:
    """Send structlog's and every library's lines to standard error, as `text` or `json`."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _exception_names,
        _redact,
    ]
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.ExtraAdder(), *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _redact_event, renderer],
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # aiogram names update ids and bot names at INFO, and quotes updates it failed on at ERROR.
    logging.getLogger("aiogram").setLevel(logging.CRITICAL)
    for noisy in ("aiosqlite", "alembic", "apscheduler", "aiohttp.access", "asyncio"):  # aiosqlite quotes values
        logging.getLogger(noisy).setLevel(logging.WARNING)


def _redact_event(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    # Only the first line: asyncio writes beneath it what a task failed on.
    event["event"] = redacted(str(event.get("event", "")).partition("\n")[0])
    return event

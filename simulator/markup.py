"""Keyboards: what Telegram refuses in them, and what it drops without a word."""

import json
import re
from collections.abc import Callable

from simulator.limits import (
    ADVISED_BUTTONS_IN_ROW,
    BUTTONS,
    BUTTONS_IN_ROW,
    CALLBACK_DATA_BYTES,
    COPY_TEXT_CODE_POINTS,
    MARKUP_BYTES,
    PLACEHOLDER_CODE_POINTS,
)
from simulator.records import Chat, Json
from simulator.refusal import bad_request

Warn = Callable[[str], None]
_ACTIONS = (
    "url",
    "callback_data",
    "callback_game",
    "pay",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "login_url",
    "web_app",
    "copy_text",
    "disabled",
)
_KINDS = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")
_PRIVATE_ONLY = {
    "request_contact": "Phone number can be requested in private chats only",
    "request_location": "Location can be requested in private chats only",
    "request_poll": "Poll can be requested in private chats only",
    "request_users": "Users can be requested in private chats only",
    "request_chat": "Chats can be requested in private chats only",
    "web_app": "Web App buttons can be used in private chats only",
}
_LINK = re.compile(r"(?:(?P<scheme>[a-z][a-z0-9+]*):(?://)?)?(?P<rest>\S+)", re.IGNORECASE)
_WEB_HOST = re.compile(r"[^\s./:?#]+(?:\.[^\s./:?#]+)+(?:[:/?#].*)?|\[.*")


def parse_markup(given: object, warn: Warn) -> Json | None:
    """Any reply_markup as Telegram keeps it, None where nothing is left of it.

    Raises:
        RefusalError: 400, when Telegram would refuse it.
    """
    if not isinstance(given, dict):
        raise bad_request("object expected as reply markup")
    kind = next((name for name in _KINDS if name in given), None)
    if kind in {None, "remove_keyboard", "force_reply"}:
        return _without_keyboard(given, kind, warn)
    rows = _rows(given[kind], inline=kind == "inline_keyboard", warn=warn)
    return given | {kind: rows} if rows else None


def parse_inline_markup(given: object, warn: Warn) -> Json | None:
    """The inline keyboard of an edit.

    Raises:
        RefusalError: 400, when it is another kind of keyboard or a bad one.
    """
    markup = parse_markup(given, warn)
    if markup and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup


def check_for_chat(markup: Json | None, chat: Chat) -> None:
    """Refuse what only private chats, or no channels, allow.

    Raises:
        RefusalError: 400.
    """
    if markup is None or chat.is_private:
        return
    if chat.kind == "channel" and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    for row in markup.get("keyboard", []) + markup.get("inline_keyboard", []):
        for button in row:
            for field, reason in _PRIVATE_ONLY.items():
                if button.get(field):
                    raise bad_request(reason)


def _without_keyboard(given: Json, kind: str | None, warn: Warn) -> Json | None:
    _check_placeholder(given, warn)
    return given if kind and given[kind] is True else None


def _check_placeholder(given: Json, warn: Warn) -> None:
    if len(given.get("input_field_placeholder") or "") > PLACEHOLDER_CODE_POINTS:
        warn("input_field_placeholder has more than 64 characters")


def _rows(given: object, *, inline: bool, warn: Warn) -> list[list[Json]]:
    if not isinstance(given, list) or not all(isinstance(row, list) for row in given):
        kind = "inline_keyboard" if inline else "keyboard"
        owner = "InlineKeyboardMarkup" if inline else "ReplyKeyboardMarkup"
        raise bad_request(f'field "{kind}" of the {owner} must be an Array of Arrays')
    read = _inline_button if inline else _reply_button
    rows = [[button for button in map(read, row) if _visible(button, warn)] for row in given]
    kept = [row[:BUTTONS_IN_ROW] for row in rows if row]
    _check_size(kept, warn)
    return kept


def _visible(button: Json, warn: Warn) -> bool:
    if button["text"] or "icon_custom_emoji_id" in button:
        return True
    warn("a button without text is dropped")
    return False


def _check_size(rows: list[list[Json]], warn: Warn) -> None:
    if sum(map(len, rows)) > BUTTONS or len(json.dumps(rows, ensure_ascii=False).encode()) > MARKUP_BYTES:
        raise bad_request("reply markup is too long")
    if any(len(row) > ADVISED_BUTTONS_IN_ROW for row in rows):
        warn("a row has more than 8 buttons")


def _reply_button(given: object) -> Json:
    if isinstance(given, str):
        return {"text": given}
    return _with_text(given, "keyboard button", "KeyboardButton")


def _inline_button(given: object) -> Json:
    button = _with_text(given, "inline keyboard button", "InlineKeyboardButton")
    if not button["text"]:
        return button
    action = next((name for name in _ACTIONS if _is_action(name, button)), None)
    if action is None:
        reason = "Text buttons are unallowed in the inline keyboard"
        raise bad_request(f"can't parse inline keyboard button: {reason}")
    _check_action(action, button)
    extra = {name for name in _ACTIONS if name != action}
    return {name: value for name, value in button.items() if name not in extra}


def _is_action(name: str, button: Json) -> bool:
    # An empty query is a meaning of its own ("just the bot's name"); an empty address or data is none.
    return button.get(name) is not None and (bool(button[name]) or name not in {"url", "callback_data"})


def _check_action(action: str, button: Json) -> None:
    value = button[action]
    if action == "callback_data" and len(str(value).encode()) > CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "url":
        _check_url(str(value))
    if action == "copy_text" and not 1 <= _copied_length(value) <= COPY_TEXT_CODE_POINTS:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _copied_length(value: object) -> int:
    return len(str(value.get("text", ""))) if isinstance(value, dict) else 0


def _check_url(url: str) -> None:
    match = _LINK.fullmatch(url)
    scheme = ((match and match["scheme"]) or "http").lower()
    reason = ""
    if scheme not in {"http", "https", "tg", "ton", "tonsite"}:
        reason = "Unsupported URL protocol"
    elif not match or (scheme in {"http", "https"} and not _WEB_HOST.fullmatch(match["rest"])):
        reason = "Wrong HTTP URL"
    if reason:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {reason}")


def _with_text(given: object, what: str, kind: str) -> Json:
    if not isinstance(given, dict):
        raise bad_request(f"can't parse {what}: {kind} must be an Object")
    if "text" not in given:
        raise bad_request(f"can't parse {what}: Can't find field \"text\"")
    if not isinstance(given["text"], str):
        raise bad_request(f'can\'t parse {what}: Field "text" must be of type String')
    return given

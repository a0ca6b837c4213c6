"""What is kept of groups and channels: that the bot came or went, that it was called, and who follows for them.

Of everything else that is written there nothing is stored. Who wrote is kept only where it must be proven that they may
decide for the chat, and only their number; their name never.
"""

import re
from collections.abc import Mapping
from typing import Any

Raw = Mapping[str, Any]

SHARED = ("group", "supergroup", "channel")
_MOVES = ("migrate_to_chat_id", "migrate_from_chat_id")
_COMMAND = re.compile(r"(/[a-z0-9_]{1,32})(?:@([a-z0-9_]{5,32}))?", re.IGNORECASE)
"""core.telegram.org/bots/api#botcommand; a name as core.telegram.org/method/account.checkUsername has it."""
_AWAY, _THERE = ("left", "kicked"), ("member", "administrator")
_FOR_ALL = ("/follow", "/stop")
"""Commands by which a chat follows, or stops."""
_OF_BUTTONS = ("f:", "d:stop", "d:rhythm")
"""Buttons that a group or a channel is shown: those of the card of following, and under a digest."""


def chat_of(event: object) -> Raw | None:
    """The group or channel that an event is from; None for anything else."""
    chat = event.get("chat") if isinstance(event, dict) else None
    return chat if isinstance(chat, dict) and chat.get("type") in SHARED else None


def overheard(kind: str, event: Raw, chat: Raw) -> Raw | None:
    """What is kept of an event in a group or channel; None for nothing."""
    where = {"chat": _only(chat, "id", "type")}
    match kind, chat["type"]:
        case "my_chat_member", "channel":
            gone = {"gone": True} if _status(event, "new") in _AWAY else {}
            return {**where, **gone, "may_post": _may_post(event), **_sender(event)}
        case "my_chat_member", _:
            return _coming_or_going(event, where)
        case ("channel_post", "channel"):
            return _command(event, where)
        case ("message", "group" | "supergroup"):
            return _move(event, where) or _command(event, where)
    return None


def press_overheard(press: Raw, card: Raw, chat: Raw) -> Raw | None:
    """What is kept of a pressed button: which one, on what, and the number of who pressed it."""
    data = press.get("data")
    if not isinstance(data, str) or not data.startswith(_OF_BUTTONS) or not _sender(press):
        return None
    shown = {**_only(card, "message_id", "date"), "chat": _only(chat, "id", "type"), **_topic(card)}
    return {**_only(press, "id", "chat_instance", "data"), **_sender(press), "message": shown}


def _coming_or_going(event: Raw, where: Raw) -> Raw | None:
    before, after = _status(event, "old"), _status(event, "new")
    if before in _AWAY:
        return {**where, "added": True} if after in _THERE else None
    return {**where, "gone": True} if after in _AWAY else None


def _may_post(event: Raw) -> bool:
    member = event.get("new_chat_member")
    return isinstance(member, dict) and bool(member.get("can_post_messages"))


def _move(event: Raw, where: Raw) -> Raw | None:
    moves = {key: event[key] for key in _MOVES if isinstance(event.get(key), int)}
    return {**where, **moves} if moves else None


def _command(event: Raw, where: Raw) -> Raw | None:
    """A command as far as it is one; of one that decides for the chat also who wrote it, and when."""
    command = _called(event.get("text"))
    if not command or "forward_origin" in event or "via_bot" in event:
        return None
    deciding, sender = command.partition("@")[0] in _FOR_ALL, _sender(event)
    called = {**where, **_topic(event), "text": command}
    written = {**called, **sender, **_only(event, "message_id", "date")}
    if where["chat"]["type"] == "channel":
        return written if deciding else None
    if "sender_chat" in event:
        return {**called, "as_chat": True} if deciding else None
    if not sender:
        return None
    return written if deciding else called


def _called(text: object) -> str:
    """The command that calls the bot: one with a name, or nothing but one that decides for the chat."""
    word = text.split(maxsplit=1)[0] if isinstance(text, str) and text.startswith("/") else ""
    found = _COMMAND.fullmatch(word)
    alone = word in _FOR_ALL and str(text).strip() == word
    return word if found and (found[2] or alone) else ""


def _sender(event: Raw) -> Raw:
    """The number of the person an event is from, without their name; nothing where it is no person."""
    sender = event.get("from")
    if not isinstance(sender, dict) or sender.get("is_bot") or not isinstance(sender.get("id"), int):
        return {}
    return {"from": {"is_bot": False, "first_name": "", **_only(sender, "id", "language_code")}}


def _topic(event: Raw) -> Raw:
    return _only(event, "message_thread_id", "is_topic_message") if event.get("is_topic_message") else {}


def _status(event: Raw, when: str) -> object:
    member = event.get(f"{when}_chat_member")
    return member.get("status") if isinstance(member, dict) else None


def _only(fields: Raw, *names: str) -> dict[str, Any]:
    return {name: fields[name] for name in names if name in fields}

"""Telegram as a bot meets it, without the network: it keeps what each chat shows and says no where Telegram would."""

import asyncio
import json
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

from aiogram import Bot
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessages,
    EditMessageReplyMarkup,
    EditMessageText,
    GetChatAdministrators,
    GetChatMember,
    GetMe,
    SendDocument,
    SendMessage,
    SendPhoto,
    TelegramMethod,
)
from aiogram.methods.base import TelegramType
from aiogram.types import BufferedInputFile, FSInputFile, InlineKeyboardMarkup

from delivery.telegram import LeanSession
from simulator.html import parse_html
from simulator.wire import member_json

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LONGEST_DATA = 64
MOST_DELETED = 100
USERNAME = "Lofteskollen_bot"
BOT = {"id": 1, "is_bot": True, "first_name": "Löfteskollen", "username": USERNAME}

BLOCKED = (403, "Forbidden: bot was blocked by the user")
TOO_OLD = (400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
GONE = (400, "Bad Request: message to edit not found")
BROKEN = (502, "Bad Gateway")
UNCHANGED = "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"


@dataclass(slots=True)
class Shown:
    """One message of the bot as the person sees it; `buttons` is label → data, `topic` that of a group.

    `reply_to` is the message it quotes, `picture` what goes with it; the text is then its caption.
    """

    number: int
    text: str
    buttons: dict[str, str]
    topic: int | None = None
    reply_to: int | None = None
    picture: bytes = b""

    def data(self, label: str) -> str:
        found = [data for text, data in self.buttons.items() if label == text.removeprefix("✓ ")]
        assert found, f"no button {label!r} among {list(self.buttons)}"
        return found[0]


@dataclass(frozen=True, slots=True)
class Document:
    """A file in a chat, and what is said below it."""

    name: str
    caption: str


@dataclass(slots=True)
class Chat:
    """What one chat shows, oldest first, and what lit up over it when buttons were pressed (`shown_on_top`).

    `written` are the person's own messages that are still there, by number, and `documents` the files; `files` are what
    was in them, also once they are gone.
    """

    messages: dict[int, Shown] = field(default_factory=dict)
    shown_on_top: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    written: dict[int, dict[str, Any]] = field(default_factory=dict)
    documents: dict[int, Document] = field(default_factory=dict)


class Telegram(LeanSession):
    """The session of a bot, with Telegram's own answers. `refuse` makes the next call of a kind fail.

    `administrators` are the people who run each group or channel, `may_post` whether the bot may write in channels.
    `uploads` are the pictures by the number they were given.
    """

    def __init__(self) -> None:
        super().__init__()
        self.chats: dict[int, Chat] = {}
        self.calls: list[str] = []
        self.rested: list[str] = []
        self.presses: dict[str, int] = {}
        self.gates: dict[str, asyncio.Event] = {}
        self.administrators: dict[int, set[int]] = {}
        self.may_post = True
        self.uploads: dict[str, bytes] = {}
        self._refusals: list[tuple[str, int, str]] = []
        self._numbers = 100

    def chat(self, person: int) -> Chat:
        return self.chats.setdefault(person, Chat())

    def refuse(self, method: str, how: tuple[int, str], times: int = 1) -> None:
        self._refusals += [(method, *how)] * times

    def next_number(self) -> int:
        self._numbers += 1
        return self._numbers

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's signature
    ) -> TelegramType:
        name = method.__api_method__
        self.calls.append(name)
        if name in self.gates:
            await self.gates[name].wait()
        code, answer = self._refused(name) or self._answered(method)
        content = json.dumps({"ok": code == HTTPStatus.OK, "error_code": code, **answer})
        response = self.check_response(bot, method, code, content)
        result: TelegramType = response.result  # type: ignore[assignment]  # aiogram types it as optional
        return result

    def _refused(self, name: str) -> tuple[int, dict[str, Any]] | None:
        for each in self._refusals:
            if each[0] == name:
                self._refusals.remove(each)
                return each[1], {"description": each[2]}
        return None

    def _answered(self, method: TelegramMethod[Any]) -> tuple[int, dict[str, Any]]:
        match method:
            case SendMessage() | SendPhoto():
                return self._send(method) if isinstance(method, SendMessage) else self._send_photo(method)
            case EditMessageText() | EditMessageReplyMarkup():
                return self._edit(method)
            case SendDocument(document=BufferedInputFile() | FSInputFile() as file, chat_id=chat):
                content = file.data if isinstance(file, BufferedInputFile) else Path(file.path).read_bytes()
                self.chat(int(chat)).files[file.filename or ""] = content
                number = self.next_number()
                self.chat(int(chat)).documents[number] = Document(file.filename or "", method.caption or "")
                sent = {"message_id": number, "date": 1, "chat": {"id": int(chat), "type": "private"}}
                return 200, {"result": sent}
            case AnswerCallbackQuery():
                self.rested.append(method.callback_query_id)
                if method.text:
                    self.chat(self.presses[method.callback_query_id]).shown_on_top.append(method.text)
                return 200, {"result": True}
            case GetMe() | GetChatMember() | GetChatAdministrators() | DeleteMessages():
                return 200, {"result": self._known(method)}
        return 404, {"description": "Not Found"}

    def _known(self, method: GetMe | GetChatMember | GetChatAdministrators | DeleteMessages) -> object:
        match method:
            case DeleteMessages():
                return self._delete(method)
            case GetChatAdministrators():
                people = self.administrators.get(int(method.chat_id), ())
                users = [{"id": each, "is_bot": False, "first_name": "Alva"} for each in people]
                return [member_json(user, "creator") for user in users]
            case GetChatMember():
                return member_json(BOT, "administrator", may_post=self.may_post)
        return BOT

    def _send(self, method: SendMessage) -> tuple[int, dict[str, Any]]:
        chat = int(method.chat_id)
        number = self.next_number()
        quoted = method.reply_parameters.message_id if method.reply_parameters else None
        shown = Shown(number, _read(method.text), _buttons(method.reply_markup), method.message_thread_id, quoted)
        self.chat(chat).messages[number] = shown
        return 200, {"result": {"message_id": number, "date": 1, "chat": {"id": chat, "type": "private"}}}

    def _send_photo(self, method: SendPhoto) -> tuple[int, dict[str, Any]]:
        file = method.photo
        if isinstance(file, BufferedInputFile):
            name = f"file {len(self.uploads) + 1}"
            self.uploads[name] = file.data
            self.chat(int(method.chat_id)).files[file.filename or ""] = file.data
        else:
            name = str(file)
        if name not in self.uploads:
            return 400, {"description": "Bad Request: wrong file identifier/HTTP URL specified"}
        text = _read(method.caption or "", LONGEST_CAPTION)
        chat, number = int(method.chat_id), self.next_number()
        shown = Shown(number, text, _buttons(method.reply_markup), picture=self.uploads[name])
        self.chat(chat).messages[number] = shown
        sent = {"message_id": number, "date": 1, "chat": {"id": chat, "type": "private"}}
        return 200, {"result": sent | {"photo": [{"file_id": name}]}}

    def _delete(self, method: DeleteMessages) -> bool:
        assert 1 <= len(method.message_ids) <= MOST_DELETED
        chat = self.chat(int(method.chat_id))
        for number in method.message_ids:
            chat.messages.pop(number, None)
            chat.written.pop(number, None)
            chat.documents.pop(number, None)
        return True

    def _edit(self, method: EditMessageText | EditMessageReplyMarkup) -> tuple[int, dict[str, Any]]:
        shown = self.chat(int(method.chat_id or 0)).messages.get(method.message_id or 0)
        if shown is None:
            return 400, {"description": GONE[1]}
        before = (shown.text, shown.buttons)
        if isinstance(method, EditMessageText):
            shown.text = _read(str(method.text))
        shown.buttons = _buttons(method.reply_markup)
        if before == (shown.text, shown.buttons):
            return 400, {"description": UNCHANGED}
        return 200, {"result": True}


def _read(markup: str, longest: int = LONGEST_TEXT) -> str:
    text, _ = parse_html(markup)
    assert 0 < len(text.encode("utf-16-le")) // 2 <= longest
    return text


def _buttons(markup: Any) -> dict[str, str]:
    if not isinstance(markup, InlineKeyboardMarkup):
        return {}
    buttons = [button for row in markup.inline_keyboard for button in row]
    carried = {button.text: button.callback_data or button.url or "" for button in buttons}
    assert all(1 <= len(data.encode()) <= LONGEST_DATA for data in carried.values())
    return carried

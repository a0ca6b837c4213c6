"""Telegram's HTML: text and entities out of markup, with the server's own error texts.

The rules and texts are those of the published Bot API server (td/telegram/MessageEntity.cpp, parse_html).
"""

import re
from dataclasses import dataclass
from typing import NoReturn

from simulator.character_references import character_at, decoded
from simulator.entities import utf16_length
from simulator.records import Json
from simulator.refusal import bad_request

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_SPACE = r" \t\r\n\0\v"
_PLAIN = re.compile(r"[^<&]+")
_TAG_NAME = re.compile(rf"[^{_SPACE}>]*")
_SPACES = re.compile(rf"[{_SPACE}]*")
_ATTRIBUTE_NAME = re.compile(rf"[^{_SPACE}=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_TOKEN_ENDS = (" ", "\t", "\r", "\n", "\0", "\v", ">")
_USER_LINK = re.compile(r"tg://user\?id=(\d+)")


@dataclass(frozen=True, slots=True)
class _OpenTag:
    name: str
    attributes: dict[str, str]
    offset: int
    begin: int


def parse_html(markup: str) -> tuple[str, list[Json]]:
    """The text and its entities, in the order in which their tags close.

    Raises:
        RefusalError: 400 "can't parse entities: …".
    """
    return _Parser(markup).parse()


class _Parser:
    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._at = 0
        self._text: list[str] = []
        self._offset = 0
        self._open: list[_OpenTag] = []
        self._entities: list[Json] = []
        self._language = ""

    def parse(self) -> tuple[str, list[Json]]:
        while self._at < len(self._markup):
            self._step()
        if self._open:
            self._refuse(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        return "".join(self._text), self._entities

    def _step(self) -> None:
        if plain := _PLAIN.match(self._markup, self._at):
            self._at = plain.end()
            self._write(plain.group())
        elif self._markup[self._at] == "&":
            character, self._at = character_at(self._markup, self._at)
            self._write(character)
        elif self._markup.startswith("</", self._at):
            self._end_tag(self._at)
        else:
            self._start_tag(self._at)

    def _write(self, text: str) -> None:
        self._text.append(text)
        self._offset += utf16_length(text)

    def _start_tag(self, begin: int) -> None:
        raw_name = self._take(_TAG_NAME, begin + 1)
        self._expect_more(begin)
        name = raw_name.lower()
        if name not in _KINDS:
            self._refuse_at(f'Unsupported start tag "{name}"', begin)
        attributes = self._attributes(name, begin)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            self._refuse_at('Tag "span" must have class "tg-spoiler"', begin)
        self._open.append(_OpenTag(name, attributes, self._offset, len(self._text)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            self._take(_SPACES, self._at)
            self._expect_more(begin)
            if self._markup[self._at] == ">":
                self._at += 1
                return attributes
            name = self._take(_ATTRIBUTE_NAME, self._at)
            if not name:
                self._refuse_at(f'Empty attribute name in the tag "{tag}"', begin)
            attributes[name] = self._attribute_value(begin)

    def _attribute_value(self, begin: int) -> str:
        self._take(_SPACES, self._at)
        self._expect_more(begin)
        if self._markup[self._at] != "=":
            return ""
        self._take(_SPACES, self._at + 1)
        self._expect_more(begin)
        if self._markup[self._at] in "\"'":
            return self._quoted_value(begin)
        token_begin = self._at
        value = self._take(_TOKEN, token_begin)
        if not self._markup.startswith(_TOKEN_ENDS, self._at):
            self._refuse_at("Unexpected end of name token", token_begin)
        return value.lower()

    def _quoted_value(self, begin: int) -> str:
        end = self._markup.find(self._markup[self._at], self._at + 1)
        if end < 0:
            self._refuse_at("Unclosed start tag", begin)
        raw, self._at = self._markup[self._at + 1 : end], end + 1
        self._expect_more(begin)
        return decoded(raw)

    def _end_tag(self, begin: int) -> None:
        if not self._open:
            self._refuse_at("Unexpected end tag", begin)
        name = self._take(_TAG_NAME, begin + 2)
        self._take(_SPACES, self._at)
        if not self._markup.startswith(">", self._at):
            self._refuse_at("Unclosed end tag", begin)
        self._at += 1
        tag = self._open.pop()
        if name and name != tag.name:
            where = len(self._markup[:begin].encode())
            wanted = f'expected "</{tag.name}>", found "</{name}>"'
            self._refuse(f"Unmatched end tag at byte offset {where}, {wanted}")
        if self._offset > tag.offset:
            self._close(tag)

    def _close(self, tag: _OpenTag) -> None:
        entity: Json = {"type": _KINDS[tag.name], "offset": tag.offset, "length": self._offset - tag.offset}
        if tag.name in {"code", "pre"} and self._merged_code(entity, tag):
            return
        if tag.name == "a":
            entity |= self._link(tag)
        elif tag.name == "tg-emoji":
            entity["custom_emoji_id"] = self._number(tag, "emoji-id", "Invalid custom emoji identifier specified")
        elif tag.name == "tg-time":
            entity["unix_time"] = int(self._number(tag, "unix", "Invalid Unix time specified"))
            entity["date_time_format"] = tag.attributes.get("format", "")
        elif "expandable" in tag.attributes and tag.name == "blockquote":
            entity["type"] = "expandable_blockquote"
        if entity["type"]:
            self._entities.append(entity)

    def _merged_code(self, entity: Json, tag: _OpenTag) -> bool:
        """Make one block of a `pre` and a `code` around the same text, in the language the `code` names."""
        if tag.name == "code":
            self._language = _language(tag)
        last = self._entities[-1] if self._entities else None
        if last and self._language and _is_other_half(last, entity):
            last |= {"type": "pre", "language": self._language}
            return True
        return False

    def _link(self, tag: _OpenTag) -> Json:
        url = tag.attributes.get("href") or "".join(self._text[tag.begin :])
        if user := _USER_LINK.fullmatch(url):
            return {"type": "text_mention", "user": {"id": int(user[1]), "is_bot": False, "first_name": ""}}
        checked = _checked_link(url)
        return {"url": checked} if checked else {"type": ""}

    def _number(self, tag: _OpenTag, name: str, reason: str) -> str:
        value = tag.attributes.get(name, "")
        if not value.isdecimal():
            self._refuse(reason)
        return value

    def _take(self, pattern: re.Pattern[str], at: int) -> str:
        match = pattern.match(self._markup, at)
        self._at = match.end() if match else at
        return match.group() if match else ""

    def _expect_more(self, begin: int) -> None:
        if self._at >= len(self._markup):
            self._refuse_at("Unclosed start tag", begin)

    def _refuse_at(self, reason: str, index: int) -> NoReturn:
        self._refuse(f"{reason} at byte offset {len(self._markup[:index].encode())}")

    def _refuse(self, reason: str) -> NoReturn:
        raise bad_request(f"can't parse entities: {reason}")


def _language(code: _OpenTag) -> str:
    name = code.attributes.get("class", "")
    return name.removeprefix("language-") if name.startswith("language-") else ""


def _is_other_half(one: Json, other: Json) -> bool:
    same_place = one["offset"] == other["offset"] and one["length"] == other["length"]
    return bool(same_place and {one["type"], other["type"]} == {"code", "pre"})


def _checked_link(url: str) -> str:
    """The address as Telegram keeps it, empty where it is none (the text then stays without a link)."""
    if re.match(r"(?:https?|tg|ton|tonsite|mailto|tel):", url, re.IGNORECASE):
        return url
    return f"http://{url}" if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?:[:/?#]\S*)?", url) else ""

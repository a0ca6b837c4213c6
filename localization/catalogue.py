"""The bot's own words, by key and language.

Swedish is the source: what another language lacks is said in Swedish.
"""

import gettext
import html
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NoReturn

from babel import Locale

from localization.errors import LocalizationError, UnknownWords
from localization.po_file import compiled, departures, is_draft, read_file

SOURCE = "sv"
_ORDER = (SOURCE, "sv_simple", "en", "fi", "ar", "fa", "so", "uk")
"""In which languages are listed: Swedish, and then about as many as read them here. Others follow by their codes."""
CATALOGUES = Path(__file__).parent / "catalogues"

_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_RIGHT_TO_LEFT = ("R", "AL")
_RIGHT_TO_LEFT_MARK = "\u200f"
_PUT_IN = re.compile(r"\{[^}]*\}|<[^>]*>|[\u2066-\u2068][^\u2069]*\u2069")


@dataclass(frozen=True)
class Words:
    """One language's words.

    A value put into a sentence is escaped for Telegram's HTML and, where it or the sentence is written from
    right to left, kept from turning the rest around (Unicode isolates, UAX 9).
    """

    language: str
    _translations: gettext.NullTranslations

    @cached_property
    def right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return Locale.parse(self.language).text_direction == "rtl"

    def __call__(self, key: str, **values: object) -> str:
        """The sentence of that key with its values in place.

        Raises:
            UnknownWords: no catalogue has the key.
            KeyError: the sentence has a placeholder that was given no value.
        """
        return self._fill(self._translations.gettext(key), values)

    def plural(self, key: str, count: int, **values: object) -> str:
        """The sentence of that key in the form the count asks for; the count itself is `{count}`.

        Raises:
            UnknownWords: no catalogue has the key.
            KeyError: the sentence has a placeholder that was given no value.
        """
        return self._fill(self._translations.ngettext(key, key, count), {"count": count, **values})

    def _fill(self, sentence: str, values: Mapping[str, object]) -> str:
        if self.right_to_left:
            sentence = "\n".join(map(_from_the_right, sentence.split("\n")))
        return sentence.format(**{name: self._value(str(value)) for name, value in values.items()})

    def _value(self, value: str) -> str:
        escaped = html.escape(value, quote=False)
        turns = self.right_to_left or any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in value)
        return f"{_ISOLATE}{escaped}{_END_ISOLATE}" if turns else escaped


class Catalogues:
    """All languages the bot speaks."""

    def __init__(self, folder: Path = CATALOGUES) -> None:
        """Read every `<language>.po` of the folder.

        Raises:
            LocalizationError: there is no Swedish catalogue, or one is broken or departs from the Swedish.
        """
        files = {path.stem: read_file(path) for path in sorted(folder.glob("*.po"))}
        if SOURCE not in files:
            raise LocalizationError(f"{folder}: there is no {SOURCE}.po")
        source = files[SOURCE]
        problems = [f"{folder / code}.po: {what}" for code, file in files.items() for what in departures(file, source)]
        if problems:
            raise LocalizationError("\n".join(problems))
        translations = {code: compiled(file) for code, file in files.items()}
        for code, each in translations.items():
            each.add_fallback(_NoWords() if code == SOURCE else translations[SOURCE])
        self._words = {code: Words(code, translations[code]) for code in sorted(translations, key=_place)}
        self.drafts = tuple(code for code in self._words if is_draft(files[code]))
        """The languages whose words no native speaker has read yet."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes, Swedish first."""
        return tuple(self._words)

    def words(self, language: str) -> Words:
        """That language's words, or Swedish where we do not speak it."""
        return self._words.get(language) or self._words[SOURCE]

    def own_name(self, language: str) -> str:
        """What a language calls itself."""
        return self.words(language)("language.name")

    def nearest(self, code: str | None) -> str:
        """The language we speak that is nearest to a Telegram language code such as `en-GB`; else Swedish."""
        language = (code or "").replace("_", "-").partition("-")[0].lower()
        return language if language in self._words else SOURCE


@lru_cache(maxsize=1000)
def _from_the_right(line: str) -> str:
    """The line, told where it starts where no letter of its own tells: what is put in is isolated."""
    own = _PUT_IN.sub("", line)
    strong = any(unicodedata.bidirectional(letter) in ("L", *_RIGHT_TO_LEFT) for letter in own)
    return line if strong or not line else f"{_RIGHT_TO_LEFT_MARK}{line}"


def _place(code: str) -> tuple[int, str]:
    return (_ORDER.index(code) if code in _ORDER else len(_ORDER), code)


class _NoWords(gettext.NullTranslations):
    """The end of the chain of fallbacks: where gettext would show a person the key, this fails."""

    def gettext(self, message: str) -> NoReturn:
        raise UnknownWords(f"no words for '{message}'")

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> NoReturn:  # noqa: ARG002 - gettext's signature
        raise UnknownWords(f"no words for '{msgid1}'")

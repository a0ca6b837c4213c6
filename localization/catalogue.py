"""The bot's own words, by key and language. Swedish is the source: what another language lacks is said in Swedish."""

import gettext
import html
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

SOURCE = "sv"
CATALOGUES = Path(__file__).parent / "catalogues"

_ISOLATE, _END_ISOLATE = "⁨", "⁩"


class LocalizationError(Exception):
    """The bot's words cannot be read."""


class UnknownWords(LocalizationError):  # noqa: N818 - the docstring is the message, and the name says the same
    """A key is in no catalogue."""


@dataclass(frozen=True)
class Words:
    """One language's words. A value put into a sentence is escaped for Telegram's HTML and, where the language is
    written from right to left, kept from turning the sentence around (Unicode isolates, UAX 9).
    """

    language: str
    _translations: gettext.NullTranslations
    _fallback: gettext.NullTranslations

    @cached_property
    def right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return Locale.parse(self.language).text_direction == "rtl"

    def __call__(self, key: str, **values: object) -> str:
        """The sentence of that key with its values in place.

        Raises:
            UnknownWords: no catalogue has the key.
        """
        sentence = self._translations.gettext(key)
        if sentence == key:
            sentence = self._fallback.gettext(key)
        return self._fill(key, sentence, values)

    def plural(self, key: str, count: int, **values: object) -> str:
        """The sentence of that key in the form the count asks for; the count itself is `{count}`."""
        sentence = self._translations.ngettext(key, key, count)
        if sentence == key:
            sentence = self._fallback.ngettext(key, key, count)
        return self._fill(key, sentence, {"count": count, **values})

    def _fill(self, key: str, sentence: str, values: Mapping[str, object]) -> str:
        if sentence == key:
            raise UnknownWords(f"no words for '{key}'")
        return sentence.format(**{name: self._value(value) for name, value in values.items()})

    def _value(self, value: object) -> str:
        escaped = html.escape(str(value), quote=False)
        return f"{_ISOLATE}{escaped}{_END_ISOLATE}" if self.right_to_left else escaped


class Catalogues:
    """All languages the bot speaks."""

    def __init__(self, folder: Path = CATALOGUES) -> None:
        """Read every `<language>.po` of the folder.

        Raises:
            LocalizationError: a catalogue is broken, or there is no Swedish one.
        """
        translations = {path.stem: _read(path) for path in sorted(folder.glob("*.po"))}
        if SOURCE not in translations:
            raise LocalizationError(f"{folder}: there is no {SOURCE}.po")
        fallback = translations[SOURCE]
        self._words = {code: Words(code, each, fallback) for code, each in translations.items()}

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes, Swedish first."""
        return (SOURCE, *(code for code in self._words if code != SOURCE))

    def words(self, language: str) -> Words:
        """That language's words, or Swedish where we do not speak it."""
        return self._words.get(language) or self._words[SOURCE]

    def nearest(self, code: str | None) -> str:
        """The language we speak that comes nearest to a Telegram language code such as `en-GB`; else Swedish."""
        language = (code or "").replace("_", "-").partition("-")[0].lower()
        return language if language in self._words else SOURCE


def _read(path: Path) -> gettext.GNUTranslations:
    try:
        with path.open("rb") as file:
            catalogue: Any = read_po(file, locale=path.stem, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        raise LocalizationError(f"{path}: {error}") from error
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)

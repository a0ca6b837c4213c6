"""Every language says all that Swedish says, with the same placeholders, and within what Telegram shows."""

from collections.abc import Iterator
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message

from localization.catalogue import CATALOGUES, SOURCE, Catalogues
from localization.po_file import read_file

pytestmark = pytest.mark.no_cover  # the same lines again and again, and counting them takes longer than running them

LANGUAGES = ("sv", "sv_simple", "en", "fi", "ar", "fa", "so", "uk")
TRANSLATIONS = LANGUAGES[1:]
FILES = {language: read_file(CATALOGUES / f"{language}.po") for language in LANGUAGES}

LIMITS = {
    "command.": 256,
    "bot.name": 64,
    "bot.short": 120,
    "bot.description": 512,
    "button.": 40,
    "survey.button.": 40,
    "concern.button.": 40,
    "language.name": 40,
}
"""core.telegram.org/bots/api: setMyCommands, setMyName, setMyShortDescription, setMyDescription; and what a phone shows
of a button without cutting it."""
LONGEST_MESSAGE = 3500
"""A message holds 4,096 characters; what is put into a sentence needs room too."""


def key_of(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def messages(catalogue: Catalog) -> Iterator[tuple[str, tuple[str, ...]]]:
    for message in catalogue:
        if message.id:
            forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
            yield key_of(message), forms


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_the_bot_speaks_these_languages_in_this_order() -> None:
    assert Catalogues().languages == LANGUAGES


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_no_language_lacks_a_sentence_or_has_one_too_many(language: str) -> None:
    assert dict(messages(FILES[language])).keys() == dict(messages(FILES[SOURCE])).keys()


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_no_sentence_lacks_a_placeholder(language: str) -> None:
    wanted = {key: set[str]().union(*map(placeholders, forms)) for key, forms in messages(FILES[SOURCE])}
    for key, forms in messages(FILES[language]):
        several = len(forms) > 1
        for form in forms:
            missing = (
                wanted[key] - placeholders(form) - ({"count"} if several else set())
            )  # "one person" needs no digit
            assert missing == set(), key


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_plural_has_all_the_forms_of_the_language(language: str) -> None:
    for key, forms in messages(FILES[language]):
        if len(dict(messages(FILES[SOURCE]))[key]) > 1:
            assert len(forms) == FILES[language].num_plurals, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_longer_than_telegram_shows(language: str) -> None:
    for key, forms in messages(FILES[language]):
        limit = next((most for start, most in LIMITS.items() if key.startswith(start)), LONGEST_MESSAGE)
        assert all(len(form) <= limit for form in forms), (key, limit)

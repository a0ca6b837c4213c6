"""Short answers in seven languages, and answers nobody could tell the language of."""

import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from survey.language import LanguageTagger

LANGUAGES = ("sv", "en", "fi", "ar", "fa", "so", "uk")
FILE = Path(__file__).parent / "language_texts.yaml"
TEXTS: dict[str, list[str]] = YAML(typ="safe", pure=True).load(FILE.read_text(encoding="utf-8"))
UNGUESSABLE = TEXTS["unguessable"]
TAGGER = LanguageTagger(LANGUAGES)


def letters(text: str) -> int:
    return sum(character.isalpha() for character in text)


@pytest.fixture(scope="module")
def misses() -> list[str]:
    guesses = [(language, TAGGER.guess(text), text) for language in LANGUAGES for text in TEXTS[language]]
    return [f"{language} taken for {guess}: {text}" for language, guess, text in guesses if guess != language]


def test_every_language_has_sixty_different_answers_of_sixteen_letters_or_more() -> None:
    for language in LANGUAGES:
        texts = TEXTS[language]
        assert len(set(texts)) == len(texts) >= 60, language
        assert [text for text in texts if letters(text) < 16] == []
    assert len(set(UNGUESSABLE)) == len(UNGUESSABLE) >= 39


def test_an_answers_language_is_known(misses: list[str]) -> None:
    right = 1 - len(misses) / sum(len(TEXTS[language]) for language in LANGUAGES)
    report = "\n".join([f"{right:.1%} right", *misses])
    sys.stdout.write(f"\n{report}\n")
    assert right >= 0.97, report


@pytest.mark.parametrize("text", UNGUESSABLE)
def test_what_nobody_could_tell_is_not_guessed(text: str) -> None:
    assert TAGGER.guess(text) is None

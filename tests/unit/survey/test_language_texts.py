"""Short answers in seven languages, and answers nobody could tell the language of.

`language_texts_unseen` was written by somebody else when the tagger was finished, and measured once.
"""

import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from survey.language import LanguageTagger

LANGUAGES = ("sv", "en", "fi", "ar", "fa", "so", "uk")
TAGGER = LanguageTagger(LANGUAGES)


def read_texts(name: str) -> dict[str, list[str]]:
    return dict(YAML(typ="safe", pure=True).load((Path(__file__).parent / name).read_text(encoding="utf-8")))


TEXTS = read_texts("language_texts.yaml")
UNSEEN = read_texts("language_texts_unseen.yaml")
UNGUESSABLE = TEXTS["unguessable"]


def letters(text: str) -> int:
    return sum(character.isalpha() for character in text)


def misses(texts: dict[str, list[str]]) -> list[str]:
    guesses = [(language, TAGGER.guess(text), text) for language in LANGUAGES for text in texts[language]]
    return [f"{language} taken for {guess}: {text}" for language, guess, text in guesses if guess != language]


@pytest.mark.parametrize(("texts", "fewest"), [(TEXTS, 60), (UNSEEN, 40)])
def test_every_language_has_many_different_answers_of_sixteen_letters_or_more(
    texts: dict[str, list[str]], fewest: int
) -> None:
    for language in LANGUAGES:
        mine = texts[language]
        assert len(set(mine)) == len(mine) >= fewest, language
        assert [text for text in mine if letters(text) < 16] == []
    assert len(set(UNGUESSABLE)) == len(UNGUESSABLE) >= 39


def test_no_answer_is_in_both_sets() -> None:
    assert not {text for language in LANGUAGES for text in set(TEXTS[language]) & set(UNSEEN[language])}


@pytest.mark.parametrize("texts", [TEXTS, UNSEEN], ids=["seen", "unseen"])
def test_an_answers_language_is_known(texts: dict[str, list[str]]) -> None:
    wrong = misses(texts)
    right = 1 - len(wrong) / sum(len(texts[language]) for language in LANGUAGES)
    report = "\n".join([f"{right:.1%} right", *wrong])
    sys.stdout.write(f"\n{report}\n")
    assert right >= 0.97, report


@pytest.mark.parametrize("text", UNGUESSABLE)
def test_what_nobody_could_tell_is_not_guessed(text: str) -> None:
    assert TAGGER.guess(text) is None

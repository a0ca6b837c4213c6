import pytest

from handlers.said import Word, spoken
from survey.folding import fold
from tests.shipped import CATALOGUES


def said(language: str, word: Word) -> list[str]:
    return [fold(each) for each in CATALOGUES.words(language)(f"said.{word}").replace("،", ",").split(",")]


@pytest.mark.parametrize("language", CATALOGUES.languages)
@pytest.mark.parametrize("word", Word)
def test_each_word_of_each_language_means_one_thing_in_all_of_them(language: str, word: Word) -> None:
    for each in said(language, word):
        assert each
        assert spoken(CATALOGUES)[each] is word, each


def test_case_accents_and_punctuation_do_not_matter() -> None:
    assert {spoken(CATALOGUES).get(fold(text)) for text in ("Hjälp!", "HJALP", " hjälp ... ", "«hjälp»")} == {Word.HELP}


@pytest.mark.parametrize("text", ["", "!!!", "hjälp till", "ja", "nej", "1", "stopp för mopeder"])
def test_what_says_more_or_something_else_is_none_of_them(text: str) -> None:
    assert fold(text) not in spoken(CATALOGUES)

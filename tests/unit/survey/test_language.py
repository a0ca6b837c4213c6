import pytest

from survey.language import LanguageTagger

MANY = LanguageTagger(("sv", "en", "fi", "ar", "so", "fa", "ti", "ckb"))
TWO = LanguageTagger(("sv", "en"))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Fler vuxna på stan om kvällarna", "sv"),
        ("Sätt upp lampor i parken", "sv"),
        ("More lights at the bus station, please", "en"),
        ("Lisää valoja asemalle, kiitos", "fi"),
        ("المزيد من الإضاءة في المحطة", "ar"),
        ("ዝያዳ መብራህቲ ኣብ መደበር ኣውቶቡስ", "ti"),
        ("ڕووناکی زیاتر لە وێستگە", "ckb"),
    ],
)
def test_a_sentence_is_known_by_its_language(text: str, language: str) -> None:
    assert MANY.guess(text) == language


@pytest.mark.parametrize("text", ["Ja", "Vet inte", "123 456 789 012 345 !!", "👍👍👍👍👍👍👍👍👍👍👍👍", ""])
def test_too_little_is_not_guessed_about(text: str) -> None:
    assert MANY.guess(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Больше света на станции, пожалуйста",
        "ዝያዳ መብራህቲ ኣብ መደበር ኣውቶቡስ",
        "ڕووناکی زیاتر لە وێستگە",
        "更多的灯光在车站附近请你们帮忙谢谢",
    ],
)
def test_a_language_that_is_not_configured_is_not_taken_for_one_that_is(text: str) -> None:
    assert TWO.guess(text) is None


def test_the_same_text_always_gets_the_same_answer() -> None:
    text = "bus stop is scary on kvällen"
    assert {LanguageTagger(("sv", "en")).guess(text) for _ in range(5)} == {TWO.guess(text)}


def test_one_language_alone_is_never_a_guess() -> None:
    assert LanguageTagger(("sv",)).guess("More lights at the bus station") is None

import pytest

from people.concern.notation import Notation
from people.concern.phrase import MOST_TIMES, Literal, Repeat
from people.concern.reading import Reading
from people.concern.signs import Names, signs
from people.concern.words import fold, read_sentences

NAMES = Names(before_places=frozenset({"pa", "i"}), no_names=frozenset({"jag", "polisen"}))
NOTATION = Notation({**signs(NAMES), "self": Literal(("mig", "mej"))}, Repeat(Literal(("bara",)), MOST_TIMES))


def fits(phrase: str, text: str) -> bool:
    run = NOTATION.read(phrase)
    readings = map(Reading, read_sentences(text))
    return any(run.ends(reading, reading.everywhere) for reading in readings)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("vill dö", "jag VILL dö!!"),
        ("vill dö", "vill bara bara dö"),
        ("vill dö", "vill, dö"),
        ("vill dö", "vill... dö"),
        ("vill dö", "vill\n\ndö"),
        ("vill dö", "vill 😭 dö"),
        ("själv*", "självmordet"),
        ("på *gatan", "på Storgatan"),
        ("(slår|sparkar på) <self>", "han sparkar på mej"),
        ("vill (så gärna)? dö", "vill så gärna dö"),
        ("vill (så|gärna)* dö", "vill gärna så gärna så dö"),
        ("vill _ dö", "vill nog dö"),
        ("vill _? dö", "vill dö"),
        ("vill ... dö", "vill inte alls längre dö"),
        ("<Name> säljer", "Kalle Svensson säljer"),
        ("<Name> säljer", "det är kanske Kalle Svensson säljer"),
        ("<Capital> säljer", "det är Kalle säljer"),
        ("<Handle> säljer", "@kalle.s säljer"),
        ("port <Number>", "port 4b"),
        ("<Plate> säljer", "abc12d säljer"),
        ("<Plate> säljer", "ABC 123 säljer"),
        ("🔪 mig", "ska 🔪 mig"),
    ],
)
def test_a_phrase_fits(phrase: str, text: str) -> None:
    assert fits(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("vill dö", "vill. dö"),
        ("vill dö", "vill inte dö"),
        ("vill dö", "vill döda"),
        ("vill (så|gärna)* dö", "vill så så så så så dö"),
        ("vill ... dö", "vill inte att någon ska dö"),
        ("vill ... dö", "vill sova, inte dö"),
        ("vill _ dö", "vill dö"),
        ("<Name> säljer", "På Stora Torget säljer"),
        ("<Name> säljer", "Polisen Sandviken säljer"),
        ("<Name> säljer", "KALLE SVENSSON SÄLJER"),
        ("<Name> säljer", "kalle svensson säljer"),
        ("<Capital> säljer", "Kalle säljer"),
    ],
)
def test_a_phrase_does_not_fit(phrase: str, text: str) -> None:
    assert not fits(phrase, text)


@pytest.mark.parametrize(
    "spellings",
    [
        ("dö", "DÖ", "dööööö", "do", "doe", "dø", "d\u00f6", "do\u0308", "d\u200bö"),
        ("slår", "slar", "slaar", "SLÅR", "slåår"),
        ("mamma", "mama", "Mammma"),
        ("don't", "dont", "don’t", "don`t"),
        ("أَنْتَحِر", "انتحر", "انتـــحر", "إنتحر"),
        ("مدرسة", "مدرسه"),
        ("می‌خواهم", "ميخواهم", "مي\u200cخواهم"),
        ("вмерти", "Вмерті", "вмерты"),
        ("dhiintay", "dhintay"),
        ("itsemurhaa", "ITSEMURHAA", "itsemurha"),
    ],
)
def test_spellings_of_one_word_are_alike(spellings: tuple[str, ...]) -> None:
    assert len({fold(word.written) for spelling in spellings for word in read_sentences(spelling)[0]}) == 1

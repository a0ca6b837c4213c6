from collections.abc import Callable
from pathlib import Path

import pytest

from localization.catalogue import Catalogues
from localization.errors import LocalizationError, UnknownWords

WriteCatalogue = Callable[[str, str], Path]

ENGLISH = """
msgid "greeting"
msgstr "Hello {name}!"

msgid "answers"
msgid_plural "answers"
msgstr[0] "One answer about {topic}"
msgstr[1] "{count} answers about {topic}"
"""

ARABIC = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 "
": n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;\\n"

msgid "greeting"
msgstr "مرحبا {name}"

msgid "answers"
msgid_plural "answers"
msgstr[0] "zero"
msgstr[1] "one"
msgstr[2] "two"
msgstr[3] "{count} few"
msgstr[4] "{count} many"
msgstr[5] "{count} other"
"""


def test_each_person_is_spoken_to_in_their_language(write_catalogue: WriteCatalogue, tmp_path: Path) -> None:
    write_catalogue("en", ENGLISH)
    catalogues = Catalogues(tmp_path)
    assert catalogues.words("sv")("greeting", name="Ali") == "Hej Ali!"
    assert catalogues.words("en")("greeting", name="Ali") == "Hello Ali!"


def test_what_a_language_lacks_is_said_in_swedish(write_catalogue: WriteCatalogue, tmp_path: Path) -> None:
    write_catalogue("en", 'msgid "only.swedish"\nmsgstr ""\n')
    words = Catalogues(tmp_path).words("en")
    assert words("only.swedish") == "Bara på svenska"
    assert words("greeting", name="Ali") == "Hej Ali!"
    assert words.plural("answers", 2, topic="parken") == "2 svar sammanlagt om parken"


def test_a_translation_nobody_has_confirmed_is_not_shown(write_catalogue: WriteCatalogue, tmp_path: Path) -> None:
    write_catalogue("en", '#, fuzzy\nmsgid "greeting"\nmsgstr "Bye {name}"\n')
    assert Catalogues(tmp_path).words("en")("greeting", name="Ali") == "Hej Ali!"


def test_a_plural_with_a_form_missing_is_said_in_swedish(write_catalogue: WriteCatalogue, tmp_path: Path) -> None:
    write_catalogue("en", 'msgid "answers"\nmsgid_plural "answers"\nmsgstr[0] "One about {topic}"\nmsgstr[1] ""\n')
    assert Catalogues(tmp_path).words("en").plural("answers", 1, topic="parken") == "1 svar om parken"


def test_a_word_that_is_the_same_as_its_key_is_shown(write_catalogue: WriteCatalogue, tmp_path: Path) -> None:
    write_catalogue("sv", 'msgid "ok"\nmsgstr "Bra"\n')
    write_catalogue("en", 'msgid "ok"\nmsgstr "ok"\n')
    assert Catalogues(tmp_path).words("en")("ok") == "ok"


def test_a_key_nobody_has_written_words_for_is_an_error_and_never_shown(
    write_catalogue: WriteCatalogue, tmp_path: Path
) -> None:
    write_catalogue("en", ENGLISH)
    words = Catalogues(tmp_path).words("en")
    with pytest.raises(UnknownWords, match="no words for 'missing'"):
        words("missing")
    with pytest.raises(UnknownWords, match="no words for 'missing'"):
        words.plural("missing", 2)


def test_a_count_takes_the_form_its_language_asks_for(write_catalogue: WriteCatalogue, tmp_path: Path) -> None:
    write_catalogue("en", ENGLISH)
    write_catalogue("ar", ARABIC)
    catalogues = Catalogues(tmp_path)
    english = catalogues.words("en")
    assert english.plural("answers", 1, topic="school") == "One answer about school"
    assert english.plural("answers", 0, topic="school") == "0 answers about school"
    forms = [catalogues.words("ar").plural("answers", count) for count in (0, 1, 2, 5, 11, 100)]
    assert [form.rsplit(" ")[-1] for form in forms] == ["zero", "one", "two", "few", "many", "other"]


def test_what_somebody_wrote_cannot_become_markup(write_catalogue: WriteCatalogue, tmp_path: Path) -> None:
    words = Catalogues(tmp_path).words("sv")
    assert words("greeting", name="<b>&{x}") == "Hej &lt;b&gt;&amp;{x}!"


def test_a_foreign_word_does_not_turn_an_arabic_sentence_around(
    write_catalogue: WriteCatalogue, tmp_path: Path
) -> None:
    write_catalogue("ar", ARABIC)
    words = Catalogues(tmp_path).words("ar")
    assert words.right_to_left
    assert words("greeting", name="Stadsparken") == "مرحبا \u2068Stadsparken\u2069"


def test_an_arabic_word_does_not_turn_a_swedish_sentence_around(
    write_catalogue: WriteCatalogue, tmp_path: Path
) -> None:
    words = Catalogues(tmp_path).words("sv")
    assert not words.right_to_left
    assert words("greeting", name="علي") == "Hej \u2068علي\u2069!"


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [("en", "en"), ("en-GB", "en"), ("EN_us", "en"), ("sv", "sv"), ("fi", "sv"), ("", "sv"), (None, "sv")],
)
def test_the_language_of_ones_telegram_is_met_as_nearly_as_we_can(
    write_catalogue: WriteCatalogue, tmp_path: Path, asked: str | None, spoken: str
) -> None:
    write_catalogue("en", ENGLISH)
    assert Catalogues(tmp_path).nearest(asked) == spoken


def test_swedish_comes_first_among_the_languages(write_catalogue: WriteCatalogue, tmp_path: Path) -> None:
    write_catalogue("en", ENGLISH)
    write_catalogue("ar", ARABIC)
    assert Catalogues(tmp_path).languages == ("sv", "en", "ar")


def test_a_language_we_do_not_speak_is_answered_in_swedish(write_catalogue: WriteCatalogue, tmp_path: Path) -> None:
    assert Catalogues(tmp_path).words("fi").language == "sv"


def test_a_bot_without_swedish_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(LocalizationError, match=r"there is no sv\.po"):
        Catalogues(tmp_path)


@pytest.mark.parametrize(
    ("entries", "problem"),
    [
        (
            'msgid "greeting"\nmsgstr "Hello {who}!"\n',
            r"en\.po: greeting: \{who\} is not in the Swedish words",
        ),
        ('msgid "greeting"\nmsgstr "Hello {name"\n', r"en\.po: greeting: expected '}' before end of string"),
        ('msgid "greting"\nmsgstr "Hello"\n', r"en\.po: greting: there are no Swedish words for this key"),
        ('msgid "greeting"\nmsgstr "A"\nnonsense\n', r"en\.po: .*on \d"),
    ],
)
def test_a_translation_that_would_break_a_message_stops_the_start(
    write_catalogue: WriteCatalogue, tmp_path: Path, entries: str, problem: str
) -> None:
    write_catalogue("en", entries)
    with pytest.raises(LocalizationError, match=problem):
        Catalogues(tmp_path)


def test_every_broken_translation_is_told_at_once(write_catalogue: WriteCatalogue, tmp_path: Path) -> None:
    write_catalogue("en", 'msgid "greeting"\nmsgstr "{a} {b}"\n\nmsgid "nobody"\nmsgstr "x"\n')
    with pytest.raises(LocalizationError) as error:
        Catalogues(tmp_path)
    assert len(str(error.value).splitlines()) == 3


def test_a_file_that_is_not_utf8_or_not_named_after_a_language_is_refused(
    write_catalogue: WriteCatalogue, tmp_path: Path
) -> None:
    path = write_catalogue("en", ENGLISH)
    path.write_bytes('msgid "greeting"\nmsgstr "Hallå"\n'.encode("latin-1"))
    with pytest.raises(LocalizationError, match=r"en\.po"):
        Catalogues(tmp_path)
    path.rename(tmp_path / "notes about words.po")
    with pytest.raises(LocalizationError, match="notes about words"):
        Catalogues(tmp_path)


def test_a_line_of_nothing_but_values_starts_on_the_right_in_arabic() -> None:
    words = Catalogues().words("ar")
    assert words("survey.review.line", number=9, question="؟", answer="x").startswith("\u200f")
    assert not words("survey.skipped").startswith("\u200f")
    assert not Catalogues().words("sv")("survey.review.line", number=9, question="?", answer="x").startswith("\u200f")

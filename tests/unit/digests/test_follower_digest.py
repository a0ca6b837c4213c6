import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from delivery.message import Button
from digests.follower_digest import FollowerDigest, follower_letters
from digests.parts import LONGEST, parts, visible_length
from digests.residents_view import ResidentsView
from localization.catalogue import Catalogues
from promises.progress import progress
from promises.promise import Commitment, ProgressUpdate
from tests.unit.digests.town import LIGHTS, PATROLS, PROMISE, update

CATALOGUES = Catalogues()
SWEDISH = CATALOGUES.words("sv")
NEW = update("lights", "2026-11-20 12:00")
TAGS = re.compile(r"<(/?)(b|blockquote)>")


def _digest(*new: ProgressUpdate) -> FollowerDigest:
    views = {
        "lights": ResidentsView(LIGHTS, {"yes": 34, "little": 20, "no": None, "unsure": None}),
        "patrols": ResidentsView(PATROLS, dict.fromkeys(("yes", "little", "no", "unsure"))),
    }
    known = progress(PROMISE, {each.commitment: each for each in new}, new)
    return FollowerDigest(12, date(2026, 11, 16), date(2026, 11, 23), False, False, PROMISE, known, views)


def test_a_follower_reads_the_status_its_source_and_what_residents_notice() -> None:
    (letter,) = follower_letters(_digest(NEW), SWEDISH)
    for words in (
        "nr 12",
        "16 november 2026 till 23 november 2026",
        "Lys upp parken",
        "Pågår",
        "Nytt 20 november 2026 från Kommunen",
        "Nya lampor",
        "https://sandviken.se/x",
        "54 svar visas. märks: 34; märks lite: 20; märks inte: för få för att visas",
        "Ingen uppdatering ännu",
        "För få svar för att visas.",
    ):
        assert words in letter.text


def test_one_tap_under_it_stops_the_digests() -> None:
    (letter,) = follower_letters(_digest(NEW), SWEDISH)
    assert letter.buttons == ((Button("Sluta följa", "d:stop"),),)


def test_an_update_told_before_is_not_called_new() -> None:
    told_before = replace(_digest(NEW), progress=progress(PROMISE, {"lights": NEW}))
    (letter,) = follower_letters(told_before, SWEDISH)
    assert "Senast 20 november 2026 från Kommunen" in letter.text


def test_what_the_authority_knows_itself_says_so() -> None:
    (letter,) = follower_letters(_digest(update("lights", "2026-11-20 12:00", source="")), SWEDISH)
    assert "egen kännedom hos Kommunen" in letter.text


def test_a_late_digest_and_a_sample_say_so() -> None:
    (plain,) = follower_letters(_digest(NEW), SWEDISH)
    (marked,) = follower_letters(replace(_digest(NEW), late=True, sample=True), SWEDISH)
    for words in (SWEDISH("digest.late"), SWEDISH("digest.sample")):
        assert words not in plain.text
        assert words in marked.text


def test_an_update_that_is_a_sample_says_so() -> None:
    (letter,) = follower_letters(_digest(replace(NEW, sample=True)), SWEDISH)
    assert SWEDISH("digest.follower.sample_update") in letter.text


@pytest.mark.parametrize("language", CATALOGUES.languages)
def test_it_can_be_written_in_every_language_of_the_bot(language: str) -> None:
    (letter,) = follower_letters(_digest(NEW), CATALOGUES.words(language))
    assert "12" in letter.text
    assert "{" not in letter.text


long_text = st.builds(
    lambda piece, times: (piece * times)[:1000], st.text(min_size=1, max_size=5), st.integers(0, 1000)
)


@settings(max_examples=50, deadline=None)
@given(st.lists(long_text, min_size=1, max_size=12))
@example(["<&" * 500] * 9)
@example(["kort"])
def test_a_long_digest_comes_in_parts_that_fit_are_numbered_and_lose_nothing(texts: list[str]) -> None:
    commitments = tuple(Commitment(f"c{at}", {"sv": f"Del <{at}>"}, {"sv": "…"}, ()) for at in range(len(texts)))
    promise = replace(PROMISE, commitments=commitments)
    updates = [replace(NEW, commitment=each.name, text=text) for each, text in zip(commitments, texts, strict=True)]
    known = progress(promise, {each.commitment: each for each in updates}, updates)
    letters = follower_letters(replace(_digest(), promise=promise, progress=known, views={}), SWEDISH)
    assert all(visible_length(letter.text) <= LONGEST for letter in letters)
    whole = "\n".join(letter.text for letter in letters)
    assert all(f"Del &lt;{at}&gt;" in whole for at in range(len(texts)))
    assert [bool(letter.buttons) for letter in letters] == [False] * (len(letters) - 1) + [True]
    if len(letters) > 1:
        for part, letter in enumerate(letters, 1):
            assert letter.text.startswith(f"Nr 12, del {part}/{len(letters)}\n")
    for letter in letters:
        opened = [name for closing, name in TAGS.findall(letter.text) if not closing]
        assert sorted(opened) == sorted(name for closing, name in TAGS.findall(letter.text) if closing)


def test_parts_keep_blocks_whole_and_in_order() -> None:
    assert parts(["aaa", "bbb", "cc"], room=8) == ["aaa\n\nbbb", "cc"]
    assert parts(["<b>aaa</b>", "&lt;bb"], room=8) == ["<b>aaa</b>\n\n&lt;bb"]

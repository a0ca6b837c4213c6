import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from delivery.message import Button
from digests.commitment_news import Answered, CommitmentNews
from digests.commitment_text import bar
from digests.follower_digest import FollowerDigest, Reader, follower_letters
from digests.parts import LONGEST, LONGEST_CAPTION, parts, visible_length
from digests.ports import Rhythm
from digests.residents_view import ResidentsView
from digests.trend import Trend
from localization.catalogue import Catalogues
from promises.progress import CommitmentProgress, standing
from promises.promise import Commitment, ProgressUpdate, Status
from tests.unit.digests.town import (
    LIGHTS,
    MUNICIPALITY,
    PATROLS,
    POLICE,
    PROMISE,
    STOCKHOLM,
    WORRIES,
    question,
    update,
)

CATALOGUES = Catalogues()
SWEDISH = CATALOGUES.words("sv")
NEW = update("lights", "2026-11-20 12:00")
TAGS = re.compile(r"<(/?)(b|blockquote)>")

LIGHTS_VIEW = ResidentsView(LIGHTS, {"yes": 34, "little": 20, "no": None, "unknown": None})
PATROLS_VIEW = ResidentsView(PATROLS, dict.fromkeys(("yes", "little", "no", "unknown")))


def _digest(*new: ProgressUpdate) -> FollowerDigest:
    lights, patrols = standing(PROMISE, lambda name: [each for each in new if each.commitment == name][-1:], new)
    told = (CommitmentNews(lights, view=LIGHTS_VIEW), CommitmentNews(patrols, view=PATROLS_VIEW))
    return FollowerDigest(12, date(2026, 11, 16), date(2026, 11, 23), False, False, PROMISE, STOCKHOLM, told)


def _lights(*updates: ProgressUpdate, new: bool = True, **known: object) -> FollowerDigest:
    """A digest of one commitment with this history."""
    standing = CommitmentProgress(PROMISE.commitments[0], updates, updates if new else ())
    news = CommitmentNews(standing, **known)  # type: ignore[arg-type]  # the fields by name
    return replace(_digest(), commitments=(news,))


def _text(digest: FollowerDigest, language: str = "sv", reader: Reader | None = None) -> str:
    letters = follower_letters(digest, CATALOGUES.words(language), reader or Reader())
    return "\n\n".join(letter.text for letter in letters)


def _buttons(digest: FollowerDigest, reader: Reader | None = None) -> list[list[str]]:
    letters = follower_letters(digest, SWEDISH, reader or Reader())
    return [[button.data for button in row] for row in letters[-1].buttons]


def test_a_follower_reads_the_status_its_source_and_what_residents_notice() -> None:
    (letter,) = follower_letters(_digest(NEW), SWEDISH)
    for words in (
        "nr 12",
        "Löftesspegeln",
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


class TestTheAuthoritiesWord:
    def test_an_update_told_before_is_not_called_new(self) -> None:
        assert "Senast 20 november 2026 från Kommunen" in _text(_lights(NEW, new=False))

    def test_its_day_is_the_one_on_the_wall(self) -> None:
        assert "Nytt 21 november 2026" in _text(_lights(update("lights", "2026-11-21 00:30")))

    def test_what_the_authority_knows_itself_says_so(self) -> None:
        text = _text(_lights(replace(NEW, source="")))
        assert "egen kännedom hos Kommunen" in text

    def test_an_update_that_is_a_sample_says_so(self) -> None:
        text = _text(_lights(replace(NEW, sample=True)))
        assert SWEDISH("digest.follower.sample_update") in text

    def test_it_says_who_signed(self) -> None:
        text = _text(_lights(replace(NEW, signed_by=(MUNICIPALITY, POLICE))))
        assert "Undertecknat av Kommunen och Polisen." in text

    def test_how_much_is_done_is_said_in_words_and_drawn_beside_them(self) -> None:
        text = _text(_lights(replace(NEW, percent=45)))
        assert "Gjort: 45 procent av det som lovats.\n————······\n" in text

    def test_where_nobody_said_how_much_nothing_is_made_up(self) -> None:
        assert "procent" not in _text(_lights(NEW))
        assert "·" not in _text(_lights(NEW))

    @pytest.mark.parametrize(("percent", "signs"), [(0, 0), (9, 0), (10, 1), (99, 9), (100, 10)])
    def test_the_bar_is_full_only_when_all_is_done(self, percent: int, signs: int) -> None:
        assert bar(percent) == "—" * signs + "·" * (10 - signs)

    def test_of_an_activity_it_says_which(self) -> None:
        of_fridays = replace(update("patrols", "2026-11-20 12:00"), activity="fridays")
        standing = CommitmentProgress(PROMISE.commitments[1], (of_fridays,), (of_fridays,))
        assert "Gäller: Fredagar" in _text(replace(_digest(), commitments=(CommitmentNews(standing),)))

    def test_a_correction_is_called_one_and_what_it_corrects_is_not_told_beside_it(self) -> None:
        wrong = replace(NEW, text="Hundra lampor")
        right = replace(update("lights", "2026-11-22 12:00", "Tio lampor"), id=2, corrects=1)
        standing = CommitmentProgress(PROMISE.commitments[0], (right,), (wrong, right))
        news = CommitmentNews(standing, corrected={2: date(2026, 11, 20)})
        text = _text(replace(_digest(), commitments=(news,)))
        assert "Rättelse 22 november 2026 från Kommunen. Den gäller i stället för det som skrevs 20 november" in text
        assert "Tio lampor" in text
        assert "Hundra lampor" not in text

    def test_of_many_new_ones_the_newest_are_told_and_the_rest_counted(self) -> None:
        history = [replace(update("lights", f"2026-11-{day} 12:00", f"Dag {day}"), id=day) for day in (17, 18, 19, 20)]
        text = _text(_lights(*history))
        assert text.index("Dag 20") < text.index("Dag 19")
        assert "Dag 18" not in text
        assert "2 nyheter till" in text

    def test_when_nothing_was_heard_for_long_the_status_line_says_since_when(self) -> None:
        text = _text(_lights(NEW, new=False, silent_since=date(2026, 8, 1)))
        assert "Läget enligt dem som lovat: ingen uppdatering sedan 1 augusti 2026. Då var det: Pågår" in text


class TestLanguages:
    def test_a_translation_is_read_where_there_is_one(self) -> None:
        text = _text(_lights(replace(NEW, translations={"en": "New lamps"})), "en")
        assert "New lamps" in text
        assert "Nya lampor" not in text
        assert "only in Swedish" not in text

    def test_where_there_is_none_the_swedish_comes_with_a_word_about_it(self) -> None:
        text = _text(_lights(NEW), "en")
        assert "Nya lampor" in text
        assert "The text is only in Swedish." in text

    def test_easy_swedish_is_swedish(self) -> None:
        assert "bara på svenska" not in _text(_lights(NEW), "sv_simple")

    def test_an_update_written_in_english_says_so_to_swedes(self) -> None:
        assert "Texten finns bara på ett språk: engelska." in _text(_lights(replace(NEW, language="en")))

    @pytest.mark.parametrize("language", CATALOGUES.languages)
    def test_it_can_be_written_in_every_language_of_the_bot(self, language: str) -> None:
        everything = _lights(
            replace(NEW, percent=50, status=Status.DONE, signed_by=(POLICE,)),
            view=LIGHTS_VIEW,
            trend=Trend.MORE,
            noticed={"yes": 12, "no": None},
            done={"yes": 12, "no": None, "unknown": 10},
            asks=NEW,
        )
        text = _text(everything, language, Reader(braked=Rhythm.WEEKLY))
        assert "12" in text
        assert "{" not in text


class TestYouSaidWeDid:
    DARK = ResidentsView(WORRIES, {"dark": 45, "drugs": 60, "bikes": None, "fights": 15})

    def test_what_residents_said_comes_with_how_many_of_how_many(self) -> None:
        text = _text(_lights(NEW, answered={1: Answered(WORRIES, "dark", self.DARK)}))
        assert "Ni sa, vi gjorde.</b> 45 av 120 svar på frågan ”worries” var: Mörka gångvägar." in text

    def test_where_several_could_be_chosen_no_share_is_claimed(self) -> None:
        several = replace(WORRIES, kind=type(WORRIES.kind).SELECT_MULTIPLE)
        text = _text(_lights(NEW, answered={1: Answered(several, "dark", self.DARK)}))
        assert "På frågan ”worries” valde 45 det här: Mörka gångvägar." in text
        assert "120" not in text

    def test_a_number_that_is_hidden_stays_so(self) -> None:
        text = _text(_lights(NEW, answered={1: Answered(WORRIES, "bikes", self.DARK)}))
        assert "Ni sa, vi gjorde.</b> Det gäller frågan ”worries” och svaret: Buskörning." in text
        assert not re.search(r"\d", text[text.index("Ni sa") : text.index("Buskörning")])


class TestResidents:
    @pytest.mark.parametrize(
        ("trend", "words"),
        [
            (Trend.MORE, "Mer än förra gången."),
            (Trend.FEWER, "Mindre än förra gången."),
            (Trend.NO_DIFFERENCE, "Ingen säker skillnad mot förra gången. Det som skiljer kan vara en slump."),
            (Trend.TOO_FEW, "För få nya svar för att jämföra med förra gången."),
        ],
    )
    def test_a_change_is_told_in_plain_words(self, trend: Trend, words: str) -> None:
        assert words in _text(_lights(NEW, view=LIGHTS_VIEW, trend=trend))

    def test_the_first_time_there_is_nothing_to_compare_with(self) -> None:
        assert "förra gången" not in _text(_lights(NEW, view=LIGHTS_VIEW))

    def test_what_followers_tapped_is_told_as_far_as_it_may_be(self) -> None:
        text = _text(_lights(NEW, noticed={"yes": 12, "no": None}))
        assert "Jag märker det: 12; Jag märker det inte: för få för att visas." in text
        assert "Följare" not in _text(_lights(NEW, noticed={"yes": None, "no": None}))


class TestButtons:
    def test_one_tap_stops_and_one_changes_how_often(self) -> None:
        assert _buttons(_digest(NEW))[-1] == ["d:rhythm", "d:stop"]

    def test_with_one_commitment_it_is_asked_about_at_once(self) -> None:
        assert _buttons(_lights(NEW))[0] == ["d:notice:lights:yes", "d:notice:lights:no"]

    def test_with_several_a_button_opens_the_list(self) -> None:
        assert _buttons(_digest(NEW))[0] == ["d:notices"]

    def test_a_question_that_is_closed_is_not_asked(self) -> None:
        assert _buttons(_lights(NEW, open=False)) == [["d:rhythm", "d:stop"]]

    def test_what_was_called_done_is_asked_about(self) -> None:
        digest = _lights(NEW, new=False, asks=NEW)
        assert "Den 20 november 2026 stod det att det här är gjort: Lys upp parken. Stämmer det?" in _text(digest)
        assert _buttons(digest)[0] == ["d:done:1:yes", "d:done:1:no", "d:done:1:unknown"]

    def test_two_such_questions_are_told_apart_by_number(self) -> None:
        lights, patrols = _digest(NEW).commitments
        second = replace(NEW, id=2, commitment="patrols")
        digest = replace(_digest(), commitments=(replace(lights, asks=NEW), replace(patrols, asks=second)))
        (letter,) = follower_letters(digest, SWEDISH)
        assert letter.buttons[1][0] == Button("2. Ja, det är gjort", "d:done:2:yes")
        assert "2. Den 20 november 2026" in letter.text

    def test_a_group_is_asked_nothing(self) -> None:
        shared = Reader(is_shared=True)
        assert _buttons(_lights(NEW, asks=NEW), shared) == [["d:rhythm", "d:stop"]]
        assert "Stämmer det?" not in _text(_lights(NEW, asks=NEW), reader=shared)

    def test_who_will_hear_less_often_is_told_and_can_have_it_as_before(self) -> None:
        reader = Reader(braked=Rhythm.WEEKLY)
        assert "Nu kommer breven varannan vecka i stället." in _text(_digest(NEW), reader=reader)
        assert ["d:before:weekly"] in _buttons(_digest(NEW), reader)

    def test_the_longest_names_fit_into_a_button(self) -> None:
        standing = CommitmentProgress(replace(PROMISE.commitments[0], name="x" * 20), ())
        digest = replace(_digest(), commitments=(CommitmentNews(standing, asks=replace(NEW, id=2**63 - 1)),))
        data = [data for row in _buttons(digest, Reader(braked=Rhythm.FORTNIGHTLY)) for data in row]
        assert max(len(each.encode()) for each in data) <= 64


def test_a_late_digest_and_a_sample_say_so() -> None:
    marked = _text(replace(_digest(NEW), late=True, sample=True))
    for words in (SWEDISH("digest.late"), SWEDISH("digest.sample")):
        assert words not in _text(_digest(NEW))
        assert words in marked


long_text = st.builds(
    lambda piece, times: (piece * times)[:1000], st.text(min_size=1, max_size=5), st.integers(0, 1000)
)


@settings(max_examples=50)
@given(st.lists(long_text, min_size=1, max_size=12), st.sampled_from(["sv", "ar"]), st.booleans())
@example(["<&" * 500] * 9, "ar", True)
@example(["kort"], "sv", True)
def test_a_long_digest_comes_in_parts_that_fit_are_numbered_and_lose_nothing(
    texts: list[str], language: str, with_picture: bool
) -> None:
    told = []
    for number, text in enumerate(texts):
        commitment = Commitment(f"c{number}", {"sv": f"Del <{number}>"}, {"sv": "…"}, ())
        pair = [replace(NEW, id=2 * number + each, text=text, percent=10, signed_by=(POLICE,)) for each in (1, 2)]
        finding = {2 * number + 1: Answered(WORRIES, "dark", TestYouSaidWeDid.DARK)}
        standing = CommitmentProgress(commitment, tuple(pair), tuple(pair))
        told.append(CommitmentNews(standing, view=LIGHTS_VIEW, trend=Trend.MORE, answered=finding, asks=pair[1]))
    digest = replace(_digest(), commitments=tuple(told))
    picture = "portrait" if with_picture else ""
    letters = follower_letters(digest, CATALOGUES.words(language), picture=picture)
    assert [letter.picture for letter in letters] == [picture, *[""] * (len(letters) - 1)]
    assert visible_length(letters[0].text) <= (LONGEST_CAPTION if with_picture else LONGEST)
    assert all(visible_length(letter.text) <= LONGEST for letter in letters)
    whole = "\n".join(letter.text for letter in letters)
    assert all(f"Del &lt;{number}&gt;" in whole for number in range(len(texts)))
    assert [bool(letter.buttons) for letter in letters] == [False] * (len(letters) - 1) + [True]
    if len(letters) > 1:
        for part, letter in enumerate(letters, 1):
            heading = CATALOGUES.words(language)("digest.part", number=12, part=part, parts=len(letters))
            assert letter.text.startswith(f"{heading}\n")
    for letter in letters:
        opened = [name for closing, name in TAGS.findall(letter.text) if not closing]
        assert sorted(opened) == sorted(name for closing, name in TAGS.findall(letter.text) if closing)


def test_parts_keep_blocks_whole_and_in_order() -> None:
    assert parts(["aaa", "bbb", "cc"], room=8) == ["aaa\n\nbbb", "cc"]
    assert parts(["<b>aaa</b>", "&lt;bb"], room=8) == ["<b>aaa</b>\n\n&lt;bb"]
    assert parts(["aaa", "bbb", "cc"], room=8, first=5) == ["aaa", "bbb\n\ncc"]


def test_the_question_of_the_survey_may_be_of_any_name() -> None:
    odd = question("odd/name", {"a": "<b>"})
    text = _text(_lights(NEW, answered={1: Answered(odd, "a", ResidentsView(odd, {"a": 12}))}))
    assert "12 av 12 svar på frågan ”odd/name” var: &lt;b&gt;." in text

"""What holds for any text at all, however it was made."""

import re
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from people.masking import mask as masking
from people.masking.folding import fold
from people.masking.mask import Hidden, Masked, mask

_BITS = (
    *(
        "070-174 06 05",
        "+46",
        "46 7",
        "026-",
        "07",
        "850101",
        "850101-1234",
        "19",
        "-",
        " ",
        "  ",
        "\n",
        ".",
        ", ",
        ":",
        "/",
        "(",
    ),
    *(
        "alva",
        "alva_07",
        "@",
        "a@b",
        "@alva",
        "gmail",
        ".com",
        ".se",
        " punkt ",
        " (at) ",
        "http://",
        "www.",
        "t.me/",
        "snap: ",
    ),
    *(
        "min insta är ",
        " på snap",
        "Storgatan ",
        "gatan",
        "12",
        "12 B",
        "811 32 ",
        "Sandviken",
        "ABC ",
        "abc",
        "123",
        "12D",
    ),
    *(
        "regnr ",
        "SE45",
        "5000 ",
        "konto ",
        "bg ",
        "4111 1111 1111 1111",
        "112",
        "1177",
        "18:30",
        "2026-11-24",
        "kl ",
        "buss 241 ",
    ),
    *(
        "[telefon]",
        "[e-post]",
        "[",
        "]",
        "telefon]",
        "٠٧٠",
        "۰",
        "０７０",
        "\u200b",
        "\u00ad",
        "\u202e",
        "\ufe0f\u20e3",
        "\u0301",
    ),
    *("\x00", "\ud800", "å", "a\u030a", "ﷺ", "🇸🇪", "x" * 40, "1" * 20, "#1234", "pnr ", "tel ", "\t", "\u00a0"),
)
_ANY_TEXT = st.text(st.characters(exclude_categories=()))
_TEXTS = st.one_of(_ANY_TEXT, st.lists(st.sampled_from(_BITS), max_size=40).map("".join))
_thorough = settings(max_examples=300)
_PLACEHOLDER = re.compile("|".join(re.escape(f"[{kind}]") for kind in Hidden))


def test_staff_read_what_stood_there_and_the_rest_as_it_was_written() -> None:
    assert mask("Ring 070-174 06 05 eller skriv till alva@exempel.se.") == Masked(
        "Ring [telefon] eller skriv till [e-post].", (Hidden.PHONE, Hidden.EMAIL)
    )


def test_each_kind_is_told_once_in_the_order_of_the_enumeration() -> None:
    text = "@alva_07 bor på Storgatan 12, ring 070-174 06 05 eller 0701740606"
    assert mask(text).hidden == (Hidden.PHONE, Hidden.HANDLE, Hidden.ADDRESS)


def test_a_text_without_personal_data_is_the_same_text() -> None:
    text = "Det är mörkt vid tunneln efter kl 18.30. Vera, 14 år, vågar inte gå hem."
    assert mask(text) == Masked(text, ())


def test_what_is_told_twice_at_one_place_is_hidden_once() -> None:
    assert mask("https://exempel.se/?mail=alva@exempel.se&tel=0701740605 ok").text == "[länk] ok"


def test_what_a_resident_wrote_in_brackets_stays() -> None:
    assert mask("Jag skrev [telefon] själv") == Masked("Jag skrev [telefon] själv", ())


def test_a_number_right_beside_brackets_is_hidden() -> None:
    assert mask("[telefon]0701740605[e-post]").text == "[telefon][telefon][e-post]"


@_thorough
@given(_TEXTS)
@example("46 7" * 40)
@example("850101-12340701740605")
def test_masking_again_changes_nothing(text: str) -> None:
    masked = mask(text).text
    assert mask(masked) == Masked(masked, ())


@_thorough
@given(_TEXTS)
def test_what_is_not_hidden_stays_character_by_character_and_in_order(text: str) -> None:
    parts = _PLACEHOLDER.split(mask(text).text)
    assert text.startswith(parts[0])
    assert text.endswith(parts[-1])
    place = 0
    for part in parts:
        place = text.index(part, place) + len(part)


@_thorough
@given(_TEXTS)
def test_what_was_hidden_is_told_and_nothing_else(text: str) -> None:
    masked = mask(text)
    new = {kind for kind in Hidden if masked.text.count(f"[{kind}]") > text.count(f"[{kind}]")}
    assert new <= set(masked.hidden)
    assert bool(masked.hidden) == (masked.text != text)


@_thorough
@given(_TEXTS)
def test_a_text_never_grows_beyond_reason(text: str) -> None:
    longest = max(len(f"[{kind}]") for kind in Hidden)
    assert len(mask(text).text) <= len(text) * longest / 3


@pytest.mark.no_cover  # the same lines again and again, and counting them takes longer than running them
@_thorough
@given(st.lists(st.sampled_from(_BITS), min_size=1, max_size=4).map("".join).map(lambda bits: (bits * 4096)[:4096]))
def test_no_text_is_looked_at_more_than_three_times(text: str) -> None:
    with patch.object(masking, "fold", wraps=fold) as look:
        mask(text)
    assert sum(len(call.args[0]) for call in look.call_args_list) <= 3 * len(text)


@given(_ANY_TEXT)
def test_the_folded_view_knows_where_every_character_stood(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.spans)
    places = [place for span in folded.spans for place in span]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in folded.spans)


def test_letters_with_loose_accents_are_folded_into_one() -> None:
    assert fold("a\u030a").text == "å"
    assert fold("a\u030a").written((0, 1)) == (0, 2)

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.entities import utf16_length
from simulator.html import parse_html
from simulator.refusal import RefusalError


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("a <b", "Unclosed start tag at byte offset 2"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a href=", "Unclosed start tag at byte offset 0"),
        ("åä <font>x</font>", 'Unsupported start tag "font" at byte offset 5'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>z</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x</b y>", "Unclosed end tag at byte offset 4"),
        ("<b>é</i>", 'Unmatched end tag at byte offset 5, expected "</b>", found "</i>"'),
        ("<i><b>x</b>", 'Can\'t find end tag corresponding to start tag "i"'),
        ('<tg-emoji emoji-id="x">y</tg-emoji>', "Invalid custom emoji identifier specified"),
    ],
)
def test_bad_markup_is_refused_in_the_servers_words(markup: str, reason: str) -> None:
    with pytest.raises(RefusalError) as refused:
        parse_html(markup)
    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize(
    ("markup", "text", "kinds"),
    [
        ("<b>x</b>", "x", ["bold"]),
        ("<STRONG>x</>", "x", ["bold"]),
        ("<i>a<u>b</u></i>", "ab", ["underline", "italic"]),
        ("<del>x</del>", "x", ["strikethrough"]),
        ('<span class="tg-spoiler">x</span>', "x", ["spoiler"]),
        ("<tg-spoiler>x</tg-spoiler>", "x", ["spoiler"]),
        ("<blockquote>x</blockquote>", "x", ["blockquote"]),
        ("<blockquote expandable>x</blockquote>", "x", ["expandable_blockquote"]),
        ('<b class="ignored" data-x>x</b>', "x", ["bold"]),
        ("<b></b>x", "x", []),
        ('<a href="not a link">x</a>', "x", []),
        ("<a>sandviken.se</a>", "sandviken.se", ["text_link"]),
        ('<tg-time unix="1800000000" format="wDT">x</tg-time>', "x", ["date_time"]),
    ],
)
def test_tags_become_entities(markup: str, text: str, kinds: list[str]) -> None:
    parsed, entities = parse_html(markup)
    assert (parsed, [entity["type"] for entity in entities]) == (text, kinds)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("&lt;b&gt; &amp; &quot;x&quot;", '<b> & "x"'),
        ("&#229;&#xe4;", "åä"),
        ("&lt b", "< b"),
        ("R&D &nbsp; &", "R&D &nbsp; &"),
        ("&#0; &#xD800; &#99999999;", "&#0; &#xD800; &#99999999;"),
    ],
)
def test_only_four_names_and_numbers_are_decoded(markup: str, text: str) -> None:
    assert parse_html(markup)[0] == text


def test_a_link_keeps_its_decoded_address() -> None:
    _, entities = parse_html('<a href="https://a.se/?x=1&amp;y=2">x</a>')
    assert entities == [{"type": "text_link", "offset": 0, "length": 1, "url": "https://a.se/?x=1&y=2"}]


def test_a_link_to_a_person_is_a_mention() -> None:
    _, entities = parse_html('<a href="tg://user?id=7">x</a>')
    assert entities[0]["type"] == "text_mention"
    assert entities[0]["user"]["id"] == 7


def test_code_in_pre_is_one_block_with_its_language() -> None:
    _, entities = parse_html('<pre><code class="language-py">x</code></pre>')
    assert entities == [{"type": "pre", "offset": 0, "length": 1, "language": "py"}]


@pytest.mark.parametrize(
    ("markup", "kinds"),
    [
        ('<pre>a<code class="language-py">x</code></pre>', ["code", "pre"]),
        ("<pre><code>x</code></pre>", ["code", "pre"]),
        ('<code class="language-py"><pre>x</pre></code>', ["pre"]),
    ],
)
def test_pre_and_code_merge_only_around_the_same_text(markup: str, kinds: list[str]) -> None:
    assert [entity["type"] for entity in parse_html(markup)[1]] == kinds


def test_offsets_count_utf16_units() -> None:
    _, entities = parse_html("🙂å <b>🙂x</b>")
    assert entities == [{"type": "bold", "offset": 4, "length": 3}]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    parsed, entities = parse_html(f"<b>{escaped}</b>")
    assert parsed == text
    assert [entity["length"] for entity in entities] == ([utf16_length(text)] if text else [])


@given(st.text(alphabet="<>/b i&;\"'=a#x1é", max_size=30))
def test_any_markup_is_either_parsed_or_refused(markup: str) -> None:
    with contextlib.suppress(RefusalError):
        text, entities = parse_html(markup)
        assert all(entity["offset"] + entity["length"] <= utf16_length(text) for entity in entities)

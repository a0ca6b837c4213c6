import pytest

from simulator.refusal import RefusalError
from simulator.text import FormattedText, caption_text, message_text


def taken_in(raw: str, parse_mode: str = "", entities: object = None) -> FormattedText:
    return message_text(raw, parse_mode, entities, too_long="message is too long")


def reason(raw: str, parse_mode: str = "", entities: object = None) -> str:
    with pytest.raises(RefusalError) as refused:
        taken_in(raw, parse_mode, entities)
    return refused.value.description.removeprefix("Bad Request: ")


def test_length_is_counted_in_code_points_after_parsing() -> None:
    assert len(taken_in("🙂" * 4096).text) == 4096
    assert len(taken_in("<b>" + "x" * 4096 + "</b>", "HTML").text) == 4096
    assert reason("x" * 4097) == "message is too long"
    assert reason("<b>" + "🙂" * 4097 + "</b>", "html") == "message is too long"


def test_raw_text_is_limited_in_bytes_before_parsing() -> None:
    assert reason("<b></b>" * 5000, "HTML") == "text is too long"
    assert len(taken_in("x" + "<b></b>" * 4000, "HTML").text) == 1


@pytest.mark.parametrize("blank", [" ", "\n \n", "\u200b", "<b> </b>", "<b></b>"])
def test_a_text_of_blanks_is_none(blank: str) -> None:
    assert reason(blank, "HTML") == "text must be non-empty"


def test_nothing_at_all_has_its_own_error() -> None:
    assert reason("") == "message text is empty"


def test_parse_modes_that_do_not_exist_are_refused() -> None:
    assert reason("x", "bbcode") == "unsupported parse_mode"
    assert reason("x", "MarkdownV2") == "simulator does not know parse_mode MarkdownV2 yet"


def test_blanks_around_the_text_go_and_entities_move_along() -> None:
    formatted = taken_in("\n <b> x </b>\n", "HTML")
    assert formatted == FormattedText("x", [{"type": "bold", "offset": 0, "length": 1}])


def test_telegram_finds_links_commands_and_addresses_itself() -> None:
    text = "Se https://a.se/x. Skriv /help@a_bot eller a@b.se, @polisen #trygg"
    kinds = [entity["type"] for entity in taken_in(text).entities]
    assert kinds == ["url", "bot_command", "email", "mention", "hashtag"]


def test_nothing_is_found_inside_code() -> None:
    assert [entity["type"] for entity in taken_in("<code>/help</code>", "HTML").entities] == ["code"]


def test_given_entities_stand_unless_they_point_outside() -> None:
    inside: dict[str, object] = {"type": "bold", "offset": 0, "length": 2}
    outside = {"type": "bold", "offset": 1, "length": 9}
    assert taken_in("hej", entities=[inside, outside]).entities == [inside]
    assert reason("hej", entities=["bold"]).startswith("can't parse entities")


def test_a_hundred_entities_are_kept() -> None:
    assert len(taken_in("<b>x</b> " * 120, "HTML").entities) == 100


def test_captions_may_be_empty_and_have_1024_code_points() -> None:
    assert caption_text("", "", None).text == ""
    assert len(caption_text("🙂" * 1024, "", None).text) == 1024
    with pytest.raises(RefusalError, match="message caption is too long"):
        caption_text("x" * 1025, "", None)

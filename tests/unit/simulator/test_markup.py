from typing import Any

import pytest

from simulator.markup import check_for_chat, parse_inline_markup, parse_markup
from simulator.records import Chat
from simulator.refusal import RefusalError

GROUP = Chat(-1, "supergroup", "Staff", [])
CHANNEL = Chat(-2, "channel", "News", [])


def ignore(_: str) -> None:
    """Take a warning that the test is not about."""


def inline(*rows: list[Any]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


def button(text: str = "x", **action: Any) -> dict[str, Any]:
    return {"text": text, **(action or {"callback_data": "d"})}


def reason(markup: object) -> str:
    with pytest.raises(RefusalError) as refused:
        parse_markup(markup, ignore)
    return refused.value.description.removeprefix("Bad Request: ")


def test_callback_data_has_at_most_64_bytes() -> None:
    assert parse_markup(inline([button(callback_data="å" * 32)]), ignore)
    assert reason(inline([button(callback_data="å" * 32 + "x")])) == "BUTTON_DATA_INVALID"


@pytest.mark.parametrize("action", [{"callback_data": ""}, {"url": ""}, {"style": "danger"}])
def test_a_button_that_does_nothing_is_refused(action: dict[str, str]) -> None:
    expected = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
    assert reason(inline([button(**action)])) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (None, "object expected as reply markup"),
        ([], "object expected as reply markup"),
        (
            {"inline_keyboard": [{}]},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        (inline(["x"]), "can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
        (inline([{"url": "a.se"}]), "can't parse inline keyboard button: Can't find field \"text\""),
        (inline([{"text": 1}]), 'can\'t parse inline keyboard button: Field "text" must be of type String'),
        (
            inline([button(url="https://localhost")]),
            "inline keyboard button URL 'https://localhost' is invalid: Wrong HTTP URL",
        ),
        (
            inline([button(url="ftp://a.se")]),
            "inline keyboard button URL 'ftp://a.se' is invalid: Unsupported URL protocol",
        ),
        (inline([button(copy_text={"text": "x" * 257})]), "BUTTON_COPY_TEXT_INVALID"),
        (inline(*[[button()] for _ in range(101)]), "reply markup is too long"),
        (inline(*[[button("x" * 200)] for _ in range(60)]), "reply markup is too long"),
    ],
)
def test_bad_keyboards_are_refused(markup: object, expected: str) -> None:
    assert reason(markup) == expected


def test_the_first_of_several_actions_wins() -> None:
    markup = parse_markup(inline([button(callback_data="d", url="https://a.se")]), ignore)
    assert markup == inline([{"text": "x", "url": "https://a.se"}])


def test_empty_buttons_rows_and_keyboards_are_dropped() -> None:
    noted: list[str] = []
    assert parse_markup(inline([button("")], [], [button()]), noted.append) == inline([button()])
    assert noted == ["a button without text is dropped"]
    assert parse_markup(inline([]), noted.append) is None
    assert parse_markup({}, noted.append) is None


def test_a_row_stops_at_twelve_and_more_than_eight_is_noted() -> None:
    noted: list[str] = []
    markup = parse_markup(inline([button()] * 13), noted.append)
    assert markup
    assert len(markup["inline_keyboard"][0]) == 12
    assert noted == ["a row has more than 8 buttons"]


def test_reply_keyboards_take_plain_strings() -> None:
    markup = parse_markup({"keyboard": [["Ja", {"text": "Nej"}]], "resize_keyboard": True}, ignore)
    assert markup == {"keyboard": [[{"text": "Ja"}, {"text": "Nej"}]], "resize_keyboard": True}


def test_removing_and_forcing_are_kept_and_long_placeholders_noted() -> None:
    noted: list[str] = []
    assert parse_markup({"remove_keyboard": True}, noted.append) == {"remove_keyboard": True}
    long = {"force_reply": True, "input_field_placeholder": "x" * 65}
    assert parse_markup(long, noted.append) == long
    assert noted == ["input_field_placeholder has more than 64 characters"]


def test_an_edit_takes_only_inline_keyboards() -> None:
    with pytest.raises(RefusalError, match="inline keyboard expected"):
        parse_inline_markup({"remove_keyboard": True}, ignore)


def test_groups_cannot_be_asked_for_places_or_numbers() -> None:
    for field, what in (("request_location", "location"), ("request_contact", "phone number")):
        with pytest.raises(RefusalError, match=f"{what} can be requested in private chats only"):
            check_for_chat({"keyboard": [[{"text": "x", field: True}]]}, GROUP)


def test_channels_take_no_reply_keyboards() -> None:
    with pytest.raises(RefusalError, match="inline keyboard expected"):
        check_for_chat({"keyboard": [[{"text": "x"}]]}, CHANNEL)
    check_for_chat(inline([button()]), CHANNEL)

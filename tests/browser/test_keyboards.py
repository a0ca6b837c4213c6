"""Buttons below a message on a phone: scales, long labels and scripts from the right."""

import pytest
from playwright.async_api import Locator, expect

from simulator.world import Person
from tests.browser.fake_bot import FakeBot, inline
from tests.browser.test_content import grey_png
from tests.browser.visitor import Visitor

SCALES = {
    "sv": ("Hur trygg känner du dig?", "1234567"),
    "ar": ("ما مدى شعورك بالأمان؟", "1234567"),
    "fa": ("چقدر احساس امنیت می‌کنید؟", "۱۲۳۴۵۶۷۸"),
}
SMALLEST_TARGET = 24
"""CSS pixels; WCAG 2.2, criterion 2.5.8."""


async def boxes(keys: Locator) -> list[dict[str, float]]:
    found: list[dict[str, float]] = await keys.evaluate_all(
        "keys => keys.map(key => key.getBoundingClientRect().toJSON())"
    )
    return found


async def cut(label: Locator) -> bool:
    return bool(await label.evaluate("label => label.scrollWidth > label.clientWidth"))


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("language", SCALES)
async def test_a_scale_stands_in_one_row_in_the_order_it_was_sent(
    visitor: Visitor, bot: FakeBot, elsa: Person, language: str, width: int
) -> None:
    question, digits = SCALES[language]
    await visitor.page.set_viewport_size({"width": width, "height": 844})
    await visitor.start_as(elsa)
    await bot.say(elsa.id, question, reply_markup=inline([(digit, digit) for digit in digits]))
    keys = visitor.message(question).locator(".key")
    await expect(keys).to_have_text(list(digits))
    places = await boxes(keys)
    assert len({place["top"] for place in places}) == 1
    assert [place["left"] for place in places] == sorted(place["left"] for place in places)
    assert all(place["width"] >= SMALLEST_TARGET and place["height"] >= SMALLEST_TARGET for place in places)
    assert not any([await cut(keys.nth(number).locator(".key-label")) for number in range(len(digits))])


async def test_a_scale_below_a_picture_is_as_usable(visitor: Visitor, bot: FakeBot, elsa: Person) -> None:
    await visitor.start_as(elsa)
    scale = inline([(str(number), str(number)) for number in range(1, 9)])
    await bot.upload("sendPhoto", elsa.id, "photo", "karta.png", grey_png(640, 400), caption="Var?", reply_markup=scale)
    keys = visitor.message("Var?").locator(".key")
    await expect(keys).to_have_count(8)
    assert all(place["width"] >= SMALLEST_TARGET for place in await boxes(keys))


@pytest.mark.parametrize(
    ("label", "direction"),
    [("Jag känner mig för det mesta trygg ute", "ltr"), ("أشعر بالأمان في معظم الأوقات خارج البيت", "rtl")],
)
async def test_a_long_label_is_cut_where_it_ends_and_whole_when_it_is_pointed_at(
    visitor: Visitor, bot: FakeBot, elsa: Person, label: str, direction: str
) -> None:
    await visitor.start_as(elsa)
    await bot.say(elsa.id, "Hur är det?", reply_markup=inline([(label, "a"), ("Nej", "b"), ("Ja", "c")]))
    key = visitor.button(label)
    await expect(key).to_have_attribute("title", label)
    await expect(key).to_have_css("direction", direction)
    await expect(key.locator(".key-label")).to_have_css("text-overflow", "ellipsis")
    assert await cut(key.locator(".key-label"))
    assert not await cut(visitor.button("Nej").locator(".key-label"))
    assert len({place["height"] for place in await boxes(visitor.message("Hur är det?").locator(".key"))}) == 1

"""The page for people who use a keyboard, a screen reader or other colours."""

from typing import Any, Literal

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from simulator.world import Person, Rates, World
from tests.browser.fake_bot import FakeBot, Json, inline
from tests.browser.visitor import Visitor

Scheme = Literal["light", "dark"]
SCALE = inline([(str(number), str(number)) for number in range(1, 8)])
KEYS = inline([("Trygg", "safe"), ("Otrygg", "unsafe")])
FORMATTED = "<a href='https://example.org'>Löftet</a>, <code>kod</code>, <tg-spoiler>dolt</tg-spoiler>, /help"
STYLED = {
    "inline_keyboard": [
        [
            {"text": "Följ", "callback_data": "a", "style": "primary"},
            {"text": "Sluta", "callback_data": "b", "style": "danger"},
            {"text": "Klar", "callback_data": "c", "style": "success"},
        ]
    ]
}


async def serious_faults(page: Page) -> list[str]:
    results: Any = await Axe().run(page)
    return [
        f"{fault['id']}: {[node['target'] for node in fault['nodes']]}"
        for fault in results.response["violations"]
        if fault["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_no_serious_fault_on_any_screen(
    visitor: Visitor, bot: FakeBot, world: World, elsa: Person, amina: Person, scheme: Scheme
) -> None:
    page = visitor.page
    await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    await page.goto(visitor.url)
    await expect(page.get_by_role("button", name="Elsa")).to_be_visible()
    assert await serious_faults(page) == []

    await visitor.start_as(elsa)
    await bot.say(elsa.id, FORMATTED, parse_mode="HTML", reply_markup=STYLED)
    started = world.messages(elsa.id)[0].message_id
    await bot.say(elsa.id, "Välkommen", reply_parameters={"message_id": started}, reply_markup=SCALE)
    await bot.say(elsa.id, "Välj", reply_markup={"keyboard": [["Ja", "Nej"]]})
    await visitor.sees("Välj")
    assert await serious_faults(page) == []

    await visitor.log.get_by_role("button", name="Mer om meddelandet").last.click()
    assert await serious_faults(page) == []
    await page.keyboard.press("Escape")
    await visitor.tap("Mer")
    await visitor.tap("Ny grupp med boten")
    assert await serious_faults(page) == []
    await page.keyboard.press("Escape")

    await visitor.tap("Bifoga")
    assert await serious_faults(page) == []
    await visitor.tap("Plats")
    assert await serious_faults(page) == []

    await page.keyboard.press("Escape")
    world.block(elsa.id)
    await expect(visitor.button("Avblockera boten för att skriva")).to_be_visible()
    assert await serious_faults(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_no_serious_fault_in_a_wide_window(visitor: Visitor, bot: FakeBot, elsa: Person, scheme: Scheme) -> None:
    await visitor.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    await visitor.page.set_viewport_size({"width": 1280, "height": 800})
    await visitor.start_as(elsa)
    await bot.say(elsa.id, "Hur trygg känner du dig?", reply_markup=KEYS)
    await visitor.sees("Hur trygg")
    assert await serious_faults(visitor.page) == []


async def test_a_whole_answer_with_the_keyboard_alone(visitor: Visitor, bot: FakeBot, elsa: Person) -> None:
    async def ask(bot: FakeBot, message: Json) -> None:
        await bot.say(message["chat"]["id"], "Hur trygg?", reply_markup=KEYS)

    async def thank(bot: FakeBot, query: Json) -> None:
        await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="Tack")

    bot.on_text["/start"] = ask
    bot.on_press["unsafe"] = thank
    page = visitor.page
    await page.goto(visitor.url)
    await expect(page.get_by_role("button", name="Elsa")).to_be_visible()
    await tab_to(page, "Elsa")
    await page.keyboard.press("Enter")
    await tab_to(page, "Starta")
    await page.keyboard.press("Enter")
    await visitor.sees("Hur trygg?")
    await page.keyboard.press("Shift+Tab")
    await tab_to(page, "Otrygg", key="Shift+Tab")
    await page.keyboard.press("Space")
    await expect(visitor.toast).to_have_text("Tack")


async def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    for _ in range(25):
        if name in await page.evaluate("document.activeElement.closest('button')?.textContent ?? ''"):
            return
        await page.keyboard.press(key)
    pytest.fail(f"Tab never reached {name}")


async def test_a_menu_is_walked_with_arrows_and_left_with_escape(visitor: Visitor, bot: FakeBot, elsa: Person) -> None:
    await visitor.start_as(elsa)
    await visitor.button("Bifoga").focus()
    await visitor.page.keyboard.press("Enter")
    await expect(visitor.button("Bild")).to_be_focused()
    await visitor.page.keyboard.press("ArrowDown")
    await expect(visitor.button("Dokument")).to_be_focused()
    await visitor.page.keyboard.press("ArrowUp")
    await visitor.page.keyboard.press("ArrowUp")
    await expect(visitor.button("Ändra mitt senaste")).to_be_focused()
    await visitor.page.keyboard.press("Escape")
    await expect(visitor.button("Bifoga")).to_be_focused()


async def test_new_messages_are_announced_with_their_sender(visitor: Visitor, bot: FakeBot, elsa: Person) -> None:
    await visitor.start_as(elsa)
    await expect(visitor.log).to_have_attribute("aria-live", "polite")
    await expect(visitor.log).not_to_have_attribute("aria-busy", "true")
    name = (await bot.call("getMe"))["first_name"]
    await bot.say(elsa.id, "Hej")
    await expect(visitor.message("Hej")).to_contain_text(f"{name}: ")


@pytest.mark.parametrize("width", [320, 390])
async def test_nothing_has_to_be_scrolled_sideways_on_a_phone(
    visitor: Visitor, bot: FakeBot, elsa: Person, width: int
) -> None:
    await visitor.page.set_viewport_size({"width": width, "height": 700})
    await visitor.start_as(elsa)
    row = [{"text": f"Ett ganska långt svar {number}", "callback_data": str(number)} for number in range(4)]
    keyboard = {"inline_keyboard": [row, [{"text": "o" * 60, "callback_data": "o"}]]}
    await bot.say(elsa.id, "https://example.org/" + "a" * 200, reply_markup=keyboard)
    await visitor.sees("https://example.org/")
    for element in (visitor.page.locator("html"), visitor.log):
        assert await element.evaluate("e => e.scrollWidth <= e.clientWidth")


async def test_however_much_is_said_only_the_messages_scroll(
    visitor: Visitor, bot: FakeBot, world: World, elsa: Person
) -> None:
    world.limits.rates = Rates.unlimited()
    await visitor.start_as(elsa)
    for number in range(8):
        await bot.say(elsa.id, f"Fråga {number} {'Lampan vid skolan är trasig. ' * 12}", reply_markup=KEYS)
        await visitor.sees(f"Fråga {number}")
    assert await visitor.page.locator("html").evaluate("html => html.scrollHeight <= html.clientHeight")

"""Talking with a bot in the page."""

import re

from playwright.async_api import Route, expect

from simulator.world import Person, World
from tests.browser.fake_bot import FakeBot, Json, inline
from tests.browser.visitor import Visitor

QUESTION = "Hur trygg känner du dig?"
ANSWERS = inline([("Trygg", "safe"), ("Otrygg", "unsafe")], [("Tillbaka", "back")])


async def ask(bot: FakeBot, message: Json) -> None:
    await bot.say(message["chat"]["id"], QUESTION, reply_markup=ANSWERS)


async def next_question(bot: FakeBot, query: Json) -> None:
    place = {"chat_id": query["message"]["chat"]["id"], "message_id": query["message"]["message_id"]}
    await bot.call("editMessageText", **place, text="Hur ofta är du ute?", reply_markup=ANSWERS)
    await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="Sparat")


async def warn(bot: FakeBot, query: Json) -> None:
    await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="Fara? Ring 112.", show_alert=True)


async def take_away(bot: FakeBot, query: Json) -> None:
    message = query["message"]
    await bot.call("deleteMessage", chat_id=message["chat"]["id"], message_id=message["message_id"])
    await bot.call("answerCallbackQuery", callback_query_id=query["id"])


async def test_an_empty_chat_says_what_the_bot_can_do_and_starts_it(
    visitor: Visitor, bot: FakeBot, elsa: Person
) -> None:
    bot.on_text["/start"] = ask
    await bot.call("setMyDescription", description="Den frågar hur det är att vara ung.")
    await visitor.become(elsa)
    await expect(visitor.page.get_by_text("Den frågar hur det är att vara ung.")).to_be_visible()
    await visitor.tap("Starta")
    await visitor.sees(QUESTION)
    await expect(visitor.draft).to_be_focused()


async def test_one_can_go_on_writing_also_where_the_first_message_shows_late(
    visitor: Visitor, world: World, elsa: Person
) -> None:
    async def accept(route: Route) -> None:
        await route.fulfill(json={"result": 1})

    await visitor.become(elsa)
    await visitor.page.route("**/page/act/write", accept)
    async with visitor.page.expect_response("**/page/act/write"):
        await visitor.tap("Starta")
    await visitor.page.evaluate("() => new Promise(requestAnimationFrame)")
    world.write(elsa.id, "/start")
    await visitor.sees("/start")
    await expect(visitor.draft).to_be_focused()


async def test_a_pressed_button_changes_the_question_in_place_and_keeps_the_focus(
    visitor: Visitor, bot: FakeBot, elsa: Person
) -> None:
    bot.on_text["Hej"] = ask
    bot.on_press["unsafe"] = next_question
    await visitor.start_as(elsa)
    await visitor.write("Hej")
    await visitor.tap("Otrygg")
    await visitor.sees("Hur ofta är du ute?")
    await expect(visitor.message("Hur ofta är du ute?")).to_contain_text("redigerad")
    await expect(visitor.toast).to_have_text("Sparat")
    await expect(visitor.button("Otrygg")).to_be_focused()
    await expect(visitor.message(QUESTION)).to_have_count(0)


async def test_an_alert_has_to_be_read_and_gives_the_focus_back(visitor: Visitor, bot: FakeBot, elsa: Person) -> None:
    bot.on_text["Hej"] = ask
    bot.on_press["safe"] = warn
    await visitor.start_as(elsa)
    await visitor.write("Hej")
    await visitor.tap("Trygg")
    dialog = visitor.page.get_by_role("dialog")
    await expect(dialog).to_contain_text("Fara? Ring 112.")
    await visitor.page.keyboard.press("Enter")
    await expect(dialog).to_have_count(0)
    await expect(visitor.button("Trygg")).to_be_focused()


async def test_a_deleted_message_is_gone_and_the_focus_stays_in_the_log(
    visitor: Visitor, bot: FakeBot, elsa: Person
) -> None:
    bot.on_text["Hej"] = ask
    bot.on_press["back"] = take_away
    await visitor.start_as(elsa)
    await visitor.write("Hej")
    await visitor.tap("Tillbaka")
    await expect(visitor.message(QUESTION)).to_have_count(0)
    await expect(visitor.log).to_be_focused()


async def test_who_is_not_being_anybody_sees_what_waits_for_whom(
    visitor: Visitor, bot: FakeBot, elsa: Person, amina: Person
) -> None:
    await visitor.start_as(elsa)
    await visitor.tap("Var någon annan")
    await bot.say(elsa.id, "Veckans brev")
    entry = visitor.page.get_by_role("button", name="Elsa")
    await expect(entry).to_contain_text("1 oläst")
    await expect(entry).to_contain_text("Veckans brev")
    await entry.click()
    await visitor.sees("Veckans brev")
    await visitor.page.go_back()
    await expect(visitor.page.get_by_role("button", name=amina.first_name)).to_contain_text("Inga meddelanden än")
    await expect(entry).not_to_contain_text("oläst")


async def test_what_happened_while_the_connection_was_lost_is_shown_afterwards(
    visitor: Visitor, bot: FakeBot, world: World, elsa: Person
) -> None:
    await visitor.start_as(elsa)
    world.events.close()
    await bot.say(elsa.id, "Du missade mig inte")
    await visitor.sees("Du missade mig inte")


async def test_in_a_group_everybody_is_named_and_each_has_their_own_side(
    visitor: Visitor, bot: FakeBot, world: World, elsa: Person, amina: Person
) -> None:
    group = world.add_group("Trygghetsgruppen", [elsa.id, amina.id])
    world.write(elsa.id, "Hej alla", chat_id=group)
    await visitor.page.goto(f"{visitor.url}/?person={amina.id}&chat={group}")
    await expect(visitor.page.get_by_role("heading", name="Trygghetsgruppen")).to_be_visible()
    await expect(visitor.message("Hej alla").locator(".sender")).to_have_text("Elsa")
    await visitor.write("Hej Elsa")
    await expect(visitor.message("Hej Elsa")).to_have_class(re.compile("own"))
    assert [message.sender_id for message in world.messages(group) if message.text] == [elsa.id, amina.id]


async def test_a_bot_at_work_says_so(visitor: Visitor, bot: FakeBot, elsa: Person) -> None:
    await visitor.start_as(elsa)
    await bot.call("sendChatAction", chat_id=elsa.id, action="typing")
    await expect(visitor.page.get_by_text("skriver …")).to_be_visible()
    await bot.say(elsa.id, "Klart")
    await expect(visitor.page.get_by_text("skriver …")).to_have_count(0)

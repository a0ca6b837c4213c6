"""One's own and others' messages: answered, quoted, changed and deleted."""

from playwright.async_api import Locator, expect

from simulator.world import Person, World
from tests.browser.fake_bot import FakeBot, Json, inline
from tests.browser.visitor import Visitor

LAMP = "Lampan vid skolan är trasig"
SAVE = inline([("Ja, spara", "save")])


async def ask_about_it(bot: FakeBot, message: Json) -> None:
    reply = {"message_id": message["message_id"]}
    await bot.say(message["chat"]["id"], "Spara det här?", reply_parameters=reply, reply_markup=SAVE)


async def write_about_the_lamp(visitor: Visitor, bot: FakeBot, elsa: Person) -> Locator:
    """Elsa writes and the bot asks about it; gives the quotation above its question."""
    bot.on_text[LAMP] = ask_about_it
    await visitor.start_as(elsa)
    await visitor.write(LAMP)
    await visitor.sees("Spara det här?")
    return visitor.message("Spara det här?").locator(".quoted")


def own(visitor: Visitor) -> Locator:
    """What Elsa has written last."""
    return visitor.log.locator(".own").last


async def choose(visitor: Visitor, message: Locator, entry: str) -> None:
    await message.get_by_role("button", name="Mer om meddelandet").click()
    await visitor.page.locator("#message-menu").get_by_role("button", name=entry).click()


async def test_a_reply_says_whom_and_what_it_answers_and_leads_there(
    visitor: Visitor, bot: FakeBot, world: World, elsa: Person
) -> None:
    await visitor.start_as(elsa)
    await visitor.write(LAMP)
    await visitor.sees(LAMP)
    await bot.say(elsa.id, "\n".join(f"Rad {number}" for number in range(99)))
    await bot.say(elsa.id, "Är den hel nu?", reply_parameters={"message_id": world.messages(elsa.id)[1].message_id})
    quoted = visitor.message("Är den hel nu?").locator(".quoted")
    await expect(quoted.locator("strong")).to_have_text("Du")
    await expect(quoted.locator("span").last).to_have_text(LAMP)
    await expect(own(visitor)).not_to_be_in_viewport()
    await quoted.click()
    await expect(own(visitor)).to_be_in_viewport()
    await expect(own(visitor)).to_be_focused()


async def test_a_quotation_of_a_place_says_that_it_is_one(
    visitor: Visitor, bot: FakeBot, world: World, elsa: Person
) -> None:
    await visitor.start_as(elsa)
    world.send_content(elsa.id, {"location": {"latitude": 60.6216, "longitude": 16.7755}})
    place = world.messages(elsa.id)[-1].message_id
    await bot.say(elsa.id, "Här?", reply_parameters={"message_id": place})
    await expect(visitor.message("Här?").locator(".quoted span").last).to_have_text("Plats")


async def test_a_changed_message_is_quoted_as_it_now_is(
    visitor: Visitor, bot: FakeBot, world: World, elsa: Person
) -> None:
    quoted = await write_about_the_lamp(visitor, bot, elsa)
    await choose(visitor, own(visitor), "Redigera")
    await expect(visitor.draft).to_have_value(LAMP)
    await visitor.write("Lyktan vid skolan är trasig")
    await expect(own(visitor)).to_contain_text("redigerad")
    await expect(quoted).to_contain_text("Lyktan vid skolan är trasig")
    await expect(visitor.page.get_by_text("Ändrar ditt meddelande")).to_be_hidden()
    edits = [update["edited_message"]["text"] for update in bot.received if "edited_message" in update]
    assert edits == ["Lyktan vid skolan är trasig"]


async def test_a_deleted_message_is_gone_and_is_quoted_no_more(
    visitor: Visitor, bot: FakeBot, world: World, elsa: Person
) -> None:
    pressed: list[Json] = []

    async def note(bot: FakeBot, query: Json) -> None:
        pressed.append(query["message"])
        await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="Sparat")

    bot.on_press["save"] = note
    quoted = await write_about_the_lamp(visitor, bot, elsa)
    await choose(visitor, own(visitor), "Ta bort för alla")
    await expect(quoted).to_have_text("Raderat meddelande")
    await expect(visitor.page.get_by_text(LAMP)).to_have_count(0)
    await visitor.page.reload()
    await expect(quoted).to_have_text("Raderat meddelande")
    await visitor.tap("Ja, spara")
    await expect(visitor.toast).to_have_text("Sparat")
    assert [message.get("reply_to_message") for message in pressed] == [None]
    assert [message.text for message in world.messages(elsa.id)] == ["/start", "Spara det här?"]


async def test_one_answers_a_message_of_the_bot_or_lets_it_be(
    visitor: Visitor, bot: FakeBot, world: World, elsa: Person
) -> None:
    await visitor.start_as(elsa)
    await bot.call("setMyName", name="Löfteskollen")
    asked = await bot.say(elsa.id, "Vad tycker du?")
    await choose(visitor, visitor.message("Vad tycker du?"), "Svara")
    await expect(visitor.page.get_by_text("Svar till Löfteskollen")).to_be_visible()
    await expect(visitor.draft).to_be_focused()
    await visitor.write("Bra")
    await expect(visitor.message("Bra").locator(".quoted")).to_contain_text("Vad tycker du?")
    await choose(visitor, visitor.message("Vad tycker du?").first, "Svara")
    await visitor.draft.press("Escape")
    await expect(visitor.page.get_by_text("Svar till Löfteskollen")).to_be_hidden()
    await visitor.write("Annat")
    await visitor.sees("Annat")
    assert [message.reply_to for message in world.messages(elsa.id)[-2:]] == [asked, None]


async def test_what_is_being_answered_is_let_go_when_it_is_deleted(
    visitor: Visitor, bot: FakeBot, world: World, elsa: Person
) -> None:
    await visitor.start_as(elsa)
    asked = await bot.say(elsa.id, "Vad tycker du?")
    await choose(visitor, visitor.message("Vad tycker du?"), "Svara")
    await bot.call("deleteMessage", chat_id=elsa.id, message_id=asked)
    await expect(visitor.page.locator(".banner")).to_be_hidden()
    await visitor.write("Jaha")
    await visitor.sees("Jaha")
    assert world.messages(elsa.id)[-1].reply_to is None


async def test_of_others_messages_one_cannot_change_a_word(visitor: Visitor, bot: FakeBot, elsa: Person) -> None:
    await visitor.start_as(elsa)
    await bot.say(elsa.id, "Hej")
    await visitor.message("Hej").get_by_role("button", name="Mer om meddelandet").click()
    menu = visitor.page.locator("#message-menu")
    await expect(menu.get_by_role("button")).to_have_text(["Svara", "Ta bort för alla"])
    await visitor.page.keyboard.press("Escape")
    await expect(menu).to_be_hidden()
    await expect(visitor.message("Hej").get_by_role("button", name="Mer om meddelandet")).to_be_focused()

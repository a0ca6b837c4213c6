"""Everything one can do beside pressing inline buttons."""

import pytest
from playwright.async_api import expect

from simulator.world import Person, World
from tests.browser.fake_bot import FakeBot
from tests.browser.visitor import Visitor


async def test_a_ready_made_answer_is_sent_as_text_and_the_keyboard_goes_when_the_bot_says_so(
    visitor: Visitor, bot: FakeBot, elsa: Person
) -> None:
    await visitor.start_as(elsa)
    keyboard = {"keyboard": [["Ja tack", "Nej"]], "input_field_placeholder": "Ja eller nej"}
    await bot.say(elsa.id, "Vill du följa löftet?", reply_markup=keyboard)
    await expect(visitor.draft).to_have_attribute("placeholder", "Ja eller nej")
    await visitor.tap("Göm svarsknappar")
    await expect(visitor.button("Ja tack")).to_have_count(0)
    await visitor.tap("Visa svarsknappar")
    await visitor.tap("Ja tack")
    await visitor.sees("Ja tack")
    await bot.say(elsa.id, "Tack", reply_markup={"remove_keyboard": True})
    await expect(visitor.button("Nej")).to_have_count(0)


async def test_a_forced_reply_answers_that_very_message(
    visitor: Visitor, bot: FakeBot, world: World, elsa: Person
) -> None:
    await visitor.start_as(elsa)
    asked = await bot.say(elsa.id, "Skriv med egna ord", reply_markup={"force_reply": True})
    await expect(visitor.draft).to_be_focused()
    await expect(visitor.page.get_by_text("Svar till boten")).to_be_visible()
    await visitor.write("Lampan vid skolan är trasig")
    await visitor.sees("Lampan vid skolan är trasig")
    assert world.messages(elsa.id)[-1].reply_to == asked
    await expect(visitor.page.get_by_text("Svar till boten")).to_be_hidden()


async def test_the_command_menu_is_in_the_persons_language(
    visitor: Visitor, bot: FakeBot, elsa: Person, amina: Person
) -> None:
    await bot.call("setMyCommands", commands=[{"command": "help", "description": "Hjälp"}])
    arabic = [{"command": "help", "description": "مساعدة"}]
    await bot.call("setMyCommands", commands=arabic, language_code="ar")
    await visitor.start_as(elsa)
    await visitor.tap("Kommandon")
    await visitor.page.get_by_role("button", name="/help Hjälp").click()
    await visitor.sees("/help")
    await visitor.start_as(amina)
    await visitor.tap("Kommandon")
    await expect(visitor.page.get_by_role("button", name="/help مساعدة")).to_be_visible()


async def test_the_latest_own_message_can_be_changed(
    visitor: Visitor, bot: FakeBot, world: World, elsa: Person
) -> None:
    await visitor.start_as(elsa)
    await visitor.write("Hyttgatan")
    await visitor.sees("Hyttgatan")
    await visitor.tap("Bifoga")
    await visitor.tap("Ändra mitt senaste")
    await expect(visitor.draft).to_have_value("Hyttgatan")
    await visitor.write("Storgatan")
    await expect(visitor.message("Storgatan")).to_contain_text("redigerad")
    assert [message.text for message in world.messages(elsa.id)] == ["/start", "Storgatan"]


async def test_blocking_and_unblocking_the_bot(visitor: Visitor, bot: FakeBot, elsa: Person) -> None:
    await visitor.start_as(elsa)
    await visitor.tap("Mer")
    await visitor.tap("Blockera boten")
    await expect(visitor.draft).to_be_hidden()
    await visitor.tap("Avblockera boten för att skriva")
    await expect(visitor.draft).to_be_visible()
    statuses = [
        update["my_chat_member"]["new_chat_member"]["status"] for update in bot.received if "my_chat_member" in update
    ]
    assert statuses[0] == "kicked"


async def test_a_link_back_to_the_bot_starts_it_with_its_payload(
    visitor: Visitor, bot: FakeBot, world: World, elsa: Person
) -> None:
    await visitor.start_as(elsa)
    await bot.say(elsa.id, f"Följ löftet: https://t.me/{world.bot['username']}?start=follow")
    await visitor.log.get_by_role("link").click()
    await visitor.sees("/start follow")


async def test_a_link_out_asks_first(visitor: Visitor, bot: FakeBot, elsa: Person) -> None:
    await visitor.start_as(elsa)
    await bot.say(elsa.id, "Läs mer på https://example.org/lofte")
    await visitor.log.get_by_role("link").click()
    await expect(visitor.page.get_by_role("dialog", name="Öppna länken?")).to_contain_text("https://example.org/lofte")
    await visitor.page.keyboard.press("Escape")
    await expect(visitor.page.get_by_role("dialog")).to_have_count(0)
    assert len(visitor.page.context.pages) == 1


async def test_the_bot_presents_itself_in_the_persons_language(
    visitor: Visitor, bot: FakeBot, elsa: Person, amina: Person
) -> None:
    await bot.call("setMyName", name="Löfteskollen")
    await bot.call("setMyDescription", description="Hur är det att vara ung här?")
    await bot.call("setMyName", name="فاحص الوعود", language_code="ar")
    await bot.call("setMyDescription", description="كيف هو العيش هنا؟", language_code="ar")
    await bot.call("setMyShortDescription", short_description="أسئلة للسكان", language_code="ar")
    for person, name, description in (
        (elsa, "Löfteskollen", "Hur är det att vara ung här?"),
        (amina, "فاحص الوعود", "كيف هو العيش هنا؟"),
    ):
        await visitor.become(person)
        await expect(visitor.page.get_by_role("heading", name=name)).to_be_visible()
        await expect(visitor.log).to_contain_text(description)
    await visitor.tap("Mer")
    await visitor.tap("Om boten")
    await expect(visitor.page.get_by_role("dialog")).to_contain_text("أسئلة للسكان")


@pytest.mark.parametrize("language", ["sv", "en", "fi", "ar", "fa", "so", "uk"])
async def test_somebody_new_can_have_any_of_the_bots_languages(visitor: Visitor, language: str) -> None:
    await visitor.page.goto(visitor.url)
    await visitor.tap("Ny deltagare")
    choice = visitor.page.get_by_label("Språk i telefonen")
    await choice.select_option(language)
    await expect(choice).to_have_value(language)


async def test_somebody_new_can_join(visitor: Visitor, world: World) -> None:
    await visitor.page.goto(visitor.url)
    await visitor.tap("Ny deltagare")
    await visitor.page.get_by_label("Förnamn").fill("Liban")
    await visitor.page.get_by_label("Språk i telefonen").select_option("so")
    await visitor.tap("Lägg till")
    await expect(visitor.page.get_by_text("Du är Liban")).to_be_visible()
    assert [person.language_code for person in world.people.values()] == ["so"]


async def test_somebody_new_is_taken_on_even_if_their_name_comes_later(visitor: Visitor) -> None:
    await visitor.page.goto(visitor.url)
    me = await visitor.page.evaluate("""async () => {
        const { Store } = await import("/page/assets/state.js");
        const store = new Store();
        store.select(5);
        store.apply({ type: "people", bot: {}, people: [{ id: 5, first_name: "Liban" }], groups: [] });
        return store.me?.first_name;
    }""")
    assert me == "Liban"


async def test_a_draft_waits_where_it_was_written(visitor: Visitor, world: World, elsa: Person, amina: Person) -> None:
    for person in (elsa, amina):
        world.write(person.id, "Hej")
    await visitor.become(elsa)
    await visitor.draft.fill("Halvt färdigt")
    await visitor.tap("Var någon annan")
    await visitor.page.get_by_role("button", name="Amina").click()
    await expect(visitor.draft).to_have_value("")
    await visitor.tap("Var någon annan")
    await visitor.page.get_by_role("button", name="Elsa").click()
    await expect(visitor.draft).to_have_value("Halvt färdigt")

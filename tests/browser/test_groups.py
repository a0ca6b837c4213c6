"""Groups with the bot in them."""

import re

from playwright.async_api import expect

from simulator.world import Person, World
from tests.browser.fake_bot import FakeBot, Json
from tests.browser.visitor import Visitor


async def found_group(visitor: Visitor, elsa: Person) -> None:
    """Elsa makes a group with Amina and the bot in it."""
    await visitor.start_as(elsa)
    await visitor.tap("Mer")
    await visitor.tap("Ny grupp med boten")
    dialog = visitor.page.get_by_role("dialog")
    await dialog.get_by_label("Gruppens namn").fill("Grannarna")
    await dialog.get_by_label("Amina").check()
    await dialog.get_by_role("button", name="Skapa").click()
    await expect(visitor.page.get_by_role("heading", name="Grannarna")).to_be_visible()


def standing(bot: FakeBot) -> list[str]:
    """The places in groups that the bot was told it has."""
    changes = [update["my_chat_member"] for update in bot.received if "my_chat_member" in update]
    return [change["new_chat_member"]["status"] for change in changes]


async def greet(bot: FakeBot, message: Json) -> None:
    await bot.say(message["chat"]["id"], "Hej alla")


async def test_a_person_makes_a_group_and_the_bot_answers_its_commands(
    visitor: Visitor, bot: FakeBot, world: World, elsa: Person, amina: Person
) -> None:
    bot.on_text["/help"] = greet
    await found_group(visitor, elsa)
    await expect(visitor.page.get_by_text("2 medlemmar")).to_be_visible()
    await expect(visitor.log.get_by_text("Du lade till boten")).to_be_visible()
    await visitor.write("Hej Amina")
    await visitor.write("/help")
    await visitor.sees("Hej alla")
    [group] = [chat for chat in world.chats.values() if not chat.is_private]
    assert group.member_ids == [elsa.id, amina.id]
    heard = [
        update["message"].get("text")
        for update in bot.received
        if update.get("message", {}).get("chat", {}).get("id") == group.id
    ]
    assert heard == [None, "/help"]
    assert standing(bot) == ["member"]


async def test_the_owner_removes_the_bot_and_lets_it_in_again(
    visitor: Visitor, bot: FakeBot, world: World, elsa: Person, amina: Person
) -> None:
    await found_group(visitor, elsa)
    await visitor.tap("Mer")
    await visitor.tap("Ta bort boten ur gruppen")
    await expect(visitor.page.locator("#chat-subtitle")).to_contain_text("boten är inte med")
    await expect(visitor.log.get_by_text("Du tog bort boten")).to_be_visible()
    await visitor.tap("Mer")
    await visitor.tap("Lägg till boten i gruppen")
    await expect(visitor.page.locator("#chat-subtitle")).not_to_contain_text("boten är inte med")
    await expect(visitor.log.get_by_text("Du lade till boten")).to_have_count(2)
    [group] = [chat for chat in world.chats.values() if not chat.is_private]
    await bot.say(group.id, "Tack")
    await visitor.sees("Tack")
    assert standing(bot)[:2] == ["member", "kicked"]


async def test_a_bot_that_leaves_is_seen_leaving(
    visitor: Visitor, bot: FakeBot, world: World, elsa: Person, amina: Person
) -> None:
    await found_group(visitor, elsa)
    [group] = [chat for chat in world.chats.values() if not chat.is_private]
    await bot.call("leaveChat", chat_id=group.id)
    await expect(visitor.log.get_by_text(re.compile("lämnade gruppen"))).to_be_visible()
    await expect(visitor.page.locator("#chat-subtitle")).to_contain_text("boten är inte med")
    await visitor.page.goto(f"{visitor.url}/?person={amina.id}&chat={group.id}")
    await expect(visitor.page.get_by_text("Du är Amina")).to_be_visible()
    await visitor.tap("Mer")
    await expect(visitor.page.locator("#chat-menu").get_by_role("button")).to_have_text(["Om boten"])

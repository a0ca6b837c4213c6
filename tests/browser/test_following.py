"""Channels, where what is followed can be read by many."""

from playwright.async_api import expect

from simulator.world import Person, World
from tests.browser.fake_bot import FakeBot, inline
from tests.browser.visitor import Visitor


async def found_channel(visitor: Visitor, elsa: Person) -> None:
    """Elsa makes a channel that Amina reads."""
    await visitor.start_as(elsa)
    await visitor.tap("Mer")
    await visitor.tap("Ny kanal med boten")
    dialog = visitor.page.get_by_role("dialog")
    await dialog.get_by_label("Kanalens namn").fill("Nyheter")
    await dialog.get_by_label("Amina").check()
    await dialog.get_by_role("button", name="Skapa").click()
    await expect(visitor.page.get_by_role("heading", name="Nyheter")).to_be_visible()


async def test_who_makes_a_channel_posts_there_in_its_name(
    visitor: Visitor, bot: FakeBot, world: World, elsa: Person, amina: Person
) -> None:
    await found_channel(visitor, elsa)
    await expect(visitor.page.get_by_text("2 prenumeranter")).to_be_visible()
    await visitor.write("/follow")
    await visitor.sees("/follow")
    [channel] = [chat for chat in world.chats.values() if not chat.is_private]
    await bot.say(channel.id, "Den här kanalen följer", reply_markup=inline([("Pausa", "f:pause")]))
    await expect(visitor.message("Nyheter: ")).to_have_count(2)
    await expect(visitor.button("Pausa")).to_be_visible()
    posts = [update["channel_post"] for update in bot.received if "channel_post" in update]
    assert [(post["text"], "from" in post) for post in posts] == [("/follow", False)]


async def test_who_reads_a_channel_has_nowhere_to_write(visitor: Visitor, world: World, elsa: Person) -> None:
    amina = world.add_person("Amina", "ar", "boende")
    channel = world.add_group("Nyheter", [elsa.id, amina.id], "channel")
    await visitor.page.goto(f"{visitor.url}/?person={amina.id}&chat={channel}")
    await expect(visitor.page.get_by_text("Bara den som äger kanalen skriver här.")).to_be_visible()
    await expect(visitor.draft).to_be_hidden()


async def test_the_owner_decides_whether_the_bot_may_write(
    visitor: Visitor, bot: FakeBot, world: World, elsa: Person, amina: Person
) -> None:
    await found_channel(visitor, elsa)
    [channel] = [chat for chat in world.chats.values() if not chat.is_private]
    await visitor.tap("Mer")
    await visitor.tap("Låt inte boten skriva i kanalen")
    await expect(visitor.page.locator("#chat-subtitle")).to_contain_text("boten får inte skriva")
    assert not channel.bot_may_post
    await visitor.tap("Mer")
    await visitor.tap("Låt boten skriva i kanalen")
    await expect(visitor.page.locator("#chat-subtitle")).not_to_contain_text("boten får inte skriva")
    await visitor.tap("Mer")
    await visitor.tap("Ta bort boten ur kanalen")
    await expect(visitor.page.locator("#chat-subtitle")).to_contain_text("boten är inte med")

"""Somebody in front of the page."""

from playwright.async_api import Locator, Page, expect

from simulator.world import Person


class Visitor:
    """What one does and sees, by the names a screen reader would say."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(error.message))
        self.log = page.get_by_role("log")
        self.draft = page.locator("#draft")
        self.toast = page.get_by_role("status").filter(visible=True)

    async def become(self, person: Person) -> None:
        await self.page.goto(f"{self.url}/?person={person.id}")
        await expect(self.page.get_by_text(f"Du är {person.first_name}")).to_be_visible()

    async def start_as(self, person: Person) -> None:
        """Become somebody who has just written /start."""
        await self.become(person)
        await self.tap("Starta")
        await self.sees("/start")

    async def write(self, text: str) -> None:
        await self.draft.fill(text)
        await self.draft.press("Enter")

    async def sees(self, text: str) -> None:
        await expect(self.message(text)).to_be_visible()

    def message(self, text: str) -> Locator:
        return self.page.get_by_role("article").filter(has_text=text)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    async def tap(self, name: str) -> None:
        await self.button(name).click()

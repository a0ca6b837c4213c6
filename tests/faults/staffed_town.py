"""A town hall in which things have been done, so that there is something to forge and something to do again."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.content import read_content
from digests.ports import MatterKind
from people.organisation import Organisation
from people.staff import Role
from storage.migrate import migrate
from storage.unit_of_work import UnitOfWork
from tests.integration.handlers.house import House, open_house
from tests.integration.handlers.person import Person
from tests.integration.handlers.staff.desk import publish, submit
from tests.integration.handlers.staff.library import answered
from tests.integration.handlers.staff.meeting import hold
from tests.integration.handlers.staff.posts import appoint, revoke
from tests.integration.handlers.staff.town_hall import JOHAN, MARIA, invite
from tests.integration.handlers.telegram import Shown
from tests.process import ROOT

DEEDS = {
    *("t:organisation", "t:yes", "t:no", "t:take_back", "t:join", "t:take", "t:later", "t:nothing", "t:export_yes"),
    *("t:export_no", "t:seen_all", "u:submit", "u:sign", "u:withdraw_now", "w:create", "w:end_now", "w:send"),
}
"""Buttons that do something once."""

FIRST_MEMBER, KARIN, BO = 7_000_000_100, 7_000_000_201, 7_000_000_202


@dataclass(slots=True)
class StaffedTown:
    """Who may try what, and what has been done.

    `posts` are members of the staff, `former` those who were, `of_north` one who is there for that area only.
    `replays` are buttons whose deeds are done, with who pressed them; `tokens` those of links that are worth nothing
    any more; `centre` are references of texts from another area.
    """

    posts: dict[int, tuple[Role, Organisation]] = field(default_factory=dict)
    former: list[int] = field(default_factory=list)
    of_north: int = 0
    replays: list[tuple[int, str]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    centre: list[str] = field(default_factory=list)


class Doer(Person):
    """Somebody whose deeds are remembered."""

    town: StaffedTown

    async def press(self, data: str, screen: Shown | None = None) -> None:
        if ":".join(data.split(":")[:2]) in DEEDS:
            self.town.replays.append((self.id, data))
        await super().press(data, screen)


async def set_up(file: Path, now: datetime) -> StaffedTown:
    """Do it all in that file, as in the real chat, in the days before `now`."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    await migrate(f"sqlite+aiosqlite:///{file}")
    content = read_content(ROOT / "content" / "sandviken")
    async with open_house(
        content, file, staff_ids=f"{MARIA},{JOHAN}", export_dir=file.parent / "exports", **hours(now)
    ) as house:
        house.clock.now = now - timedelta(days=3)
        await house.app.know_staff()
        town = StaffedTown()
        maria, johan = _doer(house, town, MARIA), _doer(house, town, JOHAN)
        for person, organisation in ((maria, "Kommunen"), (johan, "Polisen")):
            await person.send("/staff")
            await person.tap(organisation)
        town.posts |= {MARIA: (Role.ADMINISTRATOR, Organisation.MUNICIPALITY)}
        town.posts |= {JOHAN: (Role.ADMINISTRATOR, Organisation.POLICE)}
        await _appoint(house, town)
        await _invite(house, town, maria)
        await _sign(maria, johan)
        await _meet(house, town)
        house.clock.now = now
        await _read_and_export(house, town)
        await _take(house, maria)
        await house.app.services.digests.tick(now)
        while await house.deliver():
            pass
        done = house.app.handling.take_done()
        await house.database._database.write(lambda work: work.inbox.finish_all(done))
    return town


def hours(now: datetime) -> dict[str, str]:
    """Settings by which no digest is due in the next hours, and it is not quiet."""
    local = now.astimezone(ZoneInfo("Europe/Stockholm"))
    noon = f"{local - timedelta(days=1):%a} 12:00".lower()
    far = (local.hour + 12) % 24
    return {
        "staff_digest_at": f"{local:%H}:00",
        "follower_digest_at": noon,
        "quiet_hours": f"{far:02}:00-{far:02}:01",
    }


def _doer(house: House, town: StaffedTown, number: int) -> Doer:
    doer = Doer(house, number)
    doer.town = town
    return doer


async def _appoint(house: House, town: StaffedTown) -> None:
    posts = [(role, organisation) for role in Role for organisation in Organisation]
    for number, (role, organisation) in enumerate(posts, FIRST_MEMBER):
        await appoint(house, role, organisation, number=number)
        town.posts[number] = (role, organisation)
    town.of_north = FIRST_MEMBER + len(posts)
    await appoint(house, Role.ANALYST, Organisation.MUNICIPALITY, ("north",), number=town.of_north)
    for number, (role, organisation) in enumerate(posts, town.of_north + 1):
        await revoke(house, await appoint(house, role, organisation, number=number))
        town.former.append(number)


async def _invite(house: House, town: StaffedTown, maria: Person) -> None:
    """Links that were used, refused, taken back, and not used in time."""
    for number, role, yes in ((KARIN, "Analytiker", True), (BO, "Redaktör", False)):
        invited = _doer(house, town, number)
        token = await invite(maria, role)
        await invited.send(f"/start i_{token}")
        await invited.tap("Ja, det är jag")
        await house.deliver()
        await maria.tap("Ja, siffrorna stämmer" if yes else "Nej, det är någon annan")
        await house.deliver()
        town.tokens.append(token)
    town.posts[KARIN] = (Role.ANALYST, Organisation.MUNICIPALITY)
    town.tokens.append(await invite(maria, name="Eva"))
    await maria.send("/staff")
    await maria.tap_each(("Kollegor och inbjudningar", "Inbjudan: Eva", "Ta tillbaka inbjudan"))
    town.tokens.append(await invite(maria, name="Ali"))
    house.clock.forward(hours=25)


async def _sign(maria: Person, johan: Person) -> None:
    """One update is published, and one taken back."""
    await publish(maria, johan)
    await submit(maria, text="Vi har träffat två elevråd till.")
    await maria.press("u:look:2")
    await maria.tap_each(("Ta tillbaka", "Ja, ta tillbaka"))
    await maria.house.deliver()


async def _meet(house: House, town: StaffedTown) -> None:
    """A dialogue is over, and answered."""
    number = next(number for number, (role, _) in town.posts.items() if role is Role.FIELD_WORKER)
    host = _doer(house, town, number)
    await hold(host, day=f"{house.app.services.local_now():%Y-%m-%d}")
    await host.press("w:end_now:1")
    await host.press("w:answer:1")
    await host.send("Fler lampor i parken före jul.")
    await host.tap("Skicka nu")


async def _read_and_export(house: House, town: StaffedTown) -> None:
    """A page of texts was marked as read; everything was asked for, and a colleague has said no."""
    day = (house.clock() - timedelta(days=2)).date()
    await answered(house, ["Mer ljus.", "Fler bussar.", "En plats."] + [""] * 2, area="centre", day=day)
    analyst = next(number for number, post in town.posts.items() if post == town.posts[KARIN])
    asker, other = _doer(house, town, analyst), _doer(house, town, KARIN)
    await other.send("/staff")
    await other.tap_each(("Läs vad folk skriver", "Jag har läst alla här"))
    await asker.send("/staff")
    await asker.tap_each(("Ta ut svaren", "CSV, för alla program", "Alla svar"))
    await house.deliver()
    await other.tap("Nej")
    find = "SELECT reference FROM readings JOIN answers USING (response) WHERE options = ?"
    town.centre = [str(row["reference"]) for row in house.rows(find, '["centre"]')]


async def _take(house: House, maria: Person) -> None:
    """What the morning asked has been decided."""

    def open_matters(work: UnitOfWork) -> None:
        work.matters.open(MatterKind.STALE, "dialogue", house.clock())
        work.matters.open(MatterKind.UNHEARD, "area/centre", house.clock())

    await house.database._database.write(open_matters)
    await maria.press("t:take:1:staff:1")

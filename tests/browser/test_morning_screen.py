"""The morning digest on a phone: whoever opens it sees what is new and what wants something without scrolling."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from playwright.async_api import Locator, expect

from bot.sample_staff import Colleague
from delivery.message import Letter
from delivery.telegram import markup
from digests.matters import MOST, Told, Wanted
from digests.ports import Decision, Matter, MatterKind
from digests.runs import next_run
from digests.staff_composing import StaffComposer
from digests.staff_digest import StaffDigest, StaffReader, staff_letter
from digests.unheard import Unheard
from localization.catalogue import Words
from localization.labels import in_language
from people.organisation import Organisation
from people.staff import Right, Role
from simulator.world import World
from storage.unit_of_work import UnitOfWork
from tests.browser.fake_bot import FakeBot
from tests.browser.mornings import Mornings, mornings
from tests.browser.visitor import Visitor
from tests.tongue import WORDS

AT = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
MARIA = Colleague(1, "Maria", Role.EDITOR, Organisation.MUNICIPALITY)
EVERYTHING = StaffReader(frozenset(Right), issue="staff:2026-11-24")


@pytest.fixture(scope="module")
async def digest(tmp_path_factory: pytest.TempPathFactory) -> StaffDigest:
    """The busiest morning after four weeks of them, as it is composed."""
    folder = tmp_path_factory.mktemp("morning")
    async with mornings(f"sqlite+aiosqlite:///{folder / 'data' / 'town.db'}", AT, MARIA) as town:
        await town.answer(30, finished=False)
        await town.live(per_day=12)
        await town.answer(90)
        return await town.services.database.write(lambda work: _composed(town, work))


def _composed(town: Mornings, work: UnitOfWork) -> StaffDigest:
    services = town.services
    composer = StaffComposer(services.digests.content, services.settings.timezone, services.settings.min_group_staff)
    run = next_run(work, services.settings.staff_digest_at, town.clock(), services.settings.timezone)
    return composer.digest(work, run, keep=True)


def fullest(digest: StaffDigest, words: Words) -> StaffDigest:
    """The same late, made up, and with as many matters as there can be, each of the longest of its kind."""
    content = digest.content

    def longest(question: str) -> str:
        asked = next(each for each in content.asked if each.name == question)
        return max(asked.choices, key=lambda choice: len(in_language(choice.label, words.language))).name

    silent = (("area", longest("area")), ("age", longest("age")), ("language", "so"))
    commitments = sorted(content.promise.commitments, key=lambda each: -len(in_language(each.title, words.language)))
    wanted = [Wanted(MatterKind.STALE, each.name) for each in commitments[: MOST - len(silent)]]
    wanted += [Wanted(MatterKind.UNHEARD, f"{question}/{option}", 12) for question, option in silent]
    told = [
        Told(Matter(number, each.kind, each.subject, Decision.OPEN, None, AT), each)
        for number, each in enumerate(wanted, 1)
    ]
    unheard = tuple(Unheard(*each, 12, 0.25, confirmed=False) for each in silent)
    return replace(digest, day=date(2026, 11, 23), late=True, sample=True, matters=tuple(told), unheard=unheard)


async def show(visitor: Visitor, bot: FakeBot, world: World, letter: Letter, language: str) -> Locator:
    reader = world.add_person(f"Reader {language}", language, "personal", started=True)
    keys = markup(letter)
    assert keys
    await bot.say(reader.id, letter.text, parse_mode="HTML", reply_markup=keys.model_dump(exclude_none=True))
    await visitor.become(reader)
    message = visitor.page.locator("article.other").last
    await expect(message.locator("blockquote")).to_be_visible()
    return message


async def test_what_comes_before_more_fits_a_screen_on_the_fullest_morning_in_every_language(
    visitor: Visitor, bot: FakeBot, world: World, digest: StaffDigest
) -> None:
    assert digest.new_answers
    assert digest.worries
    assert digest.usual.median
    taken, room = {}, 0
    for language in WORDS.languages:
        words = WORDS.words(language)
        letter = staff_letter(fullest(digest, words), words, EVERYTHING)
        message = await show(visitor, bot, world, letter, language)
        screen, top = await visitor.log.bounding_box(), await message.bounding_box()
        more = await message.locator("blockquote").bounding_box()
        assert screen
        assert top
        assert more
        taken[language] = round(more["y"] - top["y"])
        room = round(screen["height"])
        await expect(message.get_by_role("button", name="Visa mer")).to_be_visible()
    assert {language: height for language, height in taken.items() if height > room} == {}, taken


async def test_no_button_under_it_is_cut_off(visitor: Visitor, bot: FakeBot, world: World, digest: StaffDigest) -> None:
    cut = {}
    for language in WORDS.languages:
        words = WORDS.words(language)
        message = await show(visitor, bot, world, staff_letter(fullest(digest, words), words, EVERYTHING), language)
        labels = message.locator(".key-label")
        assert await labels.count() == MOST * 3
        cut[language] = await labels.evaluate_all(
            "labels => labels.filter(each => each.scrollWidth > each.clientWidth).map(each => each.textContent)"
        )
    assert {language: each for language, each in cut.items() if each} == {}

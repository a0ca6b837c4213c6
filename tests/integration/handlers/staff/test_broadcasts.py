"""Staff watch a digest go out, in one message that keeps itself up to date."""

from datetime import timedelta

import pytest

from bot.content import Content
from delivery.message import Letter, NewMessage, Topic
from digests.ports import QUEUEING, DigestRun, Subscription
from handlers.broadcast_watch import MOST_EDITS, BroadcastWatch
from people.person import ChatId
from people.person import Person as Chat
from storage.unit_of_work import UnitOfWork
from tests.integration.handlers.house import House, open_house
from tests.integration.handlers.person import Person
from tests.integration.handlers.staff.town_hall import MARIA, STRANGER, hire
from tests.integration.handlers.telegram import BLOCKED, BROKEN

READERS = 12
KIND, PERIOD = "followers.0-1700", "2026-W48"


async def send_out(house: House, readers: int = READERS, recipients: int | None = None, period: str = PERIOD) -> None:
    """A digest is put into the queue for so many."""
    now, keys = house.clock(), house.app.services.keys
    chats = [Chat(keys.person(9_000 + number), ChatId(9_000 + number), "sv") for number in range(readers)]
    run = DigestRun(KIND, period, 2, now - timedelta(days=7), now, late=False, recipients=recipients or readers)

    def queue(work: UnitOfWork) -> None:
        work.digest_runs.claim(run)
        for each in chats:
            work.people.save(each)
            work.subscriptions.save(Subscription(each.key, (), 0, 17, 0, now.date()))
            mark = f"{KIND}:{period}:{each.key}:1"
            letter = Letter(f"Nyhetsbrev nr 2 {each.chat}")
            work.outbox.add([NewMessage(mark, each.key, Topic.FOLLOWER_DIGEST, letter, now, f"{KIND}:{period}")])

    await house.database.write(queue)


def watch_of(house: House) -> BroadcastWatch:
    """What the process runs every five seconds, as after a restart."""
    app = house.app
    return BroadcastWatch(
        app.bot, app.services.broadcasts, app.services.content.catalogues, app.services.local_now
    )  # fmt: skip


async def open_broadcast(somebody: Person) -> None:
    await somebody.send("/staff")
    await somebody.tap("Hur utskicken går")
    await somebody.tap(next(iter(somebody.screen.buttons)))


async def send_some(house: House, some: int) -> None:
    """So many go out, and time passes."""

    def send(work: UnitOfWork) -> None:
        claimed = work.outbox.claim(house.clock(), house.clock() + timedelta(minutes=3), some)
        for each in claimed:
            work.outbox.mark_sent(each.id, house.clock())

    await house.database.write(send)
    house.clock.forward(seconds=6)


async def test_the_message_says_how_far_it_has_come_until_all_has_gone_out(hall: House, maria: Person) -> None:
    await send_out(hall)
    await open_broadcast(maria)
    screens, screen, watch = len(maria.screens), maria.screen, watch_of(hall)
    assert screen.text.splitlines()[:2] == ["Nyhetsbrev nr 2, 23 nov. 2026 13:00", "0 av 12 brev har gått ut."]

    await watch.round()
    await send_some(hall, 4)
    await watch.round()
    assert "4 av 12 brev har gått ut." in screen.text
    assert "Takten är 40 i minuten.\nDet är ungefär en minut kvar." in screen.text

    await send_some(hall, 8)
    await watch.round()
    assert "Utskicket är klart. 12 av 12 brev har gått ut." in screen.text
    assert "minuten" not in screen.text
    assert (len(maria.screens), hall.count("watched_issues")) == (screens, 0)
    edits = hall.telegram.calls.count("editMessageText")
    await watch.round()
    assert hall.telegram.calls.count("editMessageText") == edits


async def test_what_did_not_arrive_is_listed_and_nobody_is_named(hall: House, maria: Person) -> None:
    await send_out(hall)
    await open_broadcast(maria)
    hall.telegram.refuse("sendMessage", BLOCKED, 2)
    hall.telegram.refuse("sendMessage", (400, "Bad Request: something about them"))
    hall.telegram.refuse("sendMessage", BROKEN)
    await hall.deliver()
    hall.clock.forward(seconds=61)
    hall.telegram.refuse("sendMessage", BROKEN)
    await hall.deliver()
    await watch_of(hall).round()
    assert "Utskicket är klart. 8 av 12 brev har gått ut." in maria.text
    assert maria.text.endswith(
        "Det här gick inte som det skulle:\n"
        "• 2 brev kom inte fram. Mottagarna har blockerat boten eller finns inte kvar.\n"
        "• 1 brev tog Telegram inte emot (bad request). Säg till den som sköter boten.\n"
        "• 1 brev kom kanske fram. Telegram svarade inte, och ett brev skickas högst två gånger."
    )


async def test_whoever_blocks_the_bot_meanwhile_is_not_waited_for(hall: House, maria: Person) -> None:
    await send_out(hall, 2)
    await open_broadcast(maria)
    await Person(hall, 9_000).block()
    await send_some(hall, 5)
    await watch_of(hall).round()
    assert "Utskicket är klart. 1 av 2 brev har gått ut." in maria.text
    await Person(hall, 9_000).unblock()
    assert await hall.deliver() == 0


async def test_while_it_is_being_queued_it_is_not_over(hall: House, maria: Person) -> None:
    await send_out(hall, 1, QUEUEING)
    await open_broadcast(maria)
    await send_some(hall, 1)
    await watch_of(hall).round()
    assert "1 av 1 brev har gått ut.\nFler brev ställs i kö just nu" in maria.text
    assert hall.count("watched_issues") == 1


async def test_when_nothing_moves_no_time_left_is_promised(hall: House, maria: Person) -> None:
    await send_out(hall)
    await open_broadcast(maria)
    watch = watch_of(hall)
    for _ in range(2):
        await watch.round()
        hall.clock.forward(seconds=6)
    assert "Inget går ut just nu. De som är kvar har tyst tid" in maria.text
    assert "kvar." not in maria.text.replace("De som är kvar har", "")


async def test_another_process_goes_on_where_the_first_one_stopped(
    hall: House, maria: Person, content: Content
) -> None:
    await send_out(hall)
    await open_broadcast(maria)
    async with open_house(content, hall.file, staff_ids=str(MARIA)) as after:
        shown = hall.telegram.chat(MARIA).messages
        after.telegram.chat(MARIA).messages.update(shown)
        await send_some(after, 12)
        await watch_of(after).round()
        assert "Utskicket är klart." in Person(after, MARIA).text


async def test_whoever_goes_back_is_not_interrupted(hall: House, maria: Person) -> None:
    await send_out(hall)
    await open_broadcast(maria)
    await maria.tap("Tillbaka")
    await send_some(hall, 4)
    await watch_of(hall).round()
    assert maria.text == "Vilket utskick vill du se?"
    assert list(maria.screen.buttons) == ["Nyhetsbrev nr 2, 23 nov. 2026 13:00", "Tillbaka"]


async def test_a_role_that_is_taken_back_ends_it(hall: House, maria: Person, karin: Person) -> None:
    await hire(maria, karin)
    await send_out(hall)
    await open_broadcast(karin)
    seen = karin.text
    await maria.send("/staff")
    await maria.tap_each(("Kollegor och inbjudningar", "Karin Berg", "Ja, ta tillbaka rollen"))
    await send_some(hall, 4)
    await watch_of(hall).round()
    assert karin.text == seen
    assert hall.count("watched_issues") == 0
    await karin.press("t:broadcasts")
    assert karin.on_top == "Din roll är tillbakatagen, så det här kan du inte göra längre."


@pytest.mark.parametrize("data", ["t:broadcasts", f"t:broadcast:{KIND}:{PERIOD}"])
async def test_nobody_else_sees_anything_of_it(hall: House, maria: Person, karin: Person, data: str) -> None:
    await send_out(hall)
    await hire(maria, karin, "Fältarbetare")
    stranger = Person(hall, STRANGER)
    for somebody in (karin, stranger):
        await somebody.send("/help")
        shown = [screen.text for screen in somebody.screens]
        await somebody.press(data)
        assert [screen.text for screen in somebody.screens] == shown
        assert somebody.on_top
    assert hall.count("watched_issues") == 0


async def test_a_digest_that_is_not_there_is_told_in_one_sentence(maria: Person) -> None:
    await maria.send("/staff")
    await maria.press("t:broadcast:followers.0-1700:1999-W01")
    assert maria.on_top
    await maria.tap("Hur utskicken går")
    assert maria.text == "Inget har skickats ut än."


async def test_many_who_watch_take_little_from_what_is_sent(hall: House, maria: Person) -> None:
    periods = [f"2026-W{week:02}" for week in range(10, 16)]
    for period in periods:
        await send_out(hall, 1, period=period)
        await maria.send("/staff")
        await maria.press(f"t:broadcast:{KIND}:{period}")
    for _ in periods:
        await send_some(hall, 1)
    watch, before = watch_of(hall), hall.telegram.calls.count("editMessageText")
    await watch.round()
    assert hall.telegram.calls.count("editMessageText") == before + MOST_EDITS
    await watch.round()
    assert hall.count("watched_issues") == 0
    assert sum("Utskicket är klart" in screen.text for screen in maria.screens) == len(periods)


async def test_a_message_that_is_gone_is_watched_no_longer(hall: House, maria: Person) -> None:
    await send_out(hall)
    await open_broadcast(maria)
    del maria.chat.messages[maria.screen.number]
    await watch_of(hall).round()
    assert hall.count("watched_issues") == 0


async def test_while_telegram_is_away_it_is_tried_again(hall: House, maria: Person) -> None:
    await send_out(hall)
    await open_broadcast(maria)
    await send_some(hall, 4)
    watch = watch_of(hall)
    hall.telegram.refuse("editMessageText", BROKEN)
    await watch.round()
    assert "0 av 12" in maria.text
    await watch.round()
    assert "4 av 12" in maria.text

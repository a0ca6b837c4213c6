"""E-mail through the same outbox as everything else: by its own way, once, and holding up nobody."""

from datetime import UTC, datetime, timedelta

from delivery.mail import MailChannel, MailServer
from delivery.message import Envelope, Letter, NewMessage, Topic, Way
from delivery.rate_limit import Lane, Pace
from delivery.sender import Limits, Sender
from people.person import ChatId, Person, PersonKey
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.integration.mail.server import Post, serving

NOW = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
STALE = NOW + timedelta(hours=24)
ANNA = Person(PersonKey("a" * 40), ChatId(7), "sv")


def mail(dedupe: str, address: str = "karin@localhost") -> NewMessage:
    letter = Letter("<b>Hej</b>", picture="p", envelope=Envelope(address, "Hej", dedupe * 8, "sv", "", STALE))
    return NewMessage(dedupe, None, Topic.STAFF_DIGEST, letter, NOW, "staff:2026-11-23")


class NoQueue(Pace):
    """Lets everything pass: hours pass here by the office's clock, and the pace keeps real seconds between them."""

    async def turn(self, chat: int, lane: Lane, *, edit: bool = False) -> None:
        """Now."""


class Office:
    """A sender of e-mail with a clock of its own."""

    def __init__(self, database: Database, port: int) -> None:
        self.now = NOW
        self.troubles: list[str] = []
        server = MailServer("localhost", port, starttls=False)
        self.sender = Sender(
            database,
            MailChannel(server, "lofteskollen@localhost", lambda: self.now, timeout=1.0),
            NoQueue(),
            lambda: self.now,
            key_of=lambda _: ANNA.key,
            on_trouble=self.troubles.append,
            limits=Limits(concurrency=1, lease=420.0, longest_call=300.0),
            way=Way.MAIL,
        )


async def queue(database: Database, *messages: NewMessage) -> int:
    def add(work: UnitOfWork) -> int:
        work.people.save(ANNA)
        work.pictures.add("p", b"PNG", NOW)
        return work.outbox.add(messages)

    return await database.write(add)


async def states(database: Database) -> dict[str, int]:
    counts = await database.read(lambda work: work.outbox.counts())
    return {state: number for state, number in counts.items() if number}


async def test_each_way_takes_its_own_messages(database: Database) -> None:
    by_chat = NewMessage("chat", ANNA.key, Topic.STAFF_DIGEST, Letter("Hej"), NOW)
    assert await queue(database, mail("1"), by_chat) == 2
    assert await queue(database, mail("1")) == 0
    until = NOW + timedelta(minutes=2)
    chat = await database.write(lambda work: work.outbox.claim(NOW, until, 10))
    assert [(each.person, each.letter.envelope) for each in chat] == [(ANNA.key, None)]
    mails = await database.write(lambda work: work.outbox.claim(NOW, until, 10, Way.MAIL))
    assert [each.letter for each in mails] == [mail("1").letter]
    assert await database.write(lambda work: work.outbox.claim(NOW, until, 10, Way.MAIL)) == []


async def test_it_is_sent_once_and_its_address_forgotten(database: Database) -> None:
    post = Post()
    await queue(database, mail("1"), mail("2", "bo@localhost"))
    async with serving(post) as port:
        office = Office(database, port)
        assert await office.sender.run_once() == 2
        assert await office.sender.run_once() == 0
    assert sorted(each.rcpt_tos[0] for each in post.taken) == ["bo@localhost", "karin@localhost"]
    assert await states(database) == {"sent": 2}
    assert office.troubles == []


async def test_silence_after_the_whole_letter_is_repeated_once_and_then_left_open(database: Database) -> None:
    post = Post(silent=True)
    await queue(database, mail("1"))
    async with serving(post) as port:
        office = Office(database, port)
        for _ in range(4):
            await office.sender.run_once()
            office.now += timedelta(minutes=2)
    assert await states(database) == {"unknown": 1}
    assert office.troubles == ["unknown"]
    assert len(post.taken) == 2
    assert len({each["Message-ID"] for each in post.messages()}) == 1


async def test_what_the_server_would_not_take_just_now_goes_later(database: Database) -> None:
    post = Post(rcpt="450 greylisted")
    await queue(database, mail("1"))
    async with serving(post) as port:
        office = Office(database, port)
        await office.sender.run_once()
        assert await office.sender.run_once() == 0
        post.rcpt = ""
        office.now += timedelta(minutes=6)
        await office.sender.run_once()
    assert await states(database) == {"sent": 1}


async def test_an_address_nobody_has_is_given_up_and_the_others_get_theirs(database: Database) -> None:
    post = Post(rcpt="550 nobody of that name")
    await queue(database, mail("1"))
    async with serving(post) as port:
        office = Office(database, port)
        await office.sender.run_once()
        post.rcpt = ""
        await queue(database, mail("2", "bo@localhost"))
        await office.sender.run_once()
    assert await states(database) == {"dead": 1, "sent": 1}


async def test_an_address_that_is_put_off_for_ever_is_given_up_after_a_day_and_counted(database: Database) -> None:
    post = Post(rcpt="450 mailbox unavailable")
    await queue(database, mail("1"))
    async with serving(post) as port:
        office = Office(database, port)
        for hour in range(25):
            office.now = NOW + timedelta(hours=hour)
            assert await office.sender.run_once() == 1
            assert await states(database) == ({"pending": 1} if office.now < STALE else {"dead": 1})
        failures = await database.read(lambda work: work.outbox.failures("staff:2026-11-23"))
        assert failures == {"put off for too long": 1}
        assert office.troubles == ["refused"]
        office.now += timedelta(days=3)
        assert await office.sender.run_once() == 0


async def test_a_server_that_takes_it_late_on_the_same_day_gets_it(database: Database) -> None:
    post = Post(data="452 full")
    await queue(database, mail("1"))
    async with serving(post) as port:
        office = Office(database, port)
        await office.sender.run_once()
        office.now += timedelta(hours=23)
        post.data = ""
        await office.sender.run_once()
    assert await states(database) == {"sent": 1}

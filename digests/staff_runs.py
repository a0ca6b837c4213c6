"""The staff's digests on their way: a kind for each hour that somebody chose, each period once, by chat and by e-mail.

A digest is composed in one commit and queued in another, so that its picture can be drawn between them. Who is slower
finds the period claimed, and has composed for nothing.
"""

import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from delivery.message import Envelope, Letter, NewMessage, Topic
from delivery.plain_text import plain
from digests.figure_chart import FigureChart, caption_of, figure_chart, figures_told
from digests.period import Daily, due
from digests.ports import DigestRun, DigestWork, MorningChoice
from digests.rhythms import STAFF
from digests.runs import next_run, without_readers
from digests.staff_composing import StaffComposer
from digests.staff_digest import StaffDigest, StaffReader, matters_for, staff_letter
from localization.catalogue import Catalogues, Words
from localization.labels import written_date
from people.person import Person, PersonKey
from people.ports import UnitsOfWork
from people.staff import FIRST_RIGHTS, Right, StaffMember

MAIL_IS_NEWS = timedelta(hours=24)
"""How long a morning's e-mail is worth sending: then the next one has come."""

Draw = Callable[[FigureChart], Awaitable[bytes]]
"""Draws a picture as PNG; nothing where it cannot be drawn."""


async def without_picture(_: FigureChart) -> bytes:
    """Draws nothing."""
    return b""


@dataclass(frozen=True, slots=True)
class MailList:
    """Who gets the digest by e-mail. `mark` hides an address where it would be kept longer than the e-mail."""

    addresses: tuple[str, ...] = ()
    mark: Callable[[str], str] = field(default=lambda address: hashlib.sha256(address.encode()).hexdigest()[:40])
    language: str = "sv"


@dataclass(frozen=True, slots=True)
class _Reader:
    """A chat that gets the digest, and what it may be told."""

    person: Person
    rights: frozenset[Right]
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Picture:
    name: str
    content: bytes
    caption: str
    alt: str


@dataclass(frozen=True, slots=True)
class _Issue:
    run: DigestRun
    digest: StaffDigest
    languages: frozenset[str]

    @property
    def name(self) -> str:
        """What its messages are counted under, and its buttons carry."""
        return f"{self.run.kind}:{self.run.period}"


@dataclass(frozen=True, slots=True)
class StaffRuns:
    """Queues the staff's digests. `first` are the first administrators, who get it before they have a role.

    `at` is the time of who has chosen none, and of e-mail.
    """

    database: UnitsOfWork[DigestWork]
    catalogues: Catalogues
    composer: StaffComposer
    at: Daily
    first: Callable[[], Sequence[PersonKey]]
    mail: MailList = field(default_factory=MailList)
    draw: Draw = without_picture

    @property
    def zone(self) -> ZoneInfo:
        """Where the clock on the wall is looked at."""
        return self.composer.zone

    def waiting(self, work: DigestWork, now: datetime) -> list[tuple[str, Daily]]:
        """The kinds whose newest period has no run yet."""
        schedules = {STAFF: self.at} | {
            self.kind(each): _schedule(each) for each in work.morning_choices.all().values()
        }
        return [
            (kind, schedule)
            for kind, schedule in schedules.items()
            if schedule.weekdays and not work.digest_runs.has(kind, due(schedule, now, self.zone).period)
        ]

    def kind(self, choice: MorningChoice | None) -> str:
        """The name under which digests of that choice are counted."""
        if choice is None or _schedule(choice) == self.at:
            return STAFF
        return f"{STAFF}.{choice.hour:02}{choice.minute:02}.{''.join(map(str, choice.weekdays))}"

    async def run(self, kind: str, schedule: Daily, now: datetime) -> int:
        """Queue the digest of the newest period. Returns how many messages were queued."""
        issue = await self.database.write(partial(self._compose, kind, schedule, now))
        if issue is None:
            return 0
        pictures = {language: await self._picture(issue.digest, language) for language in sorted(issue.languages)}
        return await self.database.write(partial(self._queue, issue, pictures))

    async def hand_out(self, now: datetime) -> int:
        """Queue today's digest for everybody at once, as a rehearsal does, whatever the hour."""
        local = now.astimezone(self.zone)
        at = Daily(local.hour, local.minute)
        await self.database.write(lambda work: self._begin(work, at, now))
        return await self.run(STAFF, at, now)

    def preview(self, work: DigestWork, run: DigestRun, words: Words) -> Letter:
        """The digest as one who may see everything would be told it. No matter is opened."""
        digest = self.composer.digest(work, run, keep=False)
        return staff_letter(digest, words, StaffReader(frozenset(Right)))

    def _compose(self, kind: str, schedule: Daily, now: datetime, work: DigestWork) -> _Issue | None:
        if work.digest_runs.has(kind, due(schedule, now, self.zone).period):
            return None
        run = next_run(work, schedule, now, self.zone, kind)
        readers, by_mail = self._readers(work, kind), self.mail.addresses if kind == STAFF else ()
        if work.digest_runs.last(kind) is None:
            self.composer.begin(work, run)
            work.digest_runs.claim(without_readers(run))
            return None
        if not readers and not by_mail:
            work.digest_runs.claim(without_readers(run))
            return None
        languages = {each.person.language for each in readers} | ({self.mail.language} if by_mail else set())
        return _Issue(run, self.composer.digest(work, run, keep=True), frozenset(languages))

    def _begin(self, work: DigestWork, at: Daily, now: datetime) -> None:
        """Note the start of all digests: the one handed out is the first, and yesterday's is not made up for."""
        if work.digest_runs.last(STAFF) is None:
            run = next_run(work, self.at, now, self.zone, STAFF)
            today = due(at, now, self.zone).period
            self.composer.begin(work, run)
            begun = replace(without_readers(run), covered_until=run.covered_from)
            work.digest_runs.claim(replace(begun, period="") if run.period == today else begun)

    async def _picture(self, digest: StaffDigest, language: str) -> _Picture | None:
        words = self.catalogues.words(language)
        chart = figure_chart(digest, words)
        content = await self.draw(chart) if chart else b""
        if chart is None or not content:
            return None
        caption = words("morning.picture", title=chart.title) + caption_of(chart, words)
        return _Picture(chart.name, content, caption, figures_told(chart, words))

    def _queue(self, issue: _Issue, pictures: Mapping[str, _Picture | None], work: DigestWork) -> int:
        """Claim the period and queue its messages, all in one commit."""
        run = issue.run
        readers = [each for each in self._readers(work, run.kind) if each.person.language in issue.languages]
        by_mail = self.mail.addresses if run.kind == STAFF else ()
        if not work.digest_runs.claim(replace(run, recipients=len(readers) + len(by_mail))):
            return 0
        self.composer.note_told(work, run, issue.digest)
        work.matters.note_told(issue.name, [each.matter.id for each in issue.digest.matters])
        for picture in pictures.values():
            if picture:
                work.pictures.add(picture.name, picture.content, run.covered_until)
        messages = [message for each in readers for message in self._to_chat(issue, each, pictures)]
        messages += [self._to_mail(issue, address, pictures[self.mail.language]) for address in by_mail]
        return work.outbox.add(messages)

    def _to_chat(self, issue: _Issue, reader: _Reader, pictures: Mapping[str, _Picture | None]) -> list[NewMessage]:
        """Asked for at this hour, so the quiet hours do not hold it."""
        person, words = reader.person, self.catalogues.words(reader.person.language)
        told = StaffReader(reader.rights, reader.areas, issue.name)
        letters = [staff_letter(issue.digest, words, told)]
        picture = pictures[person.language]
        if picture and not reader.areas and issue.digest.new_answers:
            letters.append(Letter(picture.caption, picture=picture.name))
        return [
            NewMessage(
                f"{issue.name}:{person.key}:{part}",
                person.key,
                Topic.STAFF_DIGEST,
                letter,
                issue.run.covered_until,
                issue.name,
            )
            for part, letter in enumerate(letters, 1)
        ]

    def _to_mail(self, issue: _Issue, address: str, picture: _Picture | None) -> NewMessage:
        words, digest = self.catalogues.words(self.mail.language), issue.digest
        letter = staff_letter(digest, words)
        asked = matters_for(digest, StaffReader())
        text = "\n\n".join([letter.text, *([words("morning.mail.act")] if asked else []), words("morning.mail.end")])
        dedupe = f"{issue.name}:mail:{self.mail.mark(address)}:1"
        subject = words("morning.mail.subject", number=digest.number, day=written_date(digest.day, words.language))
        envelope = Envelope(
            address,
            plain(subject),
            hashlib.sha256(dedupe.encode()).hexdigest()[:32],
            words.language,
            picture.alt if picture else "",
            issue.run.covered_until + MAIL_IS_NEWS,
        )
        shown = picture.name if picture else ""
        return NewMessage(
            dedupe,
            None,
            Topic.STAFF_DIGEST,
            Letter(text, picture=shown, envelope=envelope),
            issue.run.covered_until,
            issue.name,
        )

    def _readers(self, work: DigestWork, kind: str) -> list[_Reader]:
        """Everybody who may see the staff's figures now, wants them at that hour, and can be reached."""
        chosen, members = work.morning_choices.all(), work.staff.everyone()
        known = {member.person for member in members}
        found = [(each.person, rights_of(each), each.areas) for each in members if each.may(Right.FIGURES)]
        found += [(key, FIRST_RIGHTS, ()) for key in self.first() if key not in known]
        people = (
            (work.people.find(key), rights, areas)
            for key, rights, areas in found
            if self.kind(chosen.get(key)) == kind and _wants(chosen.get(key))
        )
        return [_Reader(person, rights, areas) for person, rights, areas in people if person and person.reachable]


def rights_of(member: StaffMember) -> frozenset[Right]:
    """All that a member may do."""
    return frozenset(right for right in Right if member.may(right))


def _wants(choice: MorningChoice | None) -> bool:
    return choice is None or bool(choice.weekdays)


def _schedule(choice: MorningChoice) -> Daily:
    return Daily(choice.hour, choice.minute, choice.weekdays)

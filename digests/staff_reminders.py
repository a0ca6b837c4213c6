"""What staff are reminded of unasked: commitments of which nothing was heard, and updates that wait to be signed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from delivery.message import Button, Letter, NewMessage, Topic
from digests.period import QuietHours
from digests.ports import DigestWork
from localization.catalogue import Catalogues, Words
from localization.labels import in_language, listed
from people.person import Person
from people.ports import UnitsOfWork
from people.staff import StaffMember
from promises.audience import concerned, editors
from promises.promise import Commitment, Promise
from promises.proposal import Proposal, ProposalState
from promises.staleness import TELL_AFTER, stale, to_tell

WAITS, AGAIN_AFTER = timedelta(days=3), timedelta(days=7)
"""So long an update waits for a signature before its signers are reminded, and so long until the next time."""

NEW, WAITING = "u:new", "u:waiting"
"""What the buttons send: write an update, and show what waits to be signed."""

_NOBODY = 0
"""No member of staff has this number: a reminder is nobody's own doing."""


@dataclass(frozen=True, slots=True)
class StaffReminders:
    """Reminds staff, one message a member however much there is, and not in the quiet hours."""

    database: UnitsOfWork[DigestWork]
    catalogues: Catalogues
    promise: Promise
    quiet: QuietHours
    zone: ZoneInfo

    async def tick(self, now: datetime) -> int:
        """Queue what is due, unless these are quiet hours: then it waits. Returns how many messages were queued."""
        if self.quiet.next_allowed(now, self.zone) != now:
            return 0
        if not await self.database.read(lambda work: self._stale(work, now) or _waiting(work, now)):
            return 0
        return await self.database.write(lambda work: self._tell_of_stale(work, now) + self._remind(work, now))

    def _stale(self, work: DigestWork, now: datetime) -> list[Commitment]:
        """The commitments of which nothing was heard, and nobody told of that since."""
        found = stale(self.promise, work.progress.history, now)
        told = {each.commitment.name: work.marks.get(_mark(each.commitment)) for each in found}
        since_last_update = {
            each.commitment.name: moment
            for each in found
            if (moment := told[each.commitment.name]) and (each.since is None or each.since < moment)
        }
        return [each.commitment for each in to_tell(found, since_last_update, now)]

    def _tell_of_stale(self, work: DigestWork, now: datetime) -> int:
        """Tell the editors of those responsible. Where there is none yet, it is tried again."""
        messages: list[NewMessage] = []
        told: set[str] = set()
        everyone = work.staff.everyone()
        overdue = self._stale(work, now)
        for member, person in _reachable(
            work, editors(everyone, {org for each in overdue for org in each.responsible})
        ):
            theirs = [each for each in overdue if member.organisation in each.responsible]
            letter = self._stale_letter(theirs, self.catalogues.words(person.language))
            about = ",".join(each.name for each in theirs)
            messages.append(_message(f"stale:{about}", person, letter, now))
            told.update(each.name for each in theirs)
        for each in overdue:
            if each.name in told:
                work.marks.set(_mark(each), now)
        return work.outbox.add(messages)

    def _remind(self, work: DigestWork, now: datetime) -> int:
        """Remind those who may sign. Where there is nobody, it is tried again."""
        proposals = _waiting(work, now)
        everyone = work.staff.everyone()
        asked = {each.id: {member.number for member in concerned(each, everyone, _NOBODY)} for each in proposals}
        messages: list[NewMessage] = []
        reminded: set[int | None] = set()
        for member, person in _reachable(work, everyone):
            theirs = [each for each in proposals if member.number in asked[each.id]]
            if theirs:
                letter = self._waiting_letter(theirs, self.catalogues.words(person.language))
                about = ",".join(str(each.id) for each in theirs)
                messages.append(_message(f"waiting:{about}", person, letter, now))
                reminded.update(each.id for each in theirs)
        for each in proposals:
            if each.id in reminded:
                work.proposals.change(replace(each, reminded=now))
        return work.outbox.add(messages)

    def _stale_letter(self, overdue: Sequence[Commitment], words: Words) -> Letter:
        titles = listed((in_language(each.title, words.language) for each in overdue), words.language)
        text = words.plural("notice.stale", len(overdue), days=TELL_AFTER.days, titles=titles)
        return Letter(text, ((Button(words("notice.stale.button"), NEW),),))

    def _waiting_letter(self, proposals: Sequence[Proposal], words: Words) -> Letter:
        about = dict.fromkeys(each.update.commitment for each in proposals)
        commitments = [commitment for name in about if (commitment := self.promise.commitment(name))]
        titles = listed((in_language(each.title, words.language) for each in commitments), words.language)
        text = words.plural("notice.waiting", len(proposals), titles=titles)
        return Letter(text, ((Button(words("notice.waiting.button"), WAITING),),))


def _waiting(work: DigestWork, now: datetime) -> list[Proposal]:
    """What has waited so long for a signature that its signers should hear of it (again)."""
    waiting = [each for each in work.proposals.waiting() if each.state is ProposalState.WAITING]
    return [each for each in waiting if now >= _due(each)]


def _due(proposal: Proposal) -> datetime:
    first = proposal.written + WAITS
    return first if proposal.reminded is None or proposal.reminded < first else proposal.reminded + AGAIN_AFTER


def _reachable(work: DigestWork, members: Iterable[StaffMember]) -> Iterator[tuple[StaffMember, Person]]:
    for member in members:
        person = work.people.find(member.person)
        if person and person.reachable:
            yield member, person


def _message(about: str, person: Person, letter: Letter, now: datetime) -> NewMessage:
    """Marked by the day, so that of two processes that remind at once one is passed over."""
    return NewMessage(f"{about}:{now.date().isoformat()}:{person.key}", person.key, Topic.NOTICE, letter, now)


def _mark(commitment: Commitment) -> str:
    return f"stale:{commitment.name}"

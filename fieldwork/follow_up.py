"""What a dialogue comes to by itself: its day ends, the staff is reminded of its answer, who was there is forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from delivery.message import Button, Letter, NewMessage, Topic
from digests.period import QuietHours
from fieldwork.dialogue import ANSWER_WITHIN, GUESTS_KEPT, REMIND_AFTER, Dialogue, code_of_round
from fieldwork.field_draft import WAITS
from fieldwork.ports import FieldWork
from localization.catalogue import Catalogues
from localization.labels import written_date
from people.ports import UnitsOfWork
from people.privacy import Kept, Privacy
from people.staff import Right
from people.staffing import Register

ANSWER = "w:answer"
"""What the button sends that asks for what was said and decided, before a colon and the dialogue's number."""


@dataclass(slots=True)
class FollowUp:
    """Asked at every tick."""

    database: UnitsOfWork[FieldWork]
    register: Register
    catalogues: Catalogues
    quiet: QuietHours
    privacy: Privacy
    _purged: date | None = field(default=None, init=False)

    async def tick(self, now: datetime) -> int:
        """Do what is due. Returns how many messages were queued."""
        await self._drop_old_questions(now)
        if not await self.database.read(lambda work: self._is_due(work, now)):
            return 0
        return await self.database.write(lambda work: self._follow_up(work, now))

    async def _drop_old_questions(self, now: datetime) -> None:
        """Once a local day: questions to panels go when somebody has decided how long they are kept."""
        today, rule = self._day(now), self.privacy.decided(Kept.PANEL_QUESTIONS)
        if rule and self._purged != today:
            before = today - timedelta(days=rule.days)
            await self.database.write(lambda work: work.dialogues.drop_questions(before))
        self._purged = today

    def _is_due(self, work: FieldWork, now: datetime) -> bool:
        unfinished = work.dialogues.unfinished()
        return (
            any(self._over(each, now) or self._to_remind(each, now) for each in unfinished)
            or any(work.dialogues.has_guests(each.number) for each in unfinished if _is_forgotten(each, now))
            or any(self._closing(work, now))
            or work.dialogues.asking_before(now - WAITS)
        )

    def _follow_up(self, work: FieldWork, now: datetime) -> int:
        queued = 0
        for each in work.dialogues.unfinished():
            if self._over(each, now):
                work.dialogues.change(replace(each, ended=self._midnight(each)))
            elif self._to_remind(each, now):
                queued += self._remind(work, each, now)
            if _is_forgotten(each, now):
                work.dialogues.forget_guests(each.number)
        for round_name in list(self._closing(work, now)):
            work.participations.close(round_name)
        work.dialogues.stop_asking(now - WAITS)
        return queued

    def _remind(self, work: FieldWork, dialogue: Dialogue, now: datetime) -> int:
        """Remind everybody who holds dialogues. Where there is nobody, it is tried again."""
        messages = list(self._reminders(work, dialogue, now))
        if messages:
            work.dialogues.change(replace(dialogue, reminded=now))
        return work.outbox.add(messages)

    def _reminders(self, work: FieldWork, dialogue: Dialogue, now: datetime) -> Iterator[NewMessage]:
        hours = int(ANSWER_WITHIN.total_seconds() // 3600)
        for member in work.staff.everyone():
            person = work.people.find(member.person) if member.may(Right.DIALOGUE) else None
            if person and person.reachable:
                words = self.catalogues.words(person.language)
                day = written_date(dialogue.held_on, words.language)
                text = words("dialogue.remind", place=dialogue.place, date=day, hours=hours)
                button = Button(words("dialogue.button.answer"), f"{ANSWER}:{dialogue.number}")
                mark = f"dialogue-reminder:{dialogue.number}:{person.key}"
                yield NewMessage(mark, person.key, Topic.NOTICE, Letter(text, ((button,),)), now)

    def _over(self, dialogue: Dialogue, now: datetime) -> bool:
        return dialogue.ended is None and dialogue.held_on < self._day(now)

    def _to_remind(self, dialogue: Dialogue, now: datetime) -> bool:
        """In the quiet hours it waits, as everything does that nobody asked for."""
        if dialogue.ended is None or dialogue.answered or dialogue.reminded:
            return False
        return now >= dialogue.ended + REMIND_AFTER and self.quiet.next_allowed(now, self.register.zone) == now

    def _closing(self, work: FieldWork, now: datetime) -> Iterator[str]:
        """Rounds of dialogues that have long been over: with their keys goes who answered there."""
        for name in work.participations.open_rounds():
            code = code_of_round(name)
            found = work.dialogues.find(code) if code else None
            if code and (found is None or (found.ended and now >= found.ended + GUESTS_KEPT)):
                yield name

    def _midnight(self, dialogue: Dialogue) -> datetime:
        return datetime.combine(dialogue.held_on + timedelta(days=1), time(), self.register.zone)

    def _day(self, now: datetime) -> date:
        return now.astimezone(self.register.zone).date()


def _is_forgotten(dialogue: Dialogue, now: datetime) -> bool:
    return dialogue.ended is not None and now >= dialogue.ended + GUESTS_KEPT

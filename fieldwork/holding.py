"""Holding dialogues: what staff see of them, ending one, and telling those who were there what came of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from delivery.message import Letter, NewMessage, Topic
from digests.guard import GuardedCounts
from digests.period import QuietHours
from fieldwork.dialogue import ANSWER_WITHIN, Dialogue, PanelQuestion
from fieldwork.field_draft import Step, read_field_draft
from fieldwork.ports import FieldWork
from fieldwork.voices import Voices, at_least, countable, said, voices
from fieldwork.writing import NotWritten, fingerprint
from localization.catalogue import Catalogues, Words
from localization.labels import written_date
from people.audit import Deed
from people.person import Visit
from people.ports import UnitsOfWork
from people.staff import Right, StaffMember
from people.staffing import Denial, Register
from survey.questionnaire import Question, Questionnaire

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Overview:
    """Every dialogue, and what they come to together.

    `may_hold`: the reader may do more than look; `may_record`: they may write an update of it.
    """

    dialogues: Sequence[Dialogue]
    voices: Voices
    may_hold: bool
    may_record: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """One dialogue: what was said there (None: too few to show), and the questions to the panel.

    `voices` is how many answered at the least, as far as what was said bears it out; 0 where nothing is shown.
    `stood`: it was to be ended, and had been over already.
    """

    dialogue: Dialogue
    voices: int
    answers: tuple[tuple[Question, Mapping[str, int | None]], ...]
    questions: Sequence[PanelQuestion]
    stood: bool = False


@dataclass(frozen=True, slots=True)
class Holding:
    """The dialogues, one reader at a time. `asked` are the questions that are put there."""

    database: UnitsOfWork[FieldWork]
    register: Register
    asked: Questionnaire | None
    catalogues: Catalogues
    quiet: QuietHours
    k_public: int
    k_staff: int

    async def overview(self, visit: Visit) -> Overview | Denial:
        """Every dialogue; also for those who only write of them."""

        def overview(work: FieldWork) -> Overview | Denial:
            member = self.register.admit(work, visit)
            if isinstance(member, Denial):
                return member
            if not (member.may(Right.DIALOGUE) or member.may(Right.FIGURES)):
                return Denial.ROLE
            dialogues = work.dialogues.all()
            together = voices(work, countable(self.asked), dialogues, self.k_public, self.k_staff)
            return Overview(dialogues, together, member.may(Right.DIALOGUE), member.may(Right.RECORD))

        return await self.database.write(overview)

    async def look(self, visit: Visit, number: int) -> Looked | NotWritten | Denial:
        """One dialogue."""
        return await self._with(visit, number, lambda work, _, found: self._looked(work, found))

    async def end(self, visit: Visit, number: int) -> Looked | NotWritten | Denial:
        """It is over from now on; doing it twice is doing it once."""

        def end(work: FieldWork, member: StaffMember, found: Dialogue) -> Looked | NotWritten:
            if found.held_on > self.register.today():
                return NotWritten.GONE
            if found.ended:
                return replace(self._looked(work, found), stood=True)
            found = replace(found, ended=self.register.clock())
            work.dialogues.change(found)
            self.register.note(work, member.number, Deed.ENDED_DIALOGUE, f"dialogue {number}")
            return self._looked(work, found)

        return await self._with(visit, number, end)

    async def send_answer(self, visit: Visit, number: int, seen: str) -> int | NotWritten | Denial:
        """Tell those who wanted to know, once; a dialogue that is answered is over. Returns 1 where it was done.

        `seen` is the fingerprint of the words that were read. How many it goes to is nobody's to know.
        """

        def send(work: FieldWork, member: StaffMember, found: Dialogue) -> int | NotWritten:
            draft = read_field_draft(work.drafts.find(visit.person))
            if found.answered or draft is None or (draft.step, draft.dialogue) != (Step.ANSWER_PREVIEW, number):
                return NotWritten.GONE
            if fingerprint(draft.text) != seen:
                return NotWritten.CHANGED
            now, person = self.register.clock(), work.people.find(visit.person)
            language = person.language if person else visit.hint
            told = replace(found, ended=found.ended or now, answer=draft.text, language=language, answered=now)
            work.outbox.add(list(self._messages(work, told, now)))
            work.dialogues.change(told)
            work.dialogues.forget_guests(number)
            work.drafts.remove(visit.person)
            self.register.note(work, member.number, Deed.ANSWERED_DIALOGUE, f"dialogue {number}")
            return 1

        return await self._with(visit, number, send)

    async def previewed(self, visit: Visit, language: str) -> tuple[Letter, str] | None:
        """The answer as those who read the writer's language will get it, and its fingerprint; None without a draft."""

        def preview(work: FieldWork) -> tuple[Letter, str] | None:
            draft = read_field_draft(work.drafts.find(visit.person))
            found = work.dialogues.numbered(draft.dialogue) if draft else None
            if draft is None or found is None or draft.step is not Step.ANSWER_PREVIEW:
                return None
            told = replace(found, answer=draft.text, language=language, answered=self.register.clock())
            return answer_letter(told, self.catalogues.words(language), self.catalogues), fingerprint(draft.text)

        return await self.database.read(preview)

    def _messages(self, work: FieldWork, told: Dialogue, now: datetime) -> Iterator[NewMessage]:
        not_before = self.quiet.next_allowed(now, self.register.zone)
        for key in work.dialogues.waiting(told.number):
            person = work.people.find(key)
            if person and person.reachable:
                letter = answer_letter(told, self.catalogues.words(person.language), self.catalogues)
                yield NewMessage(f"dialogue:{told.number}:{key}", key, Topic.DIALOGUE, letter, not_before)

    async def _with(
        self,
        visit: Visit,
        number: int,
        act: Callable[[FieldWork, StaffMember, Dialogue], Result],
    ) -> Result | NotWritten | Denial:
        def acted(work: FieldWork) -> Result | NotWritten | Denial:
            member = self.register.admit(work, visit, Right.DIALOGUE)
            if isinstance(member, Denial):
                return member
            found = work.dialogues.numbered(number)
            came = act(work, member, found) if found else NotWritten.GONE
            if not isinstance(came, NotWritten) and not (isinstance(came, Looked) and came.stood):
                work.inbox.finish(visit.update)
            return came

        return await self.database.write(acted)

    def _looked(self, work: FieldWork, found: Dialogue) -> Looked:
        views = said(GuardedCounts(work, "staff", self.k_staff), countable(self.asked), found)
        answers = tuple((each.question, each.cells) for each in views)
        return Looked(found, at_least(views), answers, work.dialogues.questions(found.number))


def answer_letter(told: Dialogue, words: Words, catalogues: Catalogues) -> Letter:
    """What was said and decided, as somebody who was there gets it."""
    day = written_date(told.held_on, words.language)
    lines = [words("dialogue.answer", place=told.place, date=day)]
    if told.answered and told.ended and told.answered > told.ended + ANSWER_WITHIN:
        lines.append(words("dialogue.answer.late"))
    if told.language.partition("_")[0] != words.language.partition("_")[0]:
        lines.append(words("dialogue.answer.language", language=catalogues.own_name(told.language)))
    return Letter("\n\n".join((*lines, words("text", text=told.answer), words("dialogue.answer.end"))))

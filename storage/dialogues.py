"""Dialogues, who waits for their answer, and the questions to their panels."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import bindparam, delete, insert, or_, select, true, update

from fieldwork.dialogue import Dialogue, PanelQuestion
from people.guest import Guest
from people.person import PersonKey
from storage.seal import Seal
from storage.statements import Row, Statements
from storage.tables import dialogue_guests, dialogues, panel_questions
from storage.upsert import insert_or_replace

_FIELDS = [each for each in dialogues.columns if each.name != "number"]
_SELECT = select(dialogues.c.number, *_FIELDS)
_ADD = insert(dialogues).returning(dialogues.c.number)
_CHANGE = update(dialogues).where(dialogues.c.number == bindparam("of"))
_FIND = _SELECT.where(dialogues.c.code == bindparam("of"))
_NUMBERED = _SELECT.where(dialogues.c.number == bindparam("of"))
_NUMBERED_LOCKED = _NUMBERED.with_for_update()
_ALL = _SELECT.order_by(dialogues.c.held_on.desc(), dialogues.c.number.desc())
_UNFINISHED = _SELECT.where(or_(dialogues.c.ended.is_(None), dialogues.c.answered.is_(None))).order_by(
    dialogues.c.number
)

_GUESTS = select(
    dialogue_guests.c.dialogue, dialogue_guests.c.person, dialogue_guests.c.wants_answer, dialogue_guests.c.asking
)
_AT = dialogue_guests.c.dialogue == bindparam("at")
_BY = dialogue_guests.c.person == bindparam("by")
_GUEST = _GUESTS.where(_AT, _BY)
_GUEST_OF = _GUESTS.where(_BY).order_by(dialogue_guests.c.dialogue)
_SAVE_GUEST = insert_or_replace(dialogue_guests)
_REMOVE_GUEST = delete(dialogue_guests).where(_AT, _BY)
_WAITING = select(dialogue_guests.c.person).where(_AT, dialogue_guests.c.wants_answer == true())
_FORGET = delete(dialogue_guests).where(_AT)
_OLD_ASKING = dialogue_guests.c.asking < bindparam("before")
_ASKING_BEFORE = select(dialogue_guests.c.person).where(_OLD_ASKING).limit(1)
_HAS = select(dialogue_guests.c.person).where(_AT).limit(1)
_STOP_ASKING = update(dialogue_guests).where(_OLD_ASKING).values(asking=None)
_FORGET_IDLE = delete(dialogue_guests).where(
    dialogue_guests.c.asking.is_(None), dialogue_guests.c.wants_answer != true()
)

_ASK = insert(panel_questions)
_QUESTIONS = (
    select(panel_questions.c.id, panel_questions.c.dialogue, panel_questions.c.text, panel_questions.c.language)
    .where(panel_questions.c.dialogue == bindparam("at"))
    .order_by(panel_questions.c.id)
)
_DROP_QUESTIONS = delete(panel_questions).where(
    panel_questions.c.dialogue.in_(select(dialogues.c.number).where(dialogues.c.held_on < bindparam("before")))
)


class StoredDialogues:
    """`fieldwork.ports.Dialogues`. With `lock`, a dialogue found by number is this transaction's until it ends."""

    def __init__(self, statements: Statements, seal: Seal, *, lock: bool) -> None:
        self._statements = statements
        self._seal = seal
        self._numbered = _NUMBERED_LOCKED if lock else _NUMBERED

    def add(self, dialogue: Dialogue, /) -> Dialogue:
        """Keep a new one, whatever number is given; returns it with its own."""
        row = self._statements.first(_ADD, **_row(dialogue))
        assert row is not None  # noqa: S101 - the insert returns what it inserted
        return Dialogue(int(row[0]), *list(_row(dialogue).values()))  # type: ignore[arg-type]  # in the fields' order

    def change(self, dialogue: Dialogue, /) -> None:
        """Replace what is kept of it."""
        self._statements.run(_CHANGE, of=dialogue.number, **_row(dialogue))

    def find(self, code: str, /) -> Dialogue | None:
        """The dialogue of that code."""
        row = self._statements.first(_FIND, of=code)
        return Dialogue(*row) if row else None

    def numbered(self, number: int, /) -> Dialogue | None:
        """The dialogue of that number; inside a write it is locked until the commit."""
        row = self._statements.first(self._numbered, of=number)
        return Dialogue(*row) if row else None

    def all(self) -> Sequence[Dialogue]:
        """Every dialogue, the newest day first."""
        return [Dialogue(*row) for row in self._statements.all(_ALL)]

    def unfinished(self) -> Sequence[Dialogue]:
        """Those not ended or not answered."""
        return [Dialogue(*row) for row in self._statements.all(_UNFINISHED)]

    def guest(self, dialogue: int, person: PersonKey, /) -> Guest | None:
        """What is kept of that person at that dialogue."""
        row = self._statements.first(_GUEST, at=dialogue, by=person)
        return _guest(row) if row else None

    def guest_of(self, person: PersonKey, /) -> Sequence[Guest]:
        """At which dialogues the person is kept."""
        return [_guest(row) for row in self._statements.all(_GUEST_OF, by=person)]

    def save_guest(self, guest: Guest, /) -> None:
        """Keep the guest; one who neither asks nor wants to know is forgotten."""
        if guest.asking is None and not guest.wants_answer:
            self._statements.run(_REMOVE_GUEST, at=guest.dialogue, by=guest.person)
            return
        self._statements.run(
            _SAVE_GUEST,
            dialogue=guest.dialogue,
            person=guest.person,
            wants_answer=guest.wants_answer,
            asking=guest.asking,
        )

    def waiting(self, dialogue: int, /) -> Sequence[PersonKey]:
        """Who wants to know what the dialogue came to."""
        return [PersonKey(key) for (key,) in self._statements.all(_WAITING, at=dialogue)]

    def has_guests(self, dialogue: int, /) -> bool:
        """Whether anybody is kept who was there."""
        return self._statements.first(_HAS, at=dialogue) is not None

    def asking_before(self, before: datetime, /) -> bool:
        """Whether anybody was asked for their question before then."""
        return self._statements.first(_ASKING_BEFORE, before=before) is not None

    def forget_guests(self, dialogue: int, /) -> int:
        """Forget everybody who was there; returns how many."""
        return self._statements.run(_FORGET, at=dialogue)

    def stop_asking(self, before: datetime, /) -> int:
        """Forget those who were asked for their question before then and wait for nothing; returns how many."""
        stopped = self._statements.run(_STOP_ASKING, before=before)
        if stopped:
            self._statements.run(_FORGET_IDLE)
        return stopped

    def ask(self, question: PanelQuestion, /) -> None:
        """Keep a question to the panel."""
        self._statements.run(
            _ASK,
            id=question.id,
            dialogue=question.dialogue,
            text=self._seal.close_text(question.text),
            language=question.language,
        )

    def questions(self, dialogue: int, /) -> Sequence[PanelQuestion]:
        """The questions to a panel, in an order that says nothing."""
        rows = self._statements.all(_QUESTIONS, at=dialogue)
        return [PanelQuestion(name, of, self._seal.open_text(text), language) for name, of, text, language in rows]

    def drop_questions(self, held_before: date, /) -> int:
        """Forget the questions to the panels of dialogues held before that day; returns how many."""
        return self._statements.run(_DROP_QUESTIONS, before=held_before)


def _row(dialogue: Dialogue) -> dict[str, object]:
    return {each.name: getattr(dialogue, each.name) for each in _FIELDS}


def _guest(row: Row) -> Guest:
    dialogue, person, wants_answer, asking = row
    return Guest(dialogue, PersonKey(person), bool(wants_answer), asking)

"""Open surveys, one a person: the only link between the boxes."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, select

from people.person import PersonKey
from storage.statements import Row, Statements
from storage.tables import sessions
from storage.upsert import insert_or_replace
from survey.ports import Channel, Occasion, OpenSession, ResponseId
from survey.serialise import position_from_json, position_to_json
from survey.session import Stage

_THIS = sessions.c.person == bindparam("of")
_SELECT = select(
    sessions.c.person,
    sessions.c.response,
    sessions.c.questionnaire,
    sessions.c.version,
    sessions.c.position,
    sessions.c.card,
    sessions.c.touched,
    sessions.c.remind_at,
    sessions.c.channel,
    sessions.c.round,
    sessions.c.language,
    sessions.c.day,
)
_FIND = _SELECT.where(_THIS)
_FIND_LOCKED = _FIND.with_for_update()
_SAVE = insert_or_replace(sessions)
_REMOVE = delete(sessions).where(_THIS)
_TOUCHED = _SELECT.where(sessions.c.touched >= bindparam("start"), sessions.c.touched < bindparam("end")).order_by(
    sessions.c.touched
)
_TO_REMIND = _SELECT.where(sessions.c.remind_at <= bindparam("now"))
_CUT = delete(sessions).where(sessions.c.response == bindparam("of"))
_CUT_SUBMITTED = delete(sessions).where(sessions.c.touched < bindparam("before"), sessions.c.submitted)


class StoredSessions:
    """`survey.ports.Sessions`. With `lock`, a session that is found is this transaction's alone until it ends."""

    def __init__(self, statements: Statements, *, lock: bool) -> None:
        self._statements = statements
        self._find = _FIND_LOCKED if lock else _FIND

    def find(self, person: PersonKey, /) -> OpenSession | None:
        """The person's open session; inside a write it is locked until the commit."""
        row = self._statements.first(self._find, of=person)
        return _session(row) if row else None

    def save(self, session: OpenSession, /) -> None:
        """Insert or replace the person's session."""
        self._statements.run(
            _SAVE,
            person=session.person,
            response=session.response,
            questionnaire=session.questionnaire,
            version=session.version,
            position=position_to_json(session.position),
            submitted=session.position.stage is Stage.SUBMITTED,
            card=session.card,
            touched=session.touched,
            remind_at=session.remind_at,
            channel=session.occasion.channel.value,
            round=session.occasion.round,
            language=session.occasion.language,
            day=session.occasion.day,
        )

    def remove(self, person: PersonKey, /) -> None:
        """Cut the link."""
        self._statements.run(_REMOVE, of=person)

    def cut(self, response: ResponseId, /) -> int:
        """Cut every chat's link to that response; returns how many."""
        return self._statements.run(_CUT, of=response)

    def touched_between(self, start: datetime, end: datetime, /) -> Sequence[OpenSession]:
        """Sessions last touched in [start, end), for showing an open question again."""
        return [_session(row) for row in self._statements.all(_TOUCHED, start=start, end=end)]

    def to_remind(self, now: datetime, /) -> Sequence[OpenSession]:
        """Sessions whose person asked to be reminded, and whose moment has come."""
        return [_session(row) for row in self._statements.all(_TO_REMIND, now=now)]

    def cut_submitted(self, before: datetime, /) -> int:
        """Remove sessions submitted before that moment; returns how many."""
        return self._statements.run(_CUT_SUBMITTED, before=before)


def _session(row: Row) -> OpenSession:
    person, response, questionnaire, version, position, card, touched, remind_at, channel, *occasion = row
    return OpenSession(
        PersonKey(person),
        ResponseId(response),
        questionnaire,
        version,
        position_from_json(position),
        card,
        touched,
        remind_at,
        Occasion(Channel(channel), *occasion),
    )

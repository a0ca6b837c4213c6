"""Chats of staff in which others are answering."""

import json
from collections.abc import Sequence

from sqlalchemy import bindparam, delete, select

from people.kiosk import Kiosk, Stage
from people.person import PersonKey
from storage.seal import Seal
from storage.statements import Row, Statements
from storage.tables import kiosks
from storage.upsert import insert_or_replace

_ALL = select(
    kiosks.c.person,
    kiosks.c.word,
    kiosks.c.language,
    kiosks.c.opened,
    kiosks.c.touched,
    kiosks.c.hour,
    kiosks.c.taken,
    kiosks.c.messages,
    kiosks.c.stage,
)
_THIS = kiosks.c.person == bindparam("of")
_FIND = _ALL.where(_THIS)
_FIND_LOCKED = _FIND.with_for_update()
_SAVE = insert_or_replace(kiosks)
_REMOVE = delete(kiosks).where(_THIS)


class StoredKiosks:
    """`fieldwork.ports.Kiosks`. With `lock`, a kiosk that is found is this transaction's alone until it ends."""

    def __init__(self, statements: Statements, seal: Seal, *, lock: bool) -> None:
        self._statements = statements
        self._seal = seal
        self._find = _FIND_LOCKED if lock else _FIND

    def find(self, person: PersonKey, /) -> Kiosk | None:
        """The kiosk in that chat; inside a write it is locked until the commit."""
        row = self._statements.first(self._find, of=person)
        return self._kiosk(row) if row else None

    def save(self, kiosk: Kiosk, /) -> None:
        """Insert or replace it."""
        self._statements.run(
            _SAVE,
            person=kiosk.person,
            word=self._seal.close_text(kiosk.word),
            language=kiosk.language,
            opened=kiosk.opened,
            touched=kiosk.touched,
            hour=kiosk.hour,
            taken=kiosk.taken,
            messages=json.dumps(kiosk.messages),
            stage=kiosk.stage.value,
        )

    def remove(self, person: PersonKey, /) -> None:
        """It is closed."""
        self._statements.run(_REMOVE, of=person)

    def all(self) -> Sequence[Kiosk]:
        """Every open kiosk."""
        return [self._kiosk(row) for row in self._statements.all(_ALL)]

    def _kiosk(self, row: Row) -> Kiosk:
        person, word, language, opened, touched, hour, taken, messages, stage = row
        text, numbers = self._seal.open_text(word), tuple(json.loads(messages))
        return Kiosk(PersonKey(person), text, language, opened, touched, hour, taken, numbers, Stage(stage))

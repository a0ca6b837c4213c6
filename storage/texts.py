"""What residents wrote, and the company in which it is read."""

import json
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Boolean, and_, bindparam, func, or_, select, update

from storage.seal import Seal
from storage.statements import Row, Statements
from storage.tables import answers, grouped, readings, responses, text_groups
from storage.upsert import insert_if_new
from survey.ports import ResponseId, ResponseStatus
from survey.reading.grouping import Group, Waiting
from survey.reading.ports import Found, Unlisted, Wanted

_LIVES_IN = answers.alias("lives_in")
_WAITING = (
    select(responses.c.id, _LIVES_IN.c.options, responses.c.language, responses.c.submitted_on)
    .outerjoin_from(
        responses,
        _LIVES_IN,
        and_(_LIVES_IN.c.response == responses.c.id, _LIVES_IN.c.question == bindparam("area")),
    )
    .outerjoin(grouped, grouped.c.response == responses.c.id)
    .where(responses.c.status == ResponseStatus.SUBMITTED.value, grouped.c.response.is_(None))
)
_ADD_GROUP = insert_if_new(text_groups)
_JOIN_GROUP = insert_if_new(grouped)
_TEXTS_OF = select(answers.c.response, answers.c.question, answers.c.text).where(
    answers.c.response == bindparam("of"), answers.c.text.is_not(None)
)
_UNLISTED = (
    select(answers.c.response, answers.c.question, answers.c.text)
    .join(grouped, grouped.c.response == answers.c.response)
    .outerjoin(readings, and_(readings.c.response == answers.c.response, readings.c.question == answers.c.question))
    .where(answers.c.text.is_not(None), readings.c.response.is_(None))
    .limit(bindparam("most"))
)
_ENLIST = insert_if_new(readings)
_company = grouped.alias("company")
_BIG_ENOUGH = (
    select(func.count()).where(_company.c.group == grouped.c.group).correlate(grouped).scalar_subquery()
) >= bindparam("least")
_SHOWABLE = (
    readings.join(grouped, grouped.c.response == readings.c.response)
    .join(text_groups, text_groups.c.number == grouped.c.group)
    .join(answers, and_(answers.c.response == readings.c.response, answers.c.question == readings.c.question))
)
_MAY_BE_SHOWN = (readings.c.withheld.is_(False), answers.c.text.is_not(None), _BIG_ENOUGH)


_WANTED = (
    or_(bindparam("any_area", type_=Boolean), text_groups.c.area == bindparam("in_area")),
    or_(bindparam("any_language", type_=Boolean), text_groups.c.language == bindparam("in_language")),
    or_(bindparam("any_question", type_=Boolean), readings.c.question == bindparam("to_question")),
    text_groups.c.first >= bindparam("since"),
    text_groups.c.last <= bindparam("until"),
)
_UNREAD = readings.c.read_on.is_(None)
_COUNT = select(func.count()).select_from(_SHOWABLE).where(*_MAY_BE_SHOWN, *_WANTED)
_COUNT_UNREAD = _COUNT.where(_UNREAD)
_SELECT = (
    select(
        readings.c.reference,
        readings.c.question,
        answers.c.text,
        text_groups.c.area,
        text_groups.c.language,
        text_groups.c.first,
        text_groups.c.last,
        readings.c.tags,
        readings.c.read_by,
        readings.c.read_on,
    )
    .select_from(_SHOWABLE)
    .where(*_MAY_BE_SHOWN)
)
# References are random, and so is their order.
_PAGE = _SELECT.where(*_WANTED).order_by(readings.c.reference).limit(bindparam("most")).offset(bindparam("skip"))
_PAGE_UNREAD = _PAGE.where(_UNREAD)
_FIND = _SELECT.where(readings.c.reference == bindparam("of"))
_MARK = (
    update(readings)
    .where(readings.c.reference == bindparam("of"))
    .values({name: bindparam(name) for name in ("tags", "read_by", "read_on")})
)


class StoredTexts:
    """`survey.reading.ports.Texts`."""

    def __init__(self, statements: Statements, seal: Seal) -> None:
        self._statements = statements
        self._seal = seal

    def waiting(self, area: str, /) -> Sequence[Waiting]:
        """Submitted responses in no group; `area` is the question that tells where somebody lives."""
        rows = self._statements.all(_WAITING, area=area)
        return [
            Waiting(ResponseId(number), _only(options), language.partition("_")[0], day)
            for number, options, language, day in rows
        ]

    def add_group(self, number: str, group: Group, /) -> None:
        """Keep a group under a random number. A member that is in one already stays there."""
        self._statements.run(
            _ADD_GROUP, number=number, area=group.area, language=group.language, first=group.first, last=group.last
        )
        self._statements.run_each(_JOIN_GROUP, [{"response": each, "group": number} for each in group.members])

    def texts_of(self, responses: Sequence[ResponseId], /) -> Sequence[Unlisted]:
        """Every text of these responses."""
        return [self._unlisted(row) for each in responses for row in self._statements.all(_TEXTS_OF, of=each)]

    def unlisted(self, most: int, /) -> Sequence[Unlisted]:
        """Texts of groups that are in no list yet, so many at the most."""
        return [self._unlisted(row) for row in self._statements.all(_UNLISTED, most=most)]

    def enlist(self, text: Unlisted, reference: str, /, *, withheld: bool) -> None:
        """Put a text in the list, or note that it is never to be shown there."""
        self._statements.run(
            _ENLIST,
            response=text.response,
            question=text.question,
            reference=reference,
            withheld=withheld,
            tags="[]",
            read_by=None,
            read_on=None,
        )

    def count(self, wanted: Wanted, k: int, /) -> int:
        """How many texts are wanted, of groups that still have k members."""
        statement = _COUNT_UNREAD if wanted.unread else _COUNT
        return int(self._statements.all(statement, least=k, **_values(wanted))[0][0])

    def page(self, wanted: Wanted, k: int, skip: int, most: int, /) -> Sequence[Found]:
        """Some of them, in an order that says nothing."""
        statement = _PAGE_UNREAD if wanted.unread else _PAGE
        rows = self._statements.all(statement, least=k, skip=skip, most=most, **_values(wanted))
        return [self._found(row) for row in rows]

    def find(self, reference: str, k: int, /) -> Found | None:
        """One of them."""
        row = self._statements.first(_FIND, least=k, of=reference)
        return self._found(row) if row else None

    def mark(self, found: Found, /) -> None:
        """Keep its tags, and who read it last and when."""
        tags = json.dumps(found.tags)
        self._statements.run(_MARK, of=found.reference, tags=tags, read_by=found.read_by, read_on=found.read_on)

    def _unlisted(self, row: Row) -> Unlisted:
        return Unlisted(ResponseId(row[0]), row[1], self._seal.open_text(row[2]))

    def _found(self, row: Row) -> Found:
        reference, question, text, area, language, first, last, tags, read_by, read_on = row
        return Found(
            reference,
            question,
            self._seal.open_text(text),
            area,
            language,
            first,
            last,
            tuple(json.loads(tags)),
            read_by,
            read_on,
        )


def _only(options: str | None) -> str:
    """The one option chosen; "" where that is none, or several."""
    chosen = json.loads(options) if options else []
    return str(chosen[0]) if len(chosen) == 1 else ""


def _values(wanted: Wanted) -> dict[str, object]:
    return {
        "any_area": not wanted.area,
        "in_area": wanted.area,
        "any_language": not wanted.language,
        "in_language": wanted.language,
        "any_question": not wanted.question,
        "to_question": wanted.question,
        "since": wanted.first or date.min,
        "until": wanted.last or date.max,
    }

"""Weeks of mornings lived in the store before anybody looks: the composer and the rules are those of the product."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot.sample_data import fill
from bot.sample_staff import Colleague, hire
from bot.services import Services, open_services
from bot.settings import Settings
from digests.period import Daily, parse_quiet_hours
from digests.staff_runs import without_picture
from storage.unit_of_work import UnitOfWork
from survey.ports import Response, ResponseId, ResponseStatus
from survey.sample import sample_answers
from survey.session import Answer
from tests.process import KEY, ROOT

WEEKS = 3
"""So long the digest has come every morning: the usual number of a weekday is known then."""


@dataclass(slots=True)
class Moving:
    """A clock that others move."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass(slots=True)
class Mornings:
    """A town's answers and its staff's digests, a day at a time. `changed` is what everybody answers from now on."""

    services: Services
    clock: Moving
    random: Random = field(default_factory=lambda: Random(2026))
    changed: Mapping[str, Answer] = field(default_factory=dict)

    async def answer(self, number: int, *, finished: bool = True, language: str = "sv") -> None:
        """So many people answer today."""
        made = [self._response(finished=finished, language=language) for _ in range(number)]

        def put_in(work: UnitOfWork) -> None:
            for response, answers in made:
                work.responses.add(response)
                for question, answer in answers.items():
                    work.responses.put_answer(response.id, question, answer)

        await self.services.database.write(put_in)

    async def tell(self) -> None:
        """The digest of this moment is queued, and has long been read."""
        await self.services.digests.tick(self.clock())
        await self.services.database.write(self._have_sent)

    async def live(self, *, per_day: int) -> None:
        """Every morning since `WEEKS` ago until yesterday, with so many answers a day."""
        today = self.clock.now
        self.clock.now = today - timedelta(weeks=WEEKS, days=1)
        while self.clock.now + timedelta(days=1) < today:
            await self.tell()
            self.clock.now += timedelta(days=1)
            await self.answer(per_day)
        await self.tell()
        self.clock.now = today

    def _have_sent(self, work: UnitOfWork) -> None:
        now = self.clock()
        while claimed := work.outbox.claim(now, now + timedelta(minutes=5), 100):
            for each in claimed:
                work.outbox.mark_sent(each.id, now)

    def _response(self, *, finished: bool, language: str) -> tuple[Response, Mapping[str, Answer]]:
        questionnaire, today = self.services.content.questionnaire, self.clock().date()
        answers = dict(sample_answers(questionnaire, self.random, today))
        if finished:
            answers |= self.changed
        else:
            answers = dict(list(answers.items())[: self.random.randint(2, 4)])
        response = Response(
            id=ResponseId(self.random.randbytes(16).hex()),
            status=ResponseStatus.SUBMITTED if finished else ResponseStatus.PARTIAL,
            survey=questionnaire.name,
            version=questionnaire.version,
            round=questionnaire.round,
            language=language,
            channel="chat",
            started_on=today,
            submitted_on=today if finished else None,
        )
        return response, answers


@asynccontextmanager
async def mornings(url: str, at: datetime, *staff: Colleague, answers: int = 120) -> AsyncIterator[Mornings]:
    """The town at that moment; its digest is due every day at that time. So many `answers` are older than all of it."""
    clock = Moving(at)
    settings = Settings(
        _env_file=None,
        database_url=SecretStr(url),
        secret_key=SecretStr(KEY),
        content_dir=ROOT / "content" / "sandviken",
        timezone=ZoneInfo("UTC"),
        staff_digest_at=Daily(at.hour, at.minute),
        quiet_hours=parse_quiet_hours("00:00-00:00"),
    )
    async with open_services(settings, clock) as opened:
        services = replace(opened, digests=replace(opened.digests, draw=without_picture))
        await hire(services, staff)
        if answers:
            clock.now = at - timedelta(weeks=WEEKS + 1)
            await fill(services, answers, seed=1)
            clock.now = at
        yield Mornings(services, clock)

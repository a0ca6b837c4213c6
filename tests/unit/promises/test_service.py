from dataclasses import replace
from datetime import UTC, datetime

import pytest

from promises.progress import Draft, DraftProblem
from promises.promise import Organisation, ProgressUpdate, Promise, Status
from promises.service import PromiseService
from tests.unit.promises.memory import Memory

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
DRAFT = Draft(
    commitment="dialogue",
    status=Status.IN_PROGRESS,
    text=" Två samtal har hållits. ",
    language="sv",
    source=" https://www.sandviken.se/samtal ",
    organisation=Organisation.MUNICIPALITY,
)


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def service(memory: Memory, promise: Promise) -> PromiseService:
    return PromiseService(memory, promise, lambda: NOW)


async def test_what_staff_record_is_kept_with_its_moment_and_number(service: PromiseService, memory: Memory) -> None:
    recorded = await service.record(DRAFT)
    assert recorded == ProgressUpdate(
        id=1,
        commitment="dialogue",
        status=Status.IN_PROGRESS,
        text="Två samtal har hållits.",
        language="sv",
        source="https://www.sandviken.se/samtal",
        organisation=Organisation.MUNICIPALITY,
        recorded=NOW,
    )
    assert memory.updates == [recorded]


async def test_recording_and_marking_the_message_done_are_one_commit(service: PromiseService, memory: Memory) -> None:
    await service.record(DRAFT, finishes=77)
    assert (memory.finished, memory.writes) == ([77], 1)


async def test_a_failure_between_the_two_keeps_neither(service: PromiseService, memory: Memory) -> None:
    memory.fails = True
    with pytest.raises(OSError, match="disk full"):
        await service.record(DRAFT, finishes=77)
    assert (memory.updates, memory.finished) == ([], [])


async def test_a_draft_with_problems_keeps_nothing_and_leaves_the_message_open(
    service: PromiseService, memory: Memory
) -> None:
    problems = await service.record(replace(DRAFT, text="", source="x"), finishes=77)
    assert problems == (DraftProblem.NO_TEXT, DraftProblem.NO_LINK)
    assert (memory.updates, memory.finished, memory.writes) == ([], [], 0)


async def test_sample_progress_stays_marked_as_sample(service: PromiseService, memory: Memory) -> None:
    await service.record(replace(DRAFT, sample=True))
    assert memory.updates[0].sample

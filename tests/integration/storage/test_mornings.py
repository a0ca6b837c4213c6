"""What the staff's mornings need stored."""

from datetime import UTC, date, datetime

from digests.ports import Decision, MatterKind, MorningChoice
from people.person import ChatId, Person, PersonKey
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from survey.ports import Response, ResponseId, ResponseStatus
from survey.session import Answer, AnswerStatus

NOW = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
KARIN = PersonKey("karin")


async def test_a_choice_of_an_hour_is_kept_replaced_and_goes_with_the_chat(database: Database) -> None:
    def choose(work: UnitOfWork) -> None:
        work.people.save(Person(KARIN, ChatId(7), "sv"))
        work.morning_choices.save(KARIN, MorningChoice(6, 30, (0, 1, 2)))
        work.morning_choices.save(KARIN, MorningChoice(8, 0, ()))

    await database.write(choose)
    assert await database.read(lambda work: work.morning_choices.find(KARIN)) == MorningChoice(8, 0, ())
    assert await database.read(lambda work: work.morning_choices.all()) == {KARIN: MorningChoice(8, 0, ())}
    await database.write(lambda work: work.people.remove(KARIN))
    assert await database.read(lambda work: work.morning_choices.find(KARIN)) is None


async def test_a_matter_is_one_however_often_it_is_opened_and_keeps_what_was_decided(database: Database) -> None:
    def live(work: UnitOfWork) -> tuple[int, int]:
        first = work.matters.open(MatterKind.STALE, "lights", NOW)
        again = work.matters.open(MatterKind.STALE, "lights", NOW)
        other = work.matters.open(MatterKind.STALE, "patrols", NOW)
        assert first == again
        work.matters.note_told("staff:2026-11-23", [other.id, first.id])
        work.matters.note_told("staff:2026-11-23", [first.id])
        return first.id, other.id

    first, other = await database.write(live)

    def decide(work: UnitOfWork) -> None:
        found = work.matters.find(first)
        assert found
        work.matters.change(found.__class__(first, found.kind, found.subject, Decision.TAKEN, 3, NOW))

    await database.write(decide)
    told = await database.read(lambda work: work.matters.told("staff:2026-11-23"))
    assert [(each.id, each.decision, each.member, each.moment) for each in told] == [(first, Decision.TAKEN, 3, NOW)]
    assert [each.id for each in await database.read(lambda work: work.matters.taken())] == [first]
    assert await database.read(lambda work: work.matters.about(MatterKind.STALE, "patrols") is not None)
    assert await database.read(lambda work: work.matters.find(other + 99)) is None
    assert await database.read(lambda work: work.matters.told("staff:2026-11-24")) == []


def respond(work: UnitOfWork, number: int, status: ResponseStatus, language: str, **answers: Answer) -> None:
    submitted = date(2026, 11, 20) if status is ResponseStatus.SUBMITTED else None
    response = Response(
        ResponseId(f"{number:032x}"), status, "s", 1, "r", language, "bot", date(2026, 11, 20), submitted, None, False
    )
    work.responses.add(response)
    for question, answer in answers.items():
        work.responses.put_answer(response.id, question, answer)


async def test_responses_are_counted_by_who_gave_them(database: Database) -> None:
    centre, north = Answer(options=("centre",)), Answer(options=("north",))
    dark, both = Answer(options=("dark",)), Answer(options=("dark", "drugs"))
    silent = Answer(AnswerStatus.PREFER_NOT)

    def live(work: UnitOfWork) -> None:
        sent, left, open_ = ResponseStatus.SUBMITTED, ResponseStatus.PARTIAL, ResponseStatus.OPEN
        respond(work, 1, sent, "sv", area=centre, worry=dark, wish=Answer(text="Mer ljus"))
        respond(work, 2, sent, "en", area=centre, worry=both)
        respond(work, 3, sent, "sv", area=north, worry=silent, wish=Answer(text="Mer folk"))
        respond(work, 4, sent, "sv", area=silent, worry=dark, wish=Answer(text="Mer vuxna"))
        respond(work, 5, left, "sv", area=centre, worry=dark, wish=Answer(text="Borta"))
        respond(work, 6, left, "sv", area=centre)
        respond(work, 7, open_, "sv", area=centre)
        respond(work, 8, open_, "sv")

    await database.write(live)

    def look(work: UnitOfWork) -> tuple[object, ...]:
        return (
            work.split_counts.split("r", "area", "worry"),
            work.split_counts.languages("r", "worry"),
            work.split_counts.answered("r", "area", "worry"),
            work.split_counts.furthest("r", ("area", "worry")),
            work.split_counts.split("another", "area", "worry"),
        )

    split, languages, answered, furthest, nothing = await database.read(look)
    assert split == {("centre", "dark"): 2, ("centre", "drugs"): 1}
    assert languages == {"sv": 2, "en": 1}
    assert answered == {"centre": 2}
    assert furthest == {"worry": 1, "area": 2}
    assert nothing == {}

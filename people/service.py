"""What a person may decide about themselves: the language they read, and that they be forgotten."""

from dataclasses import dataclass, replace

from people.person import Person, Visit
from people.ports import PeopleWork, UnitsOfWork


def person_of(work: PeopleWork, visit: Visit) -> Person:
    """The visitor's row, made on their first act; a row that was switched off as unreachable is switched on again."""
    known = work.people.find(visit.person)
    person = known or Person(visit.person, visit.chat, visit.hint)
    if known is None or not known.reachable:
        person = replace(person, reachable=True)
        work.people.save(person)
    return person


@dataclass(frozen=True, slots=True)
class PeopleService:
    """Language, reachability and being forgotten."""

    database: UnitsOfWork[PeopleWork]

    async def language(self, visit: Visit) -> str:
        """The language the visitor chose, else the one their Telegram suggests."""
        person = await self.database.read(lambda work: work.people.find(visit.person))
        return person.language if person else visit.hint

    async def choose_language(self, visit: Visit, language: str) -> None:
        """Speak that language to the visitor from now on."""

        def choose(work: PeopleWork) -> None:
            work.people.save(replace(person_of(work, visit), language=language))
            work.inbox.finish(visit.update)

        await self.database.write(choose)

    async def set_reachable(self, visit: Visit, *, reachable: bool) -> None:
        """Write nothing more to a chat that blocked the bot, until it is opened again."""

        def switch(work: PeopleWork) -> None:
            person = work.people.find(visit.person)
            if person and reachable:
                work.people.save(replace(person, reachable=True))
            elif person:
                work.people.switch_off(person.key)
            work.inbox.finish(visit.update)

        await self.database.write(switch)

    async def welcome(self, visit: Visit) -> None:
        """Write again to a chat that could not be reached: somebody has just opened it."""
        person = await self.database.read(lambda work: work.people.find(visit.person))
        if person and not person.reachable:
            await self.set_reachable(visit, reachable=True)

    async def move(self, old: Visit, new: Visit) -> None:
        """A group has another number since it grew: what hangs on the old one goes along."""

        def move(work: PeopleWork) -> None:
            person = work.people.find(old.person)
            if person:
                work.people.move(old.person, replace(person, key=new.person, chat=new.chat))
            work.inbox.finish(new.update)

        await self.database.write(move)

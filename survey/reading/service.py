"""Reading what residents wrote, in company: each use case asks anew what its visitor may do, and leaves a trace."""

import asyncio
import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from people.audit import Deed
from people.person import Visit
from people.ports import UnitsOfWork
from people.staff import Right, StaffMember
from people.staffing import Denial, Register
from survey.reading.content import ReadingContent
from survey.reading.grouping import Group, form_groups
from survey.reading.ports import Found, ReadingWork, Unlisted, Wanted

PAGE = 3
"""Texts on one screen: of the longest, so many fit in one message."""
_AT_ONCE, _GROUPS_AT_ONCE = 100, 5
"""Texts looked at, and groups formed, in one transaction."""
_WHILE_WAITED_FOR, _IN_A_TICK = 1.0, 10.0
"""Seconds after which no more groups are formed: while a reader waits, and when nobody does."""
_REFERENCE, _NUMBER, _MARK = 6, 16, 8
_CAUGHT_UP = "texts listed"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of texts. `readers` are the members of staff who read them last, by number, of those still known."""

    reader: StaffMember
    wanted: Wanted
    page: int
    count: int
    texts: Sequence[Found]
    readers: dict[int, StaffMember]

    @property
    def mark(self) -> str:
        """What stands for just these texts on a button: eight letters."""
        told = " ".join(each.reference for each in self.texts)
        return hashlib.sha256(told.encode()).hexdigest()[:_MARK]

    @property
    def last_page(self) -> int:
        """The number of the last page, from 0."""
        return max(self.count - 1, 0) // PAGE


@dataclass(frozen=True, slots=True)
class Opened:
    """One text. `reader` may only read what lies in their areas."""

    text: Found
    last_reader: StaffMember | None


@dataclass(frozen=True, slots=True)
class Reading:
    """Texts for those who may read them. `k` is the smallest group.

    `is_concern` says of a text that it reads like distress or a tip: it is never shown here. `seconds` are those of a
    clock that only goes on, from any moment.
    """

    database: UnitsOfWork[ReadingWork]
    register: Register
    content: ReadingContent
    k: int
    is_concern: Callable[[str], bool]
    seconds: Callable[[], float] = time.monotonic
    _gathering: asyncio.Lock = field(default_factory=asyncio.Lock, init=False, repr=False)

    async def gather(self, most: float = _WHILE_WAITED_FOR) -> bool:
        """Form groups and list their texts for so many seconds; False where more are left to be formed.

        A group takes days that are over. So when a day's are all formed, none can be until the next, and nobody looks.
        """
        if await self.database.read(self._is_caught_up):
            return True
        async with self._gathering:
            until = self.seconds() + most
            waiting = await self.database.read(lambda work: work.texts.waiting(self.content.area))
            groups = await asyncio.to_thread(form_groups, waiting, self.register.today(), self.k)
            for start in range(0, len(groups), _GROUPS_AT_ONCE):
                if start and self.seconds() >= until:
                    return False
                await self._keep(groups[start : start + _GROUPS_AT_ONCE])
        return True

    async def catch_up(self) -> None:
        """For the tick: form every group of a day, and list texts written into sent responses since.

        Each time only so much that nothing else of the tick waits for long; after it is over, not again that day.
        """
        now = self.register.clock()
        if await self.database.read(self._is_caught_up) or not await self.gather(_IN_A_TICK):
            return
        async with self._gathering:
            unlisted = await self.database.read(lambda work: work.texts.unlisted(_AT_ONCE))
            if unlisted:
                await self._enlist((), unlisted)
        if not unlisted:
            await self.database.write(lambda work: work.marks.set(_CAUGHT_UP, now))

    async def look(self, visit: Visit, wanted: Wanted, page: int) -> Shelf | Denial:
        """A page of what the visitor wants to see, as far as they may."""
        await self._gather_for(visit)

        def look(work: ReadingWork) -> Shelf | Denial:
            reader = self.register.admit(work, visit, Right.READ)
            return reader if isinstance(reader, Denial) else self._show(work, reader, wanted, page)

        return await self.database.write(look)

    async def open(self, visit: Visit, reference: str) -> Opened | Denial | None:
        """One text; None where it is not, or no longer, among those the visitor may read."""
        return await self._change(visit, reference, lambda found, _: (found, None))

    async def mark(self, visit: Visit, reference: str, *, read: bool) -> Opened | Denial | None:
        """Mark a text as read by the visitor today, or as not read."""

        def marked(found: Found, reader: StaffMember) -> tuple[Found, str]:
            by, on = (reader.number, self.register.today()) if read else (None, None)
            return replace(found, read_by=by, read_on=on), f"text {found.reference}"

        return await self._change(visit, reference, marked, Deed.MARKED_READ if read else Deed.MARKED_UNREAD)

    async def tag(self, visit: Visit, reference: str, tag: str, *, on: bool) -> Opened | Denial | None:
        """Give a text a tag of the scheme, or take it away."""
        if self.content.tag_label(tag) is None:
            return None

        def tagged(found: Found, _: StaffMember) -> tuple[Found, str]:
            others = tuple(each for each in found.tags if each != tag)
            return replace(found, tags=(*others, tag) if on else others), f"text {found.reference} {tag}"

        return await self._change(visit, reference, tagged, Deed.TAGGED if on else Deed.UNTAGGED)

    async def mark_page(self, visit: Visit, wanted: Wanted, page: int, seen: str) -> Shelf | Denial | None:
        """Mark every text of a page as read; the page that stands in its place then. None where that is done already.

        `seen` is the `mark` of the page that was looked at: what has taken its place since is not marked with it.
        """

        def mark(work: ReadingWork) -> Shelf | Denial | None:
            reader = self.register.admit(work, visit, Right.READ)
            if isinstance(reader, Denial):
                return reader
            shelf = self._shelf(work, reader, wanted, page)
            unread = [each for each in shelf.texts if each.read_on is None]
            if shelf.mark != seen or not unread:
                return None
            work.inbox.finish(visit.update)
            for each in unread:
                work.texts.mark(replace(each, read_by=reader.number, read_on=self.register.today()))
                self.register.note(work, reader.number, Deed.MARKED_READ, f"text {each.reference}")
            return self._show(work, reader, wanted, page)

        return await self.database.write(mark)

    def _is_caught_up(self, work: ReadingWork) -> bool:
        last = work.marks.get(_CAUGHT_UP)
        return last is not None and last.astimezone(self.register.zone).date() == self.register.today()

    async def _gather_for(self, visit: Visit) -> None:
        """Only for somebody who may read: a stranger's press costs next to nothing."""
        reader = await self.database.read(lambda work: work.staff.of(visit.person))
        if reader and self.register.lets(reader, Right.READ):
            await self.gather()

    async def _keep(self, groups: Sequence[Group]) -> None:
        texts = await self.database.read(
            lambda work: [each for group in groups for each in work.texts.texts_of(group.members)]
        )
        await self._enlist(groups, texts)

    async def _enlist(self, groups: Sequence[Group], texts: Sequence[Unlisted]) -> None:
        """Keep groups with the list of their texts. Looking at texts takes its time, so it is done beside the loop."""
        numbered = [(self.register.randomness(_NUMBER).hex(), each) for each in groups]
        listed = await asyncio.to_thread(self._looked_at, texts)

        def enlist(work: ReadingWork) -> None:
            for number, group in numbered:
                work.texts.add_group(number, group)
            for each, reference, withheld in listed:
                work.texts.enlist(each, reference, withheld=withheld)

        await self.database.write(enlist)

    def _looked_at(self, texts: Sequence[Unlisted]) -> list[tuple[Unlisted, str, bool]]:
        return [(each, self.register.randomness(_REFERENCE).hex(), self.is_concern(each.text)) for each in texts]

    def _show(self, work: ReadingWork, reader: StaffMember, wanted: Wanted, page: int) -> Shelf:
        shelf = self._shelf(work, reader, wanted, page)
        told = _told(shelf.wanted, [each.reference for each in shelf.texts])
        self.register.note(work, reader.number, Deed.READ_TEXTS, told)
        return shelf

    def _shelf(self, work: ReadingWork, reader: StaffMember, wanted: Wanted, page: int) -> Shelf:
        wanted = _within(reader, wanted)
        count = work.texts.count(wanted, self.k)
        page = min(max(page, 0), max(count - 1, 0) // PAGE)
        texts = [each for each in work.texts.page(wanted, self.k, page * PAGE, PAGE) if not self.is_concern(each.text)]
        numbers = {each.read_by for each in texts if each.read_by is not None}
        readers = {number: member for number in numbers if (member := work.staff.numbered(number))}
        return Shelf(reader, wanted, page, count, texts, readers)

    async def _change(
        self,
        visit: Visit,
        reference: str,
        change: Callable[[Found, StaffMember], tuple[Found, str | None]],
        deed: Deed = Deed.READ_TEXTS,
    ) -> Opened | Denial | None:
        def changed(work: ReadingWork) -> Opened | Denial | None:
            reader = self.register.admit(work, visit, Right.READ)
            if isinstance(reader, Denial):
                return reader
            found = work.texts.find(reference, self.k)
            if found is None or not _may_read(reader, found) or self.is_concern(found.text):
                return None
            work.inbox.finish(visit.update)
            after, subject = change(found, reader)
            if after != found:
                work.texts.mark(after)
            self.register.note(work, reader.number, deed, subject or f"text {reference}")
            by = work.staff.numbered(after.read_by) if after.read_by is not None else None
            return Opened(after, by)

        return await self.database.write(changed)


def _within(reader: StaffMember, wanted: Wanted) -> Wanted:
    """Who is there for some areas reads one of them at a time."""
    if not reader.areas or wanted.area in reader.areas:
        return wanted
    return replace(wanted, area=reader.areas[0])


def _may_read(reader: StaffMember, found: Found) -> bool:
    return not reader.areas or found.area in reader.areas


def _told(wanted: Wanted, references: Sequence[str]) -> str:
    """What the trail says was looked at: the filter, and the texts by references that say nothing."""
    chosen = {"area": wanted.area, "language": wanted.language, "question": wanted.question}
    said = [f"{name}={value}" for name, value in chosen.items() if value]
    return " ".join(["texts", *said, *references])

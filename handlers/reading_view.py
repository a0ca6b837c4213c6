"""What residents wrote, as letters to staff: words and buttons, nothing decided."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from delivery.message import Button, Letter
from delivery.plain_text import plain
from handlers.reading_filter import pack_wanted
from handlers.recording_view import rows_of
from handlers.staff_taps import Act, pack_staff
from handlers.staff_view import back, called
from localization.catalogue import Catalogues, Words
from localization.labels import in_language, listed, written_date, written_days
from people.staff import StaffMember
from survey.reading.content import ReadingContent
from survey.reading.ports import Found, Wanted
from survey.reading.service import PAGE, Opened, Shelf

LONGEST = 900
"""Characters of a text in a list: of the longest, a page fits in one message. All of it stands on its own card."""
_IN_A_ROW = 2
_ON, _OFF = "+", "-"


@dataclass(frozen=True, slots=True)
class ReadingScreens:
    """The screens of reading in one language."""

    content: ReadingContent
    words: Words
    catalogues: Catalogues
    k: int

    def shelf(self, shelf: Shelf) -> Letter:
        """A page of texts, a button each."""
        words = self.words
        at = pack_wanted(shelf.wanted, self.content)
        start = shelf.page * PAGE
        texts = [
            "\n".join(self._entry(start + place, each, shelf.readers)) for place, each in enumerate(shelf.texts, 1)
        ]
        nothing = words("reading.nothing", k=self.k) if not shelf.texts else ""
        opening = f"{words.plural('reading.title', shelf.count)}\n{self._chosen(shelf.wanted)}"
        parts = (opening, nothing, *texts, words("reading.duty") if texts else "")
        return Letter("\n\n".join(filter(None, parts)), tuple(self._ways(shelf, at)))

    def card(self, opened: Opened, at: str, page: str) -> Letter:
        """One text in full, with its tags to press."""
        words, found = self.words, opened.text
        by = {opened.last_reader.number: opened.last_reader} if opened.last_reader else {}
        lines = (*self._about(found), words("reading.text", text=found.text), *self._done(found, by))
        tags = [self._tag(each.name, place, found, at, page) for place, each in enumerate(self.content.tags)]
        read = found.read_on is None
        seen = Button(
            words("button.reading.seen" if read else "button.reading.not_seen"),
            pack_staff(Act.SEEN, found.reference, int(read), at, page),
        )
        to_list = Button(words("button.reading.list"), pack_staff(Act.READ, at, page))
        how = Button(words("button.reading.help"), pack_staff(Act.HOW_TO_READ, at))
        text = "\n\n".join(("\n".join(lines), words("reading.duty")))
        return Letter(text, (*rows_of(tags, _IN_A_ROW), (seen,), (how,), (to_list,)))

    def narrowing(self, wanted: Wanted) -> Letter:
        """By what the texts can be chosen, and how it stands."""
        at, words = pack_wanted(wanted, self.content), self.words
        rows = [
            (Button(plain(f"{words(f'reading.by.{by}')}: {self._value(wanted, by)}"), pack_staff(Act.NARROW, at, by)),)
            for by in ("area", "language", "question", "days", "state")
        ]
        rows.append((Button(words("button.reading.list"), pack_staff(Act.READ, at, 0)),))
        return Letter(words("reading.narrow", k=self.k), tuple(rows))

    def options(self, wanted: Wanted, by: str, choices: Sequence[tuple[str, Wanted]]) -> Letter:
        """The choices of one of them."""
        rows = [(Button(label, pack_staff(Act.READ, pack_wanted(to, self.content), 0)),) for label, to in choices]
        back_to = pack_staff(Act.NARROW, pack_wanted(wanted, self.content), "")
        rows.append((Button(self.words("button.staff.back"), back_to),))
        return Letter(self.words("reading.days" if by == "days" else "reading.choose"), tuple(rows))

    def how_to_read(self, at: str) -> Letter:
        """What is shown and what is not, why, and what to do about a child at risk."""
        row = (Button(self.words("button.reading.list"), pack_staff(Act.READ, at, 0)),)
        return Letter(self.words("reading.help", k=self.k), (row,))

    def label(self, by: str, value: str) -> str:
        """A value's own words; of none, that it is all of them."""
        language = self.words.language
        if not value:
            return self.words(f"reading.all.{by}")
        if by == "language":
            return plain(self.catalogues.own_name(value))
        found = self.content.area_label(value) if by == "area" else self.content.question_label(value)
        return in_language(found, language) if found else value

    def _value(self, wanted: Wanted, by: str) -> str:
        match by:
            case "days":
                return self._days(wanted.first, wanted.last)
            case "state":
                return self.words("reading.state.unread" if wanted.unread else "reading.state.all")
        return self.label(by, str(getattr(wanted, by)))

    def _days(self, first: date | None, last: date | None) -> str:
        language = self.words.language
        if first and last:
            return written_days(first, last, language)
        return (
            plain(self.words("reading.since", day=written_date(first, language))) if first else self.label("days", "")
        )

    def _chosen(self, wanted: Wanted) -> str:
        values = (self._value(wanted, by) for by in ("area", "language", "question", "days", "state"))
        return self.words("reading.chosen", chosen=" · ".join(values))

    def _entry(self, number: int, found: Found, readers: dict[int, StaffMember]) -> Iterator[str]:
        cut = found.text if len(found.text) <= LONGEST else f"{found.text[:LONGEST]}…"
        about, *rest = self._about(found)
        yield self.words("reading.numbered", number=number) + about
        yield from rest
        yield self.words("reading.text", text=cut)
        yield from self._done(found, readers)

    def _about(self, found: Found) -> tuple[str, ...]:
        language = self.words.language
        asked = self.content.question_label(found.question)
        where = (
            self.label("area", found.area) if found.area else self.words("reading.several.area"),
            self.label("language", found.language) if found.language else self.words("reading.several.language"),
            written_days(found.first, found.last, language),
        )
        question = in_language(asked, language) if asked else found.question
        return (self.words("reading.question", question=question), self.words("reading.where", where=" · ".join(where)))

    def _done(self, found: Found, readers: dict[int, StaffMember]) -> Iterator[str]:
        words = self.words
        if found.tags:
            known = filter(None, map(self.content.tag_label, found.tags))
            tags = listed((in_language(each, words.language) for each in known), words.language)
            yield words("reading.tags", tags=tags)
        if found.read_on is None or found.read_by is None:
            yield words("reading.not_read")
            return
        reader = readers.get(found.read_by)
        name = called(reader, words) if reader else plain(words("staff.unnamed", number=found.read_by))
        yield words("reading.read", name=name, day=written_date(found.read_on, words.language))

    def _tag(self, name: str, place: int, found: Found, at: str, page: str) -> Button:
        label = in_language(self.content.tags[place].label, self.words.language)
        on = name in found.tags
        shown = plain(self.words("survey.ticked", option=label)) if on else label
        return Button(shown, pack_staff(Act.TAG, found.reference, f"{_OFF if on else _ON}{place}", at, page))

    def _ways(self, shelf: Shelf, at: str) -> Iterator[tuple[Button, ...]]:
        words, start = self.words, shelf.page * PAGE
        if shelf.texts:
            yield tuple(
                Button(str(start + place), pack_staff(Act.TEXT, each.reference, at, shelf.page))
                for place, each in enumerate(shelf.texts, 1)
            )
        pages = (("‹", shelf.page - 1), ("›", shelf.page + 1))
        turns = [(label, to) for label, to in pages if 0 <= to <= shelf.last_page]
        if turns:
            yield tuple(Button(label, pack_staff(Act.READ, at, to)) for label, to in turns)
        if any(each.read_on is None for each in shelf.texts):
            yield (Button(words("button.reading.seen_all"), pack_staff(Act.SEEN_ALL, at, shelf.page, shelf.mark)),)
        yield (Button(words("button.reading.narrow"), pack_staff(Act.NARROW, at, "")),)
        yield (Button(words("button.reading.help"), pack_staff(Act.HOW_TO_READ, at)),)
        yield back(words)

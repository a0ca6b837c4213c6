"""A report as one page of HTML: readable by a screen reader, ready to print, with nothing fetched from anywhere."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from delivery.plain_text import plain
from digests.commitment_news import CommitmentNews
from digests.commitment_text import standing_lines, title_of
from digests.public.markup import Markup, element, joined
from digests.report import Report
from digests.report_summary import most_told
from digests.report_tables import bars, matrix
from digests.residents_view import ResidentsView
from digests.split import SplitView
from digests.staff_tables import Cells
from localization.catalogue import Words
from localization.labels import in_language, written_date, written_days
from localization.tags import direction, language_tag
from survey.questionnaire import Question

_STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.5 "Noto Sans", "DejaVu Sans", system-ui, sans-serif; color: #1a1a1a; background: #fff;
  max-inline-size: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: break-word; }
h1 { font-size: 1.7rem; line-height: 1.25; } h2 { font-size: 1.3rem; margin-block-start: 2.2rem; }
h3 { font-size: 1.05rem; margin-block: 1.6rem .4rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: start; font-weight: 600; padding-block: .4rem; }
th, td { border-block-end: 1px solid #767676; padding: .3rem .6rem; text-align: start; vertical-align: top; }
thead th { border-block-end-width: 2px; } td.few { color: #595959; }
svg { display: block; } [dir=rtl] svg { transform: scaleX(-1); }
.wide { overflow-x: auto; } .wide:focus-visible { outline: 3px solid #1f5fa8; }
.wide table { font-size: .85rem; }
.sample { border: 3px solid #1a1a1a; padding: .6rem 1rem; font-weight: 600; }
.summary { border-inline-start: 6px solid #1f5fa8; padding-inline-start: 1rem; }
.status { margin-block: .2rem; }
@media print { body { max-inline-size: none; padding: 0; font-size: 10pt; } .wide { overflow: visible; }
  .wide table { font-size: 7pt; } th, td { padding: .15rem .3rem; }
  table, tr, li { break-inside: avoid; } h2, h3 { break-after: avoid; } @page { size: A4; margin: 15mm; } }
"""

_NOTES = ("sample", "can", "cannot", "told", "small", "steps", "once", "months", "words", "law")


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The page in one language. `place` is whom it is about, in words."""

    report: Report
    place: str
    words: Words

    def html(self) -> str:
        """All of it, as a document."""
        language = self.words.language
        title = self._say("report.title", place=self.place)
        head = element(
            "head",
            element("meta", charset="utf-8"),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("title", title),
            element("style", Markup(_STYLE)),
        )
        body = element(
            "body",
            element("header", element("h1", title), *self._opening()),
            element("main", *self._main()),
            element("footer", element("p", self._say("report.made_by"))),
        )
        whole = element("html", head, body, lang=language_tag(language), dir=direction(language))
        return f"<!doctype html>\n{whole}\n"

    def _opening(self) -> Iterator[Markup]:
        yield element("p", self._period())
        if self.report.told:
            yield element("p", self._say("report.told", day=written_date(self.report.told, self.words.language)))
        if self.report.sample:
            yield element("p", self._say("digest.sample"), class_="sample")

    def _period(self) -> str:
        months = self.report.months
        return self._say("report.period", days=written_days(months.first, months.last, self.words.language))

    def _main(self) -> Iterator[Markup]:
        yield self._section("summary", self._summary(), "summary")
        yield self._section("promise", self._promise())
        yield self._section("questions", self._questions())
        if any((*self.report.tables.ages.values(), *self.report.tables.languages.values())):
            yield self._section("people", self._people())
        notes = (element("li", self._say(f"report.method.{note}", k=self.report.k)) for note in _NOTES)
        yield self._section("method", (element("ul", *notes),))

    def _section(self, name: str, content: Iterator[Markup] | tuple[Markup, ...], kind: str | None = None) -> Markup:
        heading = element("h2", self._say(f"report.{name}"), id=f"h-{name}")
        return element("section", heading, *content, id=name, class_=kind, aria_labelledby=f"h-{name}")

    def _summary(self) -> Iterator[Markup]:
        """Sentences that can be pasted elsewhere and still say what they can and cannot tell."""
        opening = [self._say("digest.sample")] if self.report.sample else []  # whoever pastes it takes that along
        opening.append(self._period())
        standing = [element("li", self._standing(each)) for each in self.report.commitments]
        if self.report.is_empty:
            yield element("p", self._say("report.nothing", k=self.report.k))
            yield element("ul", *standing)
            return
        yield element("p", " ".join((*opening, self._say("report.who"))))
        told = [element("li", each) for each in most_told(self.report.tables, self.words)]
        yield element("ul", *told, *standing)
        yield element("p", self._say("report.caution", k=self.report.k))

    def _standing(self, news: CommitmentNews) -> str:
        """A commitment's name and status, in one sentence."""
        status = self._say(f"digest.status.{news.progress.status.value}")
        return self._say("digest.view.cell", label=title_of(news.progress, self.words), count=status) + "."

    def _promise(self) -> Iterator[Markup]:
        for news in self.report.commitments:
            title = title_of(news.progress, self.words)
            yield element("h3", title)
            said = [each for each in standing_lines(news, self.words) if any(map(str.isalnum, each))]
            yield from (element("p", plain(each), class_="status") for each in (*said, *self._latest(news)))
            if news.view:
                caption = in_language(news.view.question.label, self.words.language)
                yield self._bars(caption, news.view.cells, self._named(news.view.question))

    def _latest(self, news: CommitmentNews) -> Iterator[str]:
        latest = news.progress.latest
        if latest:
            day = written_date(latest.recorded.astimezone(self.report.zone).date(), self.words.language)
            party = in_language(self.report.content.promise.parties[latest.organisation.value], self.words.language)
            yield self.words("digest.follower.earlier_update", day=day, party=party).rstrip(":")
            if latest.sample:
                yield self.words("digest.follower.sample_update")

    def _questions(self) -> Iterator[Markup]:
        for view in self.report.tables.wholes:
            yield from self._whole(view)
        for split in (self.report.tables.area, self.report.tables.age):
            if split:
                yield from self._split(split)

    def _whole(self, view: ResidentsView) -> Iterator[Markup]:
        yield element("h3", in_language(view.question.label, self.words.language))
        yield self._bars(self._say("report.all"), view.cells, self._named(view.question))

    def _split(self, view: SplitView) -> Iterator[Markup]:
        language = self.words.language
        asked = in_language(view.split.question.label, language)
        caption = self._say("report.by", question=in_language(view.split.by.label, language))
        yield element("h3", asked)
        if view.shown:
            yield matrix(view, caption, f"{asked} {caption}", self.words)
        else:
            yield self._too_few(caption)

    def _people(self) -> Iterator[Markup]:
        """Ages and languages, each among those who answered one question."""
        content, tables, language = self.report.content, self.report.tables, self.words.language
        if content.ages:
            yield element("h3", in_language(content.ages.by.label, language))
            yield self._bars(self._among(content.ages.question), tables.ages, self._named(content.ages.by))
        if content.spoken:
            yield element("h3", self._say("morning.languages").rstrip(":"))
            yield self._bars(self._among(content.spoken), tables.languages, self._language)

    def _among(self, question: Question) -> str:
        return self._say("report.among", question=in_language(question.label, self.words.language))

    def _bars(self, caption: str, cells: Cells, named: Callable[[str], str]) -> Markup:
        shown = [(named(cell), count) for cell, count in cells.items()]
        return bars(caption, shown, self.words) if any(cells.values()) else self._too_few(caption)

    def _too_few(self, caption: str) -> Markup:
        return element("p", joined(caption, " ", self._say("report.too_few", k=self.report.k)))

    def _named(self, question: Question) -> Callable[[str], str]:
        labels = {choice.name: in_language(choice.label, self.words.language) for choice in question.choices}
        return lambda option: labels[option]

    def _language(self, code: str) -> str:
        return self._say(f"morning.language.{code}")

    def _say(self, key: str, **values: object) -> str:
        return plain(self.words(key, **values))

"""A report as one page of HTML: readable by a screen reader, ready to print, with nothing fetched from anywhere."""

import html
from collections.abc import Iterator
from dataclasses import dataclass

from babel import Locale

from delivery.plain_text import plain
from digests.report import Answered, Cells, Report, Split, most_chosen
from localization.catalogue import Words
from localization.labels import in_language, written_days
from survey.questionnaire import Question

_TOP = 3
_BAR, _THICK = 160, 12
"""Pixels of the longest bar, and of each bar's height."""

_STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.5 "Noto Sans", "DejaVu Sans", system-ui, sans-serif; color: #1a1a1a; background: #fff;
  max-inline-size: 60rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.7rem; line-height: 1.25; } h2 { font-size: 1.3rem; margin-block-start: 2.2rem; }
h3 { font-size: 1.05rem; margin-block: 1.6rem .4rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: start; font-weight: 600; padding-block: .4rem; }
th, td { border-block-end: 1px solid #767676; padding: .3rem .6rem; text-align: start; vertical-align: top; }
thead th { border-block-end-width: 2px; } td.few { color: #595959; }
svg { display: block; } .wide { overflow-x: auto; } .wide:focus-visible { outline: 3px solid #1f5fa8; }
.wide table { font-size: .85rem; }
.sample { border: 3px solid #1a1a1a; padding: .6rem 1rem; font-weight: 600; }
.summary { border-inline-start: 6px solid #1f5fa8; padding-inline-start: 1rem; }
@media print { body { max-inline-size: none; padding: 0; font-size: 10pt; } .wide { overflow: visible; }
  .wide table { font-size: 7pt; } th, td { padding: .15rem .3rem; }
  section, table, tr { break-inside: avoid; } h2, h3 { break-after: avoid; } @page { size: A4; margin: 15mm; } }
"""


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The page in one language. `place` is whom it is about, in words."""

    report: Report
    place: str
    words: Words

    def html(self) -> str:
        """All of it, as a document."""
        words = self.words
        title = plain(words("report.title", place=self.place))
        direction = "rtl" if words.right_to_left else "ltr"
        code = Locale.parse(words.language).language
        return "\n".join(
            (
                "<!doctype html>",
                f'<html lang="{code}" dir="{direction}">',
                '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
                f"<title>{html.escape(title)}</title><style>{_STYLE}</style></head>",
                "<body>",
                f"<header><h1>{html.escape(title)}</h1>{self._opening()}</header>",
                f"<main>{''.join(self._main())}</main>",
                f"<footer><p>{words('report.made_by')}</p></footer>",
                "</body></html>",
                "",
            )
        )

    def _opening(self) -> str:
        sample = f'<p class="sample">{self.words("digest.sample")}</p>' if self.report.sample else ""
        return f"<p>{self._period()}</p>{sample}"

    def _period(self) -> str:
        months = self.report.months
        return self.words("report.period", days=written_days(months.first, months.last, self.words.language))

    def _main(self) -> Iterator[str]:
        yield self._section("summary", "".join(self._summary()), 'class="summary"')
        yield self._section("questions", "".join(self._questions()))
        yield self._section("method", f"<ul>{''.join(f'<li>{each}</li>' for each in self._method())}</ul>")

    def _section(self, name: str, content: str, more: str = "") -> str:
        heading = self.words(f"report.{name}")
        return (
            f'<section id="{name}" {more}aria-labelledby="h-{name}"><h2 id="h-{name}">{heading}</h2>{content}</section>'
        )

    def _summary(self) -> Iterator[str]:
        """Sentences that can be pasted elsewhere and still say what they can and cannot tell."""
        words, language = self.words, self.words.language
        if self.report.is_empty:
            yield f"<p>{words('report.nothing', k=self.report.k)}</p>"
            return
        sample = f"{words('digest.sample')} " if self.report.sample else ""  # whoever pastes it takes that along
        yield f"<p>{sample}{self._period()} {words('report.who')}</p><ul>"
        for question, most in most_chosen(self.report.answered, _TOP):
            chosen = "; ".join(self._counted(question, option, count) for option, count in most)
            asked = in_language(question.label, language)
            yield f"<li>{words('report.most', question=asked, options=chosen)}</li>"
        yield f"</ul><p>{words('report.caution', k=self.report.k)}</p>"

    def _counted(self, question: Question, option: str, count: int) -> str:
        return plain(self.words("digest.view.cell", label=self._label(question, option), count=count))

    def _questions(self) -> Iterator[str]:
        for each in self.report.answered:
            yield f"<h3>{html.escape(in_language(each.question.label, self.words.language))}</h3>"
            if not each.shown:
                yield f"<p>{self.words('report.too_few', k=self.report.k)}</p>"
                continue
            yield self._table(each)
            for split in each.splits:
                yield self._split(each.question, split)

    def _table(self, answered: Answered) -> str:
        most = max(answered.shown.values())
        rows = "".join(
            f'<tr><th scope="row">{self._escaped(answered.question, option)}</th>{self._cell(count, most)}</tr>'
            for option, count in answered.cells.items()
        )
        columns = (self.words("report.option"), self.words("report.about"))
        head = "".join(f'<th scope="col">{each}</th>' for each in columns)
        caption = f"<caption>{self.words('report.all')}</caption>"
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"

    def _split(self, question: Question, split: Split) -> str:
        words = self.words
        by = in_language(split.by.label, words.language)
        caption = words("report.by", question=by)
        if not split.is_shown:
            return f"<p>{caption}: {words('report.too_few', k=self.report.k)}</p>"
        options = [choice.name for choice in question.choices if not choice.ends]
        head = "".join(f'<th scope="col">{self._escaped(question, option)}</th>' for option in options)
        rows = "".join(self._row(split, row, options, cells) for row, cells in split.rows.items())
        table = (
            f"<table><caption>{caption}</caption><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>"
        )
        about = html.escape(plain(f"{in_language(question.label, words.language)} {caption}"))
        return f'<div class="wide" role="group" tabindex="0" aria-label="{about}">{table}</div>'

    def _row(self, split: Split, row: str, options: list[str], cells: Cells) -> str:
        told = "".join(self._plain_cell(cells.get(option)) for option in options)
        return f'<tr><th scope="row">{self._escaped(split.by, row)}</th>{told}</tr>'

    def _cell(self, count: int | None, most: int) -> str:
        if count is None:
            return self._plain_cell(None)
        wide = round(_BAR * count / most)
        bar = (
            f'<svg width="{_BAR}" height="{_THICK}" aria-hidden="true" focusable="false">'
            f'<rect width="{wide}" height="{_THICK}" fill="#1f5fa8"/></svg>'
        )
        return f"<td>{count}{bar}</td>"

    def _plain_cell(self, count: int | None) -> str:
        return f'<td class="few">{self.words("report.few")}</td>' if count is None else f"<td>{count}</td>"

    def _label(self, question: Question, option: str) -> str:
        choice = question.choice(option)
        return in_language(choice.label, self.words.language) if choice else option

    def _escaped(self, question: Question, option: str) -> str:
        return html.escape(self._label(question, option))

    def _method(self) -> Iterator[str]:
        for note in ("sample", "can", "cannot", "small", "rounded", "months", "words", "law"):
            yield self.words(f"report.method.{note}", k=self.report.k)

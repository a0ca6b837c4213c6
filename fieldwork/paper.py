"""The questionnaire on paper: one HTML page that prints on two sides of A4, with what has to be said beside it."""

import html
from collections.abc import Iterator

from localization.catalogue import Words
from localization.labels import in_language
from people.help_lines import HelpLines
from people.privacy import Privacy
from survey.bounds import count_bounds
from survey.numbers import on_scale
from survey.questionnaire import Kind, Question, Questionnaire, Text
from survey.sheet import asked_after, letter, numbered
from survey.ticks import TICKED
from survey.wording import written_number

_STYLE = """
@page {
  size: A4; margin: 11mm 12mm 13mm;
  @bottom-center { content: counter(page) " / " counter(pages); font: 9pt sans-serif; }
}
* { box-sizing: border-box; }
html { font: 10.8pt/1.3 "Noto Sans", "Noto Sans Arabic", "DejaVu Sans", sans-serif; color: #000; background: #fff; }
body { margin: 0 auto; max-width: 186mm; }
h1 { font-size: 15pt; margin: 0 0 1mm; }
p { margin: 0 0 1.5mm; }
.date { float: inline-end; border: 0.4pt solid #000; padding: 1mm 22mm 1mm 2mm; margin-inline-start: 4mm; }
[dir="rtl"] .date { padding: 1mm 2mm 1mm 22mm; }
.questions { columns: 2; column-gap: 7mm; margin-top: 2mm; }
section { break-inside: avoid; margin: 0 0 2.2mm; padding: 0.8mm 0.4mm 0; }
h2 { font-size: 10.8pt; margin: 0 0 0.6mm; }
.how { font-style: normal; color: #333; font-size: 9pt; margin: 0 0 0.6mm; }
ol { list-style: none; margin: 0; padding: 0; }
li { padding-inline-start: 10mm; text-indent: -10mm; margin: 0 0 0.35mm; }
.box { display: inline-block; width: 3.6mm; height: 3.6mm; border: 0.7pt solid #000; vertical-align: -0.6mm; }
.letter { display: inline-block; width: 4mm; text-indent: 0; margin-inline: 1.2mm; font-weight: 600; }
.line { display: inline-block; border-bottom: 0.5pt solid #000; width: 55mm; height: 6mm; }
.write { border: 0.5pt solid #000; height: 55mm; margin-top: 1mm; }
.kept { font-size: 9.4pt; border-bottom: 0.8pt solid #000; padding-bottom: 1.5mm; }
.small { break-inside: avoid; border-top: 0.8pt solid #000; padding-top: 1.5mm; margin-top: 1mm; font-size: 10pt; }
.numbers { display: flex; flex-wrap: wrap; gap: 0 5mm; margin: 0; padding: 0; list-style: none; }
.numbers li { padding: 0; text-indent: 0; }
"""


def sheet_html(questionnaire: Questionnaire, words: Words, lines: HelpLines, privacy: Privacy) -> str:
    """The sheet in that language. Its numbers and letters are those that `survey.sheet` reads."""
    language = words.language
    title = html.escape(in_language(questionnaire.title, language))
    direction = "rtl" if words.right_to_left else "ltr"
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{language.partition("_")[0]}" dir="{direction}">',
            f'<head><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style></head>',
            f'<body><p class="date">{words("paper.date")}</p><h1>{title}</h1>',
            f"<p>{words('paper.intro')}</p>",
            f'<p class="kept">{_kept(words, privacy)}</p>',
            '<div class="questions">',
            *(_question(number, question, questionnaire, words) for number, question in numbered(questionnaire)),
            "</div>",
            *_small_print(words, lines),
            "</body></html>\n",
        )
    )


def _question(number: int, question: Question, questionnaire: Questionnaire, words: Words) -> str:
    label = html.escape(in_language(question.label, words.language))
    parts = ["<section>", f"<h2>{number}. {label}</h2>"]
    parts += [f'<p class="how">{how}</p>' for how in filter(None, (_hint(question.hint, words), _how(question, words)))]
    if question.conditions:
        parts.append(f'<p class="how">{_asked_whom(question, questionnaire, words)}</p>')
    if question.kind is Kind.TEXT:
        parts += [f"<p><b>{words('paper.before_text')}</b></p>", '<div class="write"></div>']
    elif question.choices:
        parts += ["<ol>", *_options(question, words), "</ol>"]
    else:
        parts.append(f"<p>{_scale(question, words)}</p>")
    return "\n".join((*parts, "</section>"))


def _asked_whom(question: Question, questionnaire: Questionnaire, words: Words) -> str:
    after = asked_after(questionnaire, question)
    return words("paper.only_if", number=after[0], letters=after[1]) if after else words("paper.not_everybody")


def _options(question: Question, words: Words) -> Iterator[str]:
    for at, choice in enumerate(question.choices):
        label = in_language(choice.label, words.language)
        said = (
            f'{words("paper.other", option=label)} <span class="line"></span>' if choice.other else html.escape(label)
        )
        yield f'<li><span class="box"></span><span class="letter">{letter(at)}</span>{said}</li>'


def _how(question: Question, words: Words) -> str:
    if question.kind is Kind.SELECT_ONE:
        return words("paper.one")
    if question.kind in TICKED:
        most = count_bounds(question)[1]
        return words("paper.most", most=most) if most < len(question.choices) else words("paper.many")
    return words("paper.number") if question.kind in (Kind.INTEGER, Kind.DECIMAL) else ""


def _scale(question: Question, words: Words) -> str:
    if question.kind is Kind.RANGE:
        numbers = (written_number(number, words.language) for number in on_scale(question.scale))
        return " ".join(f'<span class="box"></span> {html.escape(number)}' for number in numbers)
    return '<span class="line"></span>'


def _hint(hint: Text, words: Words) -> str:
    return html.escape(in_language(hint, words.language)) if hint else ""


def _kept(words: Words, privacy: Privacy) -> str:
    """What becomes of the answers: read before the first is given."""
    controller = privacy.controller
    return words("paper.kept", name=in_language(controller.name, words.language), contact=controller.contact)


def _small_print(words: Words, lines: HelpLines) -> Iterator[str]:
    yield f'<div class="small"><p><b>{words("paper.hand_in")}</b></p>'
    yield f'<p><b>{words("paper.help")}</b></p><ul class="numbers">'
    for line in lines.lines:
        label = in_language(line.label, words.language)
        yield f"<li>{words('paper.help.line', name=label, number=line.number)}</li>"
    yield "</ul></div>"

"""Who to turn to: the whole list, and the few lines for somebody who has just written of something hard."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from delivery.message import Button, Letter
from handlers.callbacks import Menu, pack_keep, pack_menu
from handlers.screens import back_to_survey_row, help_row
from localization.catalogue import Words
from localization.labels import in_language
from people.concern.category import Category
from people.help_lines import HelpLine, HelpLines, open_now
from people.opening_hours import describe_hours


def help_letter(words: Words, lines: Sequence[HelpLine], local_now: datetime) -> Letter:
    """Who to turn to, open now or not, and how this bot works."""
    text = _joined(words("help.title"), *_listed(lines, words, local_now), words("help.bot"))
    return Letter(text, (back_to_survey_row(words),))


def concern_letter(category: Category, words: Words, lines: HelpLines, local_now: datetime, keep: str = "") -> Letter:
    """The calm reply to something hard. `keep` is the open free text to which the words can still be the answer."""
    listed = _listed(lines.about(category), words, local_now)
    if category.is_tip:
        text = _joined(words("concern.tip"), *listed, words("concern.unsaved"))
        return Letter(text, (back_to_survey_row(words), help_row(words)))
    text = _joined(words("concern.crisis"), *listed, words("concern.choose" if keep else "concern.unsaved"))
    kept = ((Button(words("concern.button.keep"), pack_keep(keep)),),) if keep else ()
    going_on = Button(words("concern.button.leave"), pack_menu(Menu.SURVEY)) if keep else back_to_survey_row(words)[0]
    return Letter(text, (*kept, (going_on,), help_row(words)))


def unsure_letter(words: Words, lines: HelpLines, local_now: datetime) -> Letter:
    """What is said where the words could not be looked at: nothing is kept of them, and help is named all the same."""
    listed = _listed(lines.lines[:2], words, local_now)
    return Letter(_joined(words("concern.unsure"), *listed), (back_to_survey_row(words), help_row(words)))


def _listed(lines: Iterable[HelpLine], words: Words, local_now: datetime) -> list[str]:
    return [_line(line, words, local_now) for line in lines]


def _line(line: HelpLine, words: Words, local_now: datetime) -> str:
    key = {True: "help.line.open", False: "help.line.closed", None: "help.line.unknown"}[open_now(line, local_now)]
    hours = describe_hours(line.hours, words.language) if line.hours else ""
    name, text = (in_language(each, words.language) for each in (line.label, line.for_whom))
    return words(key, name=name, number=line.number, hours=hours, text=text)


def _joined(*parts: str) -> str:
    return "\n\n".join(parts)

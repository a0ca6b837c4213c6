"""Letters of the survey where the chat is not the respondent's: on a telephone that goes round, or from a sheet."""

from dataclasses import replace

from delivery.message import Button, Letter
from handlers.callbacks import Menu, pack_menu
from handlers.field_buttons import Step, Work, pack_kiosk, pack_work
from handlers.sheets_view import next_sheet_letter
from localization.catalogue import Words
from survey.events import TooYoung
from survey.ports import Channel
from survey.turn import Turn

_AT_KIOSK = ("s:", "k:", pack_menu(Menu.HELP), pack_menu(Menu.SURVEY))
"""What the buttons carry that a kiosk keeps; the others would lead out of it."""
_PAUSE = pack_menu(Menu.PAUSE)


def hosted_letter(turn: Turn, letter: Letter, words: Words) -> Letter:
    """The letter as it is shown there."""
    if turn.channel is Channel.PAPER:
        return _on_paper(turn, letter, words)
    if turn.receipt:
        return Letter(words("kiosk.thanks", receipt=turn.receipt), (_done(words),))
    if any(isinstance(event, TooYoung) for event in turn.events):
        return Letter(letter.text, (_done(words), (Button(words("button.help"), pack_menu(Menu.HELP)),)))
    return at_kiosk(letter, words)


def at_kiosk(letter: Letter, words: Words) -> Letter:
    """The letter without what would lead out of the kiosk; pausing is stopping there."""
    stop = Button(words("kiosk.button.stop"), pack_kiosk(Step.STOP))
    rows = (tuple(stop if each.data == _PAUSE else each for each in row) for row in letter.buttons)
    kept = (tuple(each for each in row if each is stop or each.data.startswith(_AT_KIOSK)) for row in rows)
    return replace(letter, buttons=tuple(filter(None, kept)))


def _on_paper(turn: Turn, letter: Letter, words: Words) -> Letter:
    if turn.entered:
        return next_sheet_letter(words, "sheet.entered")
    if any(isinstance(event, TooYoung) for event in turn.events):
        return next_sheet_letter(words, "sheet.too_young")
    drop = Button(words("sheet.button.drop"), pack_work(Work.SHEET_DROP))
    rows = tuple(tuple(drop if each.data == _PAUSE else each for each in row) for row in letter.buttons)
    return replace(letter, buttons=rows)


def _done(words: Words) -> tuple[Button, ...]:
    return (Button(words("kiosk.button.done"), pack_kiosk(Step.DONE)),)

"""The buttons under an open question: its answers, the ways past it, and what is always there."""

from collections.abc import Iterator
from datetime import timedelta

from delivery.message import Button
from delivery.plain_text import plain
from handlers.callbacks import Menu, pack_menu
from handlers.survey_screen import Row, Rows, SurveyScreen
from survey.bounds import day_bounds
from survey.engine import progress
from survey.events import Action
from survey.numbers import on_scale
from survey.order import asks
from survey.questionnaire import Choice, Kind, Question
from survey.shuffle import shown_choices
from survey.ticks import TICKED
from survey.wording import written_day, written_number

_SHORT_LABEL = 14
"""Labels up to this long stand two in a row, with a tick before them too."""
_NUMBERS_IN_A_ROW = 8


def answer_rows(screen: SurveyScreen) -> Rows:
    """What can be answered with a tap."""
    if screen.question.kind is Kind.RANGE:
        return _number_rows(screen)
    if screen.question.kind is Kind.DATE:
        return tuple(_day_rows(screen))
    return _choice_rows(screen)


def way_rows(screen: SurveyScreen) -> Rows:
    """The ways past a question: done, keep the answer it has, or one way not to answer."""
    question = screen.question
    ways: list[tuple[Action, str]] = []
    if question.kind in TICKED:
        ways.append((Action.DONE, "survey.button.done"))
    if not asks(question):
        ways.append((Action.NEXT, "survey.button.next"))
    elif question.name in screen.session.answers:
        ways.append((Action.NEXT, "survey.button.keep"))
    ways += _unanswered(question)
    buttons = [screen.button(key, action, question.name) for action, key in ways]
    if any(len(button.label) > _SHORT_LABEL for button in buttons):
        return tuple((button,) for button in buttons)
    return (screen.as_read(buttons),) if buttons else ()


def always_rows(screen: SurveyScreen) -> Rows:
    """What stands under every question: back, pause, help."""
    row = [Button(screen.words("survey.button.pause"), pack_menu(Menu.PAUSE))]
    position = screen.session.position
    if progress(screen.questionnaire, screen.session).number > 1 or position.editing or position.other:
        row.insert(0, screen.button("survey.button.back", Action.BACK, position.question))
    return (screen.as_read(row), screen.help_row())


def yes_row(screen: SurveyScreen, choice: Choice) -> Row:
    """The one button that says yes to what we took somebody to mean."""
    label = plain(screen.words("survey.button.yes", option=screen.label(choice.label)))
    return (screen.labelled(label, Action.CHOOSE, screen.question.name, choice.name),)


def _choice_rows(screen: SurveyScreen) -> Rows:
    """The options in their order, two short ones side by side; a tick never moves them."""
    rows: list[list[Button]] = []
    room = False
    for choice in shown_choices(screen.question, screen.session.draw):
        short = len(screen.label(choice.label)) <= _SHORT_LABEL
        button = _choice_button(screen, choice)
        if short and room:
            rows[-1].append(button)
        else:
            rows.append([button])
        room = short and len(rows[-1]) == 1
    return tuple(map(screen.as_read, rows))


def _choice_button(screen: SurveyScreen, choice: Choice) -> Button:
    """An option with its tick, or with its place in a rank. A button has no markup."""
    label, selected = screen.label(choice.label), screen.session.position.selected
    if choice.name in selected and screen.question.kind is Kind.RANK:
        label = plain(screen.words("survey.ranked", place=selected.index(choice.name) + 1, option=label))
    elif choice.name in selected:
        label = plain(screen.words("survey.ticked", option=label))
    return screen.labelled(label, Action.CHOOSE, screen.question.name, choice.name)


def _number_rows(screen: SurveyScreen) -> Rows:
    """The numbers of a range in rows as even as can be, the low end where reading starts."""
    question, language = screen.question, screen.words.language
    numbers = on_scale(question.scale)
    buttons = [
        screen.labelled(written_number(number, language), Action.CHOOSE, question.name, number) for number in numbers
    ]
    rows = -(-len(buttons) // _NUMBERS_IN_A_ROW)
    width = -(-len(buttons) // rows) if rows else 1
    return tuple(screen.as_read(buttons[at : at + width]) for at in range(0, len(buttons), width))


def _day_rows(screen: SurveyScreen) -> Iterator[Row]:
    """Today and yesterday, where they can be answered."""
    first, last = day_bounds(screen.question, screen.today)
    for key, day in (
        ("survey.button.today", screen.today),
        ("survey.button.yesterday", screen.today - timedelta(days=1)),
    ):
        if first <= day <= last:
            label = plain(screen.words(key, date=written_day(day.isoformat(), screen.words.language)))
            yield (screen.labelled(label, Action.CHOOSE, screen.question.name, day.isoformat()),)


def _unanswered(question: Question) -> list[tuple[Action, str]]:
    """How not to answer. One button is enough: free text is skipped, a choice is declined."""
    if not asks(question):
        return []
    if question.prefer_not and (question.required or question.kind is not Kind.TEXT):
        return [(Action.PREFER_NOT, "survey.button.prefer_not")]
    return [] if question.required else [(Action.SKIP, "survey.button.skip")]

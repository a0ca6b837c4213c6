"""The screens around the survey, as letters: words and buttons, nothing decided."""

from collections.abc import Sequence
from dataclasses import replace

from delivery.message import Button, Letter
from handlers.callbacks import Menu, pack_language, pack_menu
from localization.catalogue import Catalogues, Words


def welcome_letter(words: Words) -> Letter:
    """The first screen: what this is, what becomes of the answers, what it is not."""
    return Letter(
        words("start.welcome"),
        (
            _row(words, "button.survey", Menu.SURVEY),
            _row(words, "button.promises", Menu.PROMISES),
            _row(words, "button.follow", Menu.FOLLOW),
            _row(words, "button.language", Menu.LANGUAGE),
            _row(words, "button.privacy", Menu.PRIVACY),
            help_row(words),
        ),
    )


def help_row(words: Words) -> tuple[Button, ...]:
    """What stands under every screen: nobody who needs help has to look for it."""
    return _row(words, "button.help", Menu.HELP)


def with_help(words: Words, *letters: Letter) -> Sequence[Letter]:
    """The letters, with the way to help under the last of them."""
    *before, last = letters
    return (*before, replace(last, buttons=(*last.buttons, help_row(words))))


def language_letter(words: Words, catalogues: Catalogues) -> Letter:
    """Choose a language, each under its own name; which of them are drafts is said."""
    rows = tuple((Button(catalogues.own_name(code), pack_language(code)),) for code in catalogues.languages)
    drafts = [words("language.drafts")] if catalogues.drafts else []
    return Letter("\n\n".join((words("language.choose"), *drafts)), (*rows, help_row(words)))


def thanks_letter(receipt: str, words: Words) -> Letter:
    """The end of the survey, with the receipt."""
    return Letter(
        words("survey.thanks", receipt=receipt),
        (_row(words, "button.follow", Menu.FOLLOW), _row(words, "button.promises", Menu.PROMISES), help_row(words)),
    )


def answered_letter(words: Words) -> Letter:
    """This round was already answered."""
    return Letter(words("survey.answered"), (_row(words, "button.promises", Menu.PROMISES), help_row(words)))


def no_survey_letter(words: Words) -> Letter:
    """No survey is open."""
    return Letter(
        words("survey.none_open"),
        (_row(words, "button.survey", Menu.SURVEY), help_row(words)),
    )


def too_young_letter(words: Words) -> Letter:
    """For a child under 13: nothing is kept, and somebody to talk to."""
    return Letter(words("survey.too_young"), (help_row(words),))


def back_to_survey_row(words: Words) -> tuple[Button, ...]:
    """The button that shows the open question again."""
    return _row(words, "button.back_to_survey", Menu.SURVEY)


def forget_letter(words: Words) -> Letter:
    """Ask once before everything goes."""
    return Letter(words("forget.ask"), (_row(words, "button.forget_now", Menu.FORGET_NOW), help_row(words)))


def _button(words: Words, key: str, menu: Menu) -> Button:
    return Button(words(key), pack_menu(menu))


def _row(words: Words, key: str, menu: Menu) -> tuple[Button, ...]:
    return (_button(words, key, menu),)

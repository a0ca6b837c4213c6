"""What is kept and for how long, who reads it and what anybody may demand, composed from the facts."""

from collections.abc import Iterator, Sequence

from delivery.message import Button, Letter
from handlers.callbacks import Menu, pack_menu
from handlers.receipt_view import letters
from handlers.screens import help_row
from localization.catalogue import Words
from localization.labels import in_language
from people.privacy import Kept, Privacy


def privacy_letters(privacy: Privacy, words: Words) -> Sequence[Letter]:
    """The whole page, and the way to be forgotten."""
    controller = privacy.controller
    who = {
        "name": in_language(controller.name, words.language),
        "contact": controller.contact,
        "basis": in_language(controller.legal_basis, words.language),
    }
    blocks = [
        words("privacy.kept"),
        words("privacy.dialogues"),
        "\n".join((words("privacy.how_long"), *_how_long(privacy, words), words("privacy.how_long.rest"))),
        words("privacy.readers"),
        words("privacy.telegram"),
        words("privacy.rights"),
        words("privacy.forget"),
        words("privacy.who", **who),
    ]
    return letters(blocks, ((Button(words("button.forget"), pack_menu(Menu.FORGET)),), help_row(words)))


def _how_long(privacy: Privacy, words: Words) -> Iterator[str]:
    for kept in Kept:
        rule = privacy.decided(kept)
        what = words(f"privacy.what.{kept}")
        if rule:
            key = "privacy.days.dialogue" if kept is Kept.PANEL_QUESTIONS else "privacy.days"
            yield words(key, what=what, days=rule.days, decision=rule.decision)
        else:
            yield words("privacy.undecided", what=what)

"""What is said around the questions: pausing, being reminded, and what a survey came to in the end."""

from delivery.message import Button, Letter
from handlers.callbacks import Menu, pack_menu
from handlers.screens import help_row
from localization.catalogue import Words
from localization.labels import listed
from survey.turn import Turn
from survey.wording import shortened

QUOTE = 300
"""Characters of kept words shown again."""


def changed_letter(words: Words) -> Letter:
    """A response that was submitted before has been sent again."""
    return Letter(words("survey.changed"), (_row(words, "button.promises", Menu.PROMISES), help_row(words)))


def expired_letter(words: Words) -> Letter:
    """What was begun was left for too long."""
    return Letter(words("survey.expired"), (_row(words, "survey.button.anew", Menu.ANEW), help_row(words)))


def saved_notice(turn: Turn, words: Words) -> str:
    """What was kept of words the person wrote, and what was hidden in them; nothing where none were kept."""
    text = turn.recorded.answer.text if turn.recorded else None
    if text is None:
        return ""
    saved = words("survey.saved", text=shortened(text, QUOTE))
    hidden = listed((words(f"hidden.{kind.name.lower()}") for kind in turn.hidden), words.language)
    return f"{saved}\n{words('survey.hidden', what=hidden)}" if hidden else saved


def paused_letter(turn: Turn, words: Words) -> Letter:
    """Leaving for now: what stays, for how long, and whether we may remind the person."""
    go_on = _row(words, "survey.button.continue", Menu.SURVEY)
    if turn.changing:
        return Letter(paused_text(turn, words), (go_on, help_row(words)))
    if turn.remind_at:
        texts, answer = "reminder.already", _row(words, "reminder.button.take_back", Menu.NO_REMINDER)
    else:
        yes, no = (
            _button(words, "reminder.button.yes", Menu.REMIND),
            _button(words, "reminder.button.no", Menu.NO_REMINDER),
        )
        texts, answer = "reminder.ask", (no, yes) if words.right_to_left else (yes, no)
    text = f"{paused_text(turn, words)}\n\n{words(texts)}"
    return Letter(text, (answer, go_on, help_row(words)))


def paused_text(turn: Turn, words: Words) -> str:
    """What stays of an open survey that is left for now."""
    if turn.changing:
        return words("survey.paused.changing")
    return words("survey.paused" if turn.session and turn.session.answers else "survey.paused.unanswered")


def will_remind_letter(words: Words) -> Letter:
    """The person said yes; it can be taken back."""
    rows = (
        _row(words, "reminder.button.take_back", Menu.NO_REMINDER),
        _row(words, "survey.button.continue", Menu.SURVEY),
        help_row(words),
    )
    return Letter(words("reminder.yes"), rows)


def will_not_remind_letter(turn: Turn, words: Words) -> Letter:
    """The person said no, or took it back."""
    rows = (_row(words, "survey.button.continue", Menu.SURVEY),) if turn.unfinished else ()
    return Letter(words("reminder.no"), (*rows, help_row(words)))


def stopped_all_letter(turn: Turn, words: Words, *, was_following: bool) -> Letter:
    """Everything that came to an end when somebody wrote "stop". `turn` is what was open before it."""
    lines = [words("follow.stopped" if was_following else "follow.was_not")]
    lines += [paused_text(turn, words)] if turn.unfinished else []
    lines += [words("reminder.no")] if turn.remind_at else []
    go_on = (_row(words, "survey.button.continue", Menu.SURVEY),) if turn.unfinished else ()
    return Letter("\n\n".join(lines), (*go_on, _row(words, "button.follow", Menu.FOLLOW), help_row(words)))


def _row(words: Words, key: str, menu: Menu) -> tuple[Button, ...]:
    return (_button(words, key, menu),)


def _button(words: Words, key: str, menu: Menu) -> Button:
    return Button(words(key), pack_menu(menu))

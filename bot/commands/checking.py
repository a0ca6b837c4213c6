"""`check` and `play`: look before you go live."""

from datetime import UTC, datetime

from bot.commands.words import CommandError
from bot.content import ContentError, read_content
from bot.doubts import doubts
from bot.settings import SettingsError, read_settings
from survey.player import Player


def check() -> None:
    """Check settings and content; every problem at once, with file, line and column."""
    problems: list[str] = []
    try:
        settings = read_settings()
    except SettingsError as error:
        problems += error.problems
        folder = None
    else:
        folder = settings.content_dir
    if folder is not None:
        try:
            content = read_content(folder)
        except ContentError as error:
            problems += error.problems
        else:
            today = datetime.now(UTC).date()
            for doubt in doubts(content, today):
                print(f"to check by a person: {doubt}")
    if problems:
        raise CommandError("\n".join(problems))
    print("Settings and content are in order.")


def play(*, language: str = "sv") -> None:
    """Walk through the questionnaire in the terminal. Nothing is stored.

    Args:
        language: Which of the questionnaire's languages.
    """
    settings = read_settings()
    questionnaire = read_content(settings.content_dir).questionnaire
    if language not in questionnaire.languages:
        known = ", ".join(questionnaire.languages)
        raise CommandError(f"language: the questionnaire is in {known}, not in {language}")
    today = datetime.now(settings.timezone).date()
    Player(questionnaire, language, read=input, write=print, today=today).play()

"""`lofteskollen` and `python -m bot`. Without a word: the bot where BOT_TOKEN is set, else the rehearsal."""

import sys

from bot.commands.words import main as run_words
from bot.settings import SettingsError, read_settings


def main() -> None:
    """Run the words of the command line and leave with their exit code."""
    sys.exit(run_words(sys.argv[1:] or _default_words()))


def _default_words() -> list[str]:
    try:
        return ["run"] if read_settings().bot_token else ["rehearse"]
    except SettingsError:
        return ["check"]  # it tells what is wrong


if __name__ == "__main__":
    main()

"""The words an operator types: `lofteskollen run`, `lofteskollen check` and the rest."""

import sys

import cyclopts

from bot.content import ContentError
from bot.log import name_and_place
from bot.settings import SettingsError
from storage.errors import StorageError

DONE, PROBLEM, USAGE = 0, 1, 2


class CommandError(Exception):
    """The command cannot do what was asked; the message says why."""


def command_line() -> cyclopts.App:
    """The command with its words. Each word's module is imported when the word is used, for Telegram takes seconds."""
    app = cyclopts.App(
        name="lofteskollen", help="Listen to residents; show what became of the promise.", version_flags=[]
    )
    for word, (module, function) in WORDS.items():
        app.command(f"bot.commands.{module}:{function}", name=word)
    return app


WORDS = {
    "run": ("running", "run"),
    "rehearse": ("rehearsing", "rehearse"),
    "check": ("checking", "check"),
    "play": ("checking", "play"),
    "export": ("data", "export"),
    "import-xlsform": ("spreadsheet", "import_xlsform"),
    "export-xlsform": ("spreadsheet", "export_xlsform"),
    "report": ("reporting", "report"),
    "sample": ("data", "sample"),
    "migrate": ("data", "migrate"),
    "backup": ("copies", "backup"),
    "restore": ("copies", "restore"),
    "rotate-key": ("keys", "rotate_key"),
    "digest": ("telling", "digest"),
    "progress": ("telling", "progress"),
    "invite": ("staffing", "invite"),
    "paper": ("paper", "paper"),
    "verify-audit": ("staffing", "verify_audit"),
}


def explain(error: Exception) -> list[str]:
    """One line a problem, fit for an operator."""
    if isinstance(error, (SettingsError, ContentError)):
        return error.problems
    if isinstance(error, (StorageError, CommandError, OSError)):
        return [str(error)]
    return [f"this should not have happened, please report it: {name_and_place(error)}"]


def main(arguments: list[str]) -> int:
    """Run the words given; returns the exit code: 0 done, 1 a problem explained on standard error, 2 wrong usage."""
    try:
        command_line()(arguments, exit_on_error=False, print_error=True, result_action="return_value")
    except cyclopts.CycloptsError:
        return USAGE
    except KeyboardInterrupt:
        return PROBLEM
    except Exception as error:  # noqa: BLE001 - the last resort: an operator gets a line, never a traceback
        for line in explain(error):
            print(line, file=sys.stderr)
        return PROBLEM
    return DONE

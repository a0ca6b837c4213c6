"""`import-xlsform` and `export-xlsform`: questionnaires as spreadsheets, in the form of ODK and KoboToolbox."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.commands.words import CommandError
from bot.settings import read_settings
from localization.catalogue import Catalogues
from survey.definition import read_questionnaire
from survey.definition_writer import written
from survey.errors import SurveyError

_OTHER = "spreadsheet.other"
_NEEDED = ("openpyxl", "lark")
"""What comes with pyxform and is used here."""
_HOW_TO_GET_IT = "spreadsheets need pyxform, which is missing here: make install, or pip install 'pyxform>=4.5,<5'"


def import_xlsform(file: Path, /, *, output: Path) -> None:
    """Make a questionnaire of an XLSForm workbook. What cannot be carried over is told with its cell.

    Args:
        file: The workbook (.xlsx).
        output: The questionnaire's file (.yaml); an existing one is replaced.
    """
    with _explained():
        from survey.xlsform.reading import read_xlsform  # noqa: PLC0415 - an extra that need not be installed

        questionnaire = read_xlsform(file, _words_for_other)
    with _replaced(output) as beside:
        beside.write_text(written(questionnaire), encoding="utf-8")
    print(f"{len(questionnaire.questions)} questions and notes written to {output}")


def export_xlsform(*, output: Path) -> None:
    """Write the questionnaire as an XLSForm workbook. Importing it again gives the same questionnaire.

    Args:
        output: The workbook (.xlsx); an existing one is replaced.
    """
    with _explained():
        from survey.xlsform.writing import write_xlsform  # noqa: PLC0415 - as above

        questionnaire = read_questionnaire(read_settings().content_dir / "questionnaire.yaml")
        with _replaced(output) as beside:
            write_xlsform(questionnaire, beside)
    print(f"{len(questionnaire.questions)} questions and notes written to {output}")


def _words_for_other(language: str) -> str | None:
    catalogues = Catalogues()
    return catalogues.words(language)(_OTHER) if language in catalogues.languages else None


@contextmanager
def _explained() -> Iterator[None]:
    """Problems of the workbook, and the lack of what reads it, as the operator is told them."""
    try:
        yield
    except SurveyError as error:
        raise CommandError(str(error)) from error
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _NEEDED:
            raise
        raise CommandError(_HOW_TO_GET_IT) from error


@contextmanager
def _replaced(path: Path) -> Iterator[Path]:
    """A path beside this one; the file written there takes its place once it is whole."""
    if not path.parent.is_dir():
        raise CommandError(f"{path.parent}: there is no such folder")
    beside = path.with_name(f".{path.name}.part")
    try:
        yield beside
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)

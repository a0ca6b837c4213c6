"""`paper`: the questionnaire for those who have no Telegram."""

from pathlib import Path

from bot.commands.words import CommandError
from bot.content import read_content
from bot.settings import read_settings
from fieldwork.paper import sheet_html


def paper(*, output: Path, language: str = "sv") -> None:
    """Write the questionnaire as one HTML page that prints on at most two sides of A4.

    Args:
        output: The file to write, such as enkat.html.
        language: Its language, by its code.
    """
    content = read_content(read_settings().content_dir)
    known = content.catalogues.languages
    if language not in known:
        raise CommandError(f"--language: there is no {language}; the languages are {', '.join(known)}")
    page = sheet_html(content.questionnaire, content.catalogues.words(language), content.help_lines, content.privacy)
    try:
        output.write_text(page, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"--output: cannot be written: {error.strerror}") from None
    print(f"{output}: open it in a browser and print it on both sides of one sheet")

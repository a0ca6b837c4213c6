from collections.abc import Callable
from pathlib import Path

import pytest

WriteCatalogue = Callable[[str, str], Path]

SWEDISH = """
msgid "greeting"
msgstr "Hej {name}!"

msgid "only.swedish"
msgstr "Bara på svenska"

msgid "answers"
msgid_plural "answers"
msgstr[0] "{count} svar om {topic}"
msgstr[1] "{count} svar sammanlagt om {topic}"
"""


@pytest.fixture
def write_catalogue(tmp_path: Path) -> WriteCatalogue:
    def write(language: str, entries: str) -> Path:
        path = tmp_path / f"{language}.po"
        path.write_text(entries, encoding="utf-8")
        return path

    write("sv", SWEDISH)
    return write

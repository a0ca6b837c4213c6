"""What is shipped, read once in a process, and a copy of it that is read in a moment."""

import shutil
from functools import cache
from pathlib import Path

from bot.content import Content, read_content
from localization.catalogue import Catalogues

SANDVIKEN = Path(__file__).parents[1] / "content" / "sandviken"
CATALOGUES = Catalogues()

_FEW_WORDS = """\
language: sv
reviewed: false
before_places: [i]
between: [bara]
lists:
  - name: someone
    words: [han, hon]
not: [vill inte dö]
story: [i spelet]
self_harm: [vill dö]
school_threat: [bomb i skolan]
sexual: [tafsar på mig]
recruited: [tvingas sälja]
crime_now: [står här med kniv]
violence: [<someone> slår mig]
suspect: [<Name> säljer knark]
"""


@cache
def shipped() -> Content:
    """Sandviken's content."""
    return read_content(SANDVIKEN)


def with_few_words(folder: Path) -> Path:
    """A copy of Sandviken's content whose word lists are short, where a test is not about what they notice.

    They are thirteen thousand phrases, and reading those is most of reading the content.
    """
    shutil.copytree(SANDVIKEN, folder, ignore=shutil.ignore_patterns("concerns"))
    (folder / "concerns").mkdir()
    (folder / "concerns" / "sv.yaml").write_text(_FEW_WORDS, encoding="utf-8")
    return folder

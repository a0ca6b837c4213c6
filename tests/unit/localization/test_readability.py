"""Everything Swedish that people read is easy to read, and the easy Swedish is easier."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from localization.catalogue import CATALOGUES
from localization.po_file import read_file
from tests.readability import lix, words_in

pytestmark = pytest.mark.no_cover  # the same lines again and again, and counting them takes longer than running them

CONTENT = Path(__file__).parents[3] / "content" / "sandviken"
LIMITS = {"sv": 35, "sv_simple": 25}
LONG_ENOUGH = 20
"""Words under which the measure says little: one long word more or less decides it."""


def catalogue(language: str) -> Iterator[tuple[str, str]]:
    for message in read_file(CATALOGUES / f"{language}.po"):
        key = message.id if isinstance(message.id, str) else message.id[0]
        forms = (message.string,) if isinstance(message.string, str) else message.string or ()
        yield from ((key, form) for form in forms if key and not key.startswith("said."))


def content(node: Any, language: str, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, Mapping):
        if isinstance(node.get(language), str):
            yield path, node[language]
        for key, value in node.items():
            yield from content(value, language, f"{path}/{key}")
    elif isinstance(node, list):
        for at, value in enumerate(node):
            yield from content(value, language, f"{path}/{at}")


def texts(language: str) -> list[tuple[str, str]]:
    files = sorted(CONTENT.glob("*.yaml"))
    loaded = ((path.stem, YAML(typ="safe").load(path.read_text(encoding="utf-8"))) for path in files)
    return [*catalogue(language), *(found for name, node in loaded for found in content(node, language, name))]


@pytest.mark.parametrize("language", LIMITS)
def test_all_of_it_together_is_easy(language: str) -> None:
    everything = ".\n".join(text for _, text in texts(language))
    assert words_in(everything) > 2000
    assert lix(everything) <= LIMITS[language]


@pytest.mark.parametrize("language", LIMITS)
def test_so_is_each_text_long_enough_to_measure(language: str) -> None:
    hard = {key: round(lix(text)) for key, text in texts(language) if words_in(text) >= LONG_ENOUGH}
    assert {key: found for key, found in hard.items() if found > LIMITS[language]} == {}


def test_the_measure_tells_a_hard_text_from_an_easy_one() -> None:
    assert lix("Hej. Vad heter du? Jag bor här.") < 15
    assert lix("Kommunfullmäktige beslutade enhälligt om remissbehandling av samverkansöverenskommelsen.") > 60

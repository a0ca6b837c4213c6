"""Catalogue files: gettext `.po`, where the msgid is the key and Swedish is a translation like the others."""

import gettext
import io
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from localization.errors import LocalizationError

_REVIEWED_BY = re.compile(r"^# Reviewed by:(.*)$", re.MULTILINE)


def read_file(path: Path) -> Catalog:
    """The catalogue without what is not translated yet (empty, fuzzy, or a plural that lacks a form).

    Raises:
        LocalizationError: the file is no catalogue, or its name is no language.
    """
    try:
        Locale.parse(path.stem)
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.stem, abort_invalid=True)
    except (PoFileError, UnknownLocaleError, ValueError) as error:
        raise LocalizationError(f"{path}: {error}") from error
    for message in [message for message in catalogue if message.id and not _translated(message)]:
        catalogue.delete(message.id, message.context)
    return catalogue


def is_draft(catalogue: Catalog) -> bool:
    """Whether no native speaker has read it yet; one who has puts their name beside `# Reviewed by:` in its head."""
    reviewer = _REVIEWED_BY.search(catalogue.header_comment)
    return reviewer is None or not reviewer[1].strip()


def compiled(catalogue: Catalog) -> gettext.GNUTranslations:
    """The catalogue in the form gettext looks things up in."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    file.seek(0)
    return gettext.GNUTranslations(file)


def departures(catalogue: Catalog, source: Catalog) -> Iterator[str]:
    """What keeps a translation from standing in for the source, one sentence a problem.

    A key the source has no words for, a broken placeholder, or a placeholder the source does not fill.
    """
    for message in catalogue:
        if message.id:
            original = source.get(_key(message))
            yield from (f"{_key(message)}: {problem}" for problem in _departures(message, original))


def _departures(message: Message, original: Message | None) -> Iterator[str]:
    if original is None:
        yield "there are no Swedish words for this key"
        return
    try:
        strange = _placeholders(message) - _placeholders(original)
    except ValueError as error:
        yield str(error)
        return
    yield from (f"{{{name}}} is not in the Swedish words" for name in sorted(strange))


def _placeholders(message: Message) -> set[str]:
    names = {name for sentence in _sentences(message) for _, name, _, _ in Formatter().parse(sentence)}
    return {name for name in names if name is not None}


def _translated(message: Message) -> bool:
    return bool(message.string) and all(_sentences(message)) and not message.fuzzy


def _sentences(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]

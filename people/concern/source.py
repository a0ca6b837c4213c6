"""Reads the word lists, a file a language, and tells every problem of every file at once."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from localization.content_fields import read_name
from localization.source import Problem, Value, read_source
from people.concern.category import Category
from people.concern.concerns import Concerns
from people.concern.language import LanguageConcerns, Spelling
from people.concern.notation import Notation, forget_words, one_of
from people.concern.phrase import MOST_TIMES, Part, Repeat, Run
from people.concern.phrase_book import PhraseBook
from people.concern.signs import Names, signs
from people.concern.words import fold
from people.errors import ConcernFileErrors, UnclearPhrase

_CATEGORIES = tuple(category.value for category in Category)
_KEYS = ("language", "reviewed", "not", "story", *_CATEGORIES)
_OPTIONAL_KEYS = ("reviewed_by", "joined", "prefixes", "before_places", "no_names", "between", "lists")


def read_concerns(folder: Path) -> Concerns:
    """The lists of every language in the folder.

    Raises:
        ConcernFileErrors: files have problems; it carries them all.
    """
    problems: list[Problem] = []
    languages = tuple(_language(path, problems) for path in sorted(folder.glob("*.yaml")))
    forget_words()
    if not languages:
        problems.append(Problem(str(folder), 1, 1, "there is no word list in this folder, such as sv.yaml"))
    if problems:
        raise ConcernFileErrors(problems)
    return Concerns(languages)


def _language(path: Path, problems: list[Problem]) -> LanguageConcerns:
    fields = read_source(path, problems).record(_KEYS, _OPTIONAL_KEYS)
    names = Names(_folded(fields["before_places"]), _folded(fields["no_names"]))
    notation = _notation(fields["between"], fields["lists"], signs(names))
    return LanguageConcerns(
        language=_code(fields["language"], path),
        reviewed_by=_reviewer(fields["reviewed"], fields["reviewed_by"]),
        spelling=Spelling(_folded(fields["joined"]), tuple(sorted(_folded(fields["prefixes"])))),
        concerns=PhraseBook(
            (category, run) for category in Category for run in _some_phrases(fields[category.value], notation)
        ),
        cancelling=PhraseBook((None, run) for run in _phrases(fields["not"].lines(), notation)),
        stories=PhraseBook((None, run) for run in _phrases(fields["story"].lines(), notation)),
    )


def _code(value: Value, path: Path) -> str:
    code = value.text()
    if code != path.stem:
        value.problem(f'the file of the language "{code}" is called {code}.yaml')
    return code


def _reviewer(reviewed: Value, by: Value) -> str | None:
    name = by.text() if by.present else None
    if reviewed.flag() and name is None:
        reviewed.problem("who has reviewed it is missing: reviewed_by")
    return name if reviewed.flag() else None


def _folded(value: Value) -> frozenset[str]:
    return frozenset(fold(item.text()) for item in value.items())


def _notation(between: Value, lists: Value, known: Mapping[str, Part]) -> Notation:
    """What the phrases of the file can refer to. A list may use those above it."""
    small_words = one_of(_phrases(between.lines(), Notation(known)))
    notation = Notation(known, Repeat(small_words, MOST_TIMES))
    for item in lists.items():
        fields = item.record(("name", "words"))
        name = read_name(fields["name"])
        if name in notation.lists:
            fields["name"].problem(f'"{name}" is here twice')
        words = one_of(_some_phrases(fields["words"], notation))
        notation = replace(notation, lists={**notation.lists, name: words})
    return notation


def _some_phrases(value: Value, notation: Notation) -> list[Run]:
    items = value.lines()
    if not items:
        value.problem("there is at least one phrase")
    return _phrases(items, notation)


def _phrases(items: list[Value], notation: Notation) -> list[Run]:
    phrases: list[Run] = []
    written: set[str] = set()
    for item in items:
        words = item.text()
        if words in written:
            item.problem("this phrase is here twice")
        written.add(words)
        phrases.extend(_phrase(item, words, notation))
    return phrases


def _phrase(value: Value, words: str, notation: Notation) -> list[Run]:
    try:
        return [notation.read(words)] if words else []
    except UnclearPhrase as error:
        value.problem(str(error))
        return []

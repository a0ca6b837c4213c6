"""Words in several languages, from their columns."""

from collections.abc import Sequence

from survey.xlsform.columns import Row, Table, language_name
from survey.xlsform.errors import CellProblem, Place
from survey.xlsform.tree import Data, Tree


def spoken(row: Row, word: str, languages: Sequence[str], tree: Tree) -> Data:
    """What the row says in each language; an empty cell is told by whoever reads it.

    A column that is not there has been told already, so something of its own stands in for its words.
    """
    cells = row.words(word)
    place = next((cell.place for cell in cells.values() if cell.text), row.start)
    words: dict[str, Data] = {}
    for language in languages:
        cell = cells.get(language)
        words[language] = tree.node(cell.text, cell.place) if cell else f"{row.number} {language}"
    return tree.node(words, place)


def says(row: Row, word: str) -> bool:
    """Whether the row says anything in any language."""
    return any(cell.text for cell in row.words(word).values())


def languages_of(survey: Table, choices: Table | None) -> tuple[str, ...]:
    """The languages of the labels, in the order of their columns."""
    codes = [*survey.languages("label"), *(choices.languages("label") if choices else ())]
    return tuple(dict.fromkeys(codes))


def missing_columns(table: Table, words: Sequence[str], languages: Sequence[str], start: Place) -> list[CellProblem]:
    """A problem for each language that has no column of a word that has one in others."""
    problems: list[CellProblem] = []
    for word in words:
        spoken_in = table.languages(word)
        place = next((column.place for column in table.columns if column.word == word), start)
        problems += [
            CellProblem(place, f"there is no column {word}::{language_name(language)}")
            for language in languages
            if language not in spoken_in
        ]
    return problems

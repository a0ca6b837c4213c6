"""Reads a phrase as people write it in the lists: `vill dö`, `(slår|sparkar) ... mig`, `själv*`.

The notation is explained to those who write the lists in `README.md` beside them.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from people.concern.phrase import MOST_TIMES, AnyWord, Choice, Gap, Literal, Part, Repeat, Run
from people.concern.words import fold, is_word
from people.errors import UnclearPhrase

_PIECE = re.compile(
    r"\s*(?:(\(|\)[?*]?|\||<\w+>[?*]?|\.\.\.|_\??(?=[\s)|]|$)|\*?[^\s()|<>*?]+\*?\??(?=[\s()|]|$))|(\S))"
)
_NOTHING = Repeat(Literal(), MOST_TIMES)
_NOT_OF_A_WORD = frozenset("(._<")
"""What pieces begin with that are no words."""
_FEW = 8
_LEAST_LETTERS = 2
"""Of a beginning or an ending."""


@dataclass(frozen=True, slots=True)
class Notation:
    """What a phrase can refer to: the named lists, and what may stand between any two words, such as small ones."""

    lists: Mapping[str, Part]
    between: Part = _NOTHING

    def read(self, written: str) -> Run:
        """The phrase.

        Raises:
            UnclearPhrase: it is not written as the notation says; the message tells what is wrong.
        """
        run, closed_by = self._run(_pieces(written))
        if closed_by:
            raise UnclearPhrase(f'"{closed_by}" has no "(" before it')
        if not run.parts or not list(run.parts[0].openings()):
            raise UnclearPhrase("a phrase begins with a word that must be there")
        if isinstance(run.parts[-1], Gap):
            raise UnclearPhrase("a phrase does not end with ...")
        return run

    def _run(self, pieces: Iterator[str]) -> tuple[Run, str]:
        """The parts up to `|`, a `)` or the end, and which of them it was."""
        parts: list[Part] = []
        for piece in pieces:
            if piece in {"|", ")", ")?", ")*"}:
                return Run(tuple(parts)), piece
            if parts:
                parts.append(self.between)
            parts.append(self._part(piece, pieces))
        return Run(tuple(parts)), ""

    def _part(self, piece: str, pieces: Iterator[str]) -> Part:
        if piece[0] not in _NOT_OF_A_WORD:
            return _word(piece)
        if piece == "(":
            return self._group(pieces)
        if piece == "...":
            return Gap()
        if piece.startswith("_"):
            return _as_often(AnyWord(), piece)
        if piece.startswith("<"):
            return _as_often(self._list(piece.strip("<>?*")), piece)
        return _word(piece)

    def _group(self, pieces: Iterator[str]) -> Part:
        runs: list[Run] = []
        closed_by = "|"
        while closed_by == "|":
            run, closed_by = self._run(pieces)
            if not run.parts:
                raise UnclearPhrase("there is nothing on one side of | or between ( and )")
            runs.append(run)
        if not closed_by:
            raise UnclearPhrase('a "(" is not closed')
        return _as_often(one_of(runs), closed_by)

    def _list(self, name: str) -> Part:
        if name not in self.lists:
            raise UnclearPhrase(f"<{name}> is no list above this line; known are {', '.join(self.lists)}")
        return self.lists[name]


def forget_words() -> None:
    """Once everything is read: what was remembered of words that come again is not needed any more."""
    _word.cache_clear()


def one_of(runs: list[Run]) -> Part:
    """Any of the runs; the single words among them are looked up at once."""
    single = [run.parts[0] for run in runs if len(run.parts) == 1]
    literals = [part for part in single if isinstance(part, Literal)]
    together = Literal(
        _gathered(word for literal in literals for word in literal.words),
        tuple(beginning for literal in literals for beginning in literal.beginnings),
        tuple(ending for literal in literals for ending in literal.endings),
    )
    if len(literals) == len(runs):
        return together
    longer = [run for run in runs if len(run.parts) > 1 or not isinstance(run.parts[0], Literal)]
    return Choice((together, *longer) if literals else tuple(longer))


def _gathered(words: Iterable[str]) -> Collection[str]:
    """The words, each once. Of a few a tuple is as quick, and takes a seventh of the memory."""
    once = frozenset(words)
    return once if len(once) > _FEW else tuple(sorted(once))


def _pieces(written: str) -> Iterator[str]:
    for piece, stray in _PIECE.findall(written):
        if stray:
            raise UnclearPhrase(f'"{stray}" is not understood where it stands')
        yield piece


@cache
def _word(written: str) -> Part:
    piece = written.rstrip("?")
    if piece != written:
        return _as_often(_word(piece), "?")
    letters = piece.strip("*")
    if not is_word(letters):
        raise UnclearPhrase(f'"{letters}" is not one word: leave out its signs, or write a space')
    folded = fold(letters)
    if letters != piece and len(folded) < _LEAST_LETTERS:
        raise UnclearPhrase(f'"{piece}" would be too many words: repeated letters count once')
    if piece.startswith("*"):
        return Literal(endings=(folded,))
    if piece.endswith("*"):
        return Literal(beginnings=(folded,))
    return Literal((folded,))


def _as_often(part: Part, written: str) -> Part:
    """Once; at most once where a `?` ends what is written; a few times or not at all with a `*`."""
    if written.endswith("*"):
        return Repeat(part, MOST_TIMES)
    return Repeat(part, 1) if written.endswith("?") else part

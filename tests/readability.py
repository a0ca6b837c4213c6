"""How hard a Swedish text is to read, by LIX (Björnsson 1968): words a sentence, plus long words of a hundred.

Under 25 is a children's book, 30 simple fiction, 40 a newspaper, 50 an official text.
"""

import re

_MARKUP = re.compile(r"<[^>]*>|\{[^}]*\}|https?://\S+|/[a-z]+\b")
_SENTENCE_ENDS = re.compile(r"[.!?:…]+(?=\s|$)|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONG = 6


def lix(text: str) -> float:
    """The readability index of a text; 0 for one without words. A line break ends a sentence, as on a screen."""
    plain = _MARKUP.sub(" ", text)
    words = _WORD.findall(plain)
    if not words:
        return 0.0
    sentences = sum(1 for part in _SENTENCE_ENDS.split(plain) if _WORD.search(part))
    return len(words) / max(sentences, 1) + 100 * sum(len(word) > _LONG for word in words) / len(words)


def words_in(text: str) -> int:
    """How many words a text has."""
    return len(_WORD.findall(_MARKUP.sub(" ", text)))

"""How the patterns of this package are put together."""


def one_of(*words: str) -> str:
    """A pattern for any of these words, which are separated by blanks; a word may itself be a pattern."""
    return f"(?:{'|'.join(' '.join(words).split())})"


def words(text: str) -> frozenset[str]:
    """The words of a text, which are separated by blanks."""
    return frozenset(text.split())

"""Languages as the web names them."""

from babel import Locale


def language_tag(language: str) -> str:
    """The tag of a language of ours as in BCP 47; easy Swedish is Swedish."""
    return language.partition("_")[0]


def direction(language: str) -> str:
    """Where a line begins: `ltr` or `rtl`."""
    return str(Locale.parse(language_tag(language)).text_direction)


def name_of(language: str, reader: str) -> str:
    """What the reader's language calls a language; its code where it has no word for it."""
    return str(Locale.parse(reader).languages.get(language_tag(language), language))

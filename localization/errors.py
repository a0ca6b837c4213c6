"""What can be wrong with the bot's words."""


class LocalizationError(Exception):
    """The bot's words cannot be read."""


class UnknownWords(LocalizationError):  # noqa: N818 - the docstring is the message, and the name says the same
    """A key is in no catalogue."""

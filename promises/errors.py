"""What can go wrong with a promise that is not a person's slip.

PromiseError
└── PromiseFileErrors
"""

from localization.source import FileErrors


class PromiseError(Exception):
    """The promise cannot be shown."""


class PromiseFileErrors(FileErrors, PromiseError):  # noqa: N818 - it carries several
    """A promise's file has problems; the message has a line for each."""

"""What can go wrong with what we know of people and of who helps them.

PeopleError
├── ConcernFileErrors
├── HelpLineFileErrors
├── PrivacyFileErrors
├── TagFileErrors
├── UnclearHours
└── UnclearPhrase
"""

from localization.source import FileErrors


class PeopleError(Exception):
    """Something about people cannot be read."""


class ConcernFileErrors(FileErrors, PeopleError):  # noqa: N818 - it carries several
    """The word lists have problems; the message has a line for each."""


class HelpLineFileErrors(FileErrors, PeopleError):  # noqa: N818 - it carries several
    """The file of help lines has problems; the message has a line for each."""


class PrivacyFileErrors(FileErrors, PeopleError):  # noqa: N818 - it carries several
    """The file of privacy facts has problems; the message has a line for each."""


class TagFileErrors(FileErrors, PeopleError):  # noqa: N818 - it carries several
    """The file of tags has problems; the message has a line for each."""


class UnclearHours(PeopleError):  # noqa: N818 - the docstring is the message, and the name says the same
    """Hours are written as `always`, or as `mon-thu 17:00-23:00, fri 17:00-02:00`."""


class UnclearPhrase(PeopleError):  # noqa: N818 - as above
    """A phrase of a word list is not written in the notation; the message tells what is wrong."""

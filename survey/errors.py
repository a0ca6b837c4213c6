"""What can go wrong in the survey that is not a person's answer.

SurveyError
├── DefinitionErrors
├── ForeignSession
└── UnreadableSession
"""

from localization.source import FileErrors


class SurveyError(Exception):
    """The survey cannot go on."""


class DefinitionErrors(FileErrors, SurveyError):  # noqa: N818 - it carries several
    """A questionnaire's file has problems; the message has a line for each."""


class ForeignSession(SurveyError):  # noqa: N818 - named for what it is, as the docstring says it
    """The session was begun on another questionnaire or version than the one given."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class UnreadableSession(SurveyError):  # noqa: N818 - as above
    """A stored position cannot be read back."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)

"""What can go wrong with what digests read.

DigestError
└── PopulationFileErrors
"""

from localization.source import FileErrors


class DigestError(Exception):
    """Something digests need cannot be read."""


class PopulationFileErrors(FileErrors, DigestError):  # noqa: N818 - it carries several
    """The file of population figures has problems; the message has a line for each."""

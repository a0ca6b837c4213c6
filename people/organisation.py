"""The two parties of a citizen promise."""

from enum import StrEnum


class Organisation(StrEnum):
    """Whom somebody on the staff works for, and who answers for a commitment."""

    MUNICIPALITY = "municipality"
    POLICE = "police"

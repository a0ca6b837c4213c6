"""What something written may be about, when it reads like distress or like a matter for the police."""

from enum import StrEnum


class Category(StrEnum):
    """The most serious first: of several in one text the first here is what the reply is about."""

    SELF_HARM = "self_harm"
    SCHOOL_THREAT = "school_threat"
    SEXUAL = "sexual"
    RECRUITED = "recruited"
    CRIME_NOW = "crime_now"
    VIOLENCE = "violence"
    SUSPECT = "suspect"

    @property
    def is_tip(self) -> bool:
        """Whether it belongs to the police and not here, and is not stored."""
        return self in {Category.CRIME_NOW, Category.SUSPECT}

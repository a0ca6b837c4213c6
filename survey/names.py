"""Names of questions and options: they go into buttons and into the export's column headers and cells."""

from localization.content_fields import read_new_name
from localization.source import Value

COLUMNS = (
    "response_id", "status", "survey", "version", "round", "language", "channel", "started_on", "submitted_on",
)  # fmt: skip
"""The export's own columns, which no question may be called."""

CELLS = ("prefer_not",)
"""What the export writes of its own into a question's column, which no option may be called."""


def read_question_name(value: Value, used: set[str]) -> str:
    """A question's name. Two underscores would read as one of the export's second columns."""
    name = read_new_name(value, used)
    if name in COLUMNS or "__" in name:
        value.problem(f'"{name}" is taken by the export')
    return name


def read_option_name(value: Value, used: set[str]) -> str:
    """An option's name."""
    name = read_new_name(value, used)
    if name in CELLS:
        value.problem(f'"{name}" is taken by the export')
    return name

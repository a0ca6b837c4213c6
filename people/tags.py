"""By which words staff sort what residents wrote: the organisation's own scheme, as checked data."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from localization.content_fields import read_languages, read_new_name
from localization.source import Problem, Value, read_source
from people.errors import TagFileErrors

LONGEST_LABEL = 20
"""Characters: what fits on a button of half a phone's width."""
MOST_TAGS = 20


@dataclass(frozen=True, slots=True)
class Tag:
    """One word of the scheme."""

    name: str
    label: Mapping[str, str]


def read_tags(path: Path) -> tuple[Tag, ...]:
    """The tags of a file in their order; none where there is no such file.

    Raises:
        TagFileErrors: the file has problems; it carries them all.
    """
    if not path.exists():
        return ()
    problems: list[Problem] = []
    fields = read_source(path, problems).record(required=("languages", "tags"))
    languages = read_languages(fields["languages"])
    taken: set[str] = set()
    tags = tuple(_tag(item, languages, taken) for item in fields["tags"].items())
    if not 1 <= len(tags) <= MOST_TAGS:
        fields["tags"].problem(f"there are 1 to {MOST_TAGS} tags")
    if problems:
        raise TagFileErrors(problems)
    return tags


def _tag(item: Value, languages: tuple[str, ...], taken: set[str]) -> Tag:
    fields = item.record(required=("name", "label"))
    return Tag(read_new_name(fields["name"], taken), fields["label"].words(languages, LONGEST_LABEL))

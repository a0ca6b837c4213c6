"""Everything an operator's content folder says, read as a whole; every problem in it at once."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from digests.population import LANGUAGE, Population, read_population
from localization.catalogue import Catalogues
from localization.errors import LocalizationError
from localization.source import FileErrors
from people.concern.concerns import Concerns
from people.concern.source import read_concerns
from people.help_lines import HelpLines, read_help_lines
from people.privacy import Privacy, read_privacy
from people.tags import Tag, read_tags
from promises.definition import read_promise
from promises.promise import Promise
from survey.definition import read_questionnaire
from survey.questionnaire import Questionnaire

Read = TypeVar("Read")

NOTICE, WORRY = "notice_", "worry"
"""Names of questions that digests look at: `notice_<commitment>`, and what worries most."""
AREA, AGE, EVENING, PLACES, DOES, SPOKEN = "area", "age", "safe_evening", "unsafe_places", "worry_does", "role"
"""Names of questions by which figures are split: where somebody lives, and how old they are.

The others are told to staff by who answered: how safe the evening is by area, what worry does by age. Of the last two
the answers are not shown: among those to one, which is asked of all, ages are counted, and languages among those to the
other, which is asked of adults.
"""
UNSAFE = ("rather_unsafe", "very_unsafe", "stays_in_unsafe")
"""The options of how safe the evening is that say it is not."""


class ContentError(Exception):
    """The content cannot be used."""

    def __init__(self, problems: list[str]) -> None:
        """One line a problem, with file, line and column."""
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Content:
    """What the bot says and asks. `earlier` are questionnaire versions that open sessions may still be on.

    `dialogue` is what is asked at citizen dialogues, None where there is no such file.
    """

    questionnaire: Questionnaire
    earlier: tuple[Questionnaire, ...]
    promise: Promise
    help_lines: HelpLines
    concerns: Concerns
    privacy: Privacy
    catalogues: Catalogues
    tags: tuple[Tag, ...] = ()
    population: Population = field(default_factory=Population)
    dialogue: Questionnaire | None = None

    @property
    def questionnaires(self) -> tuple[Questionnaire, ...]:
        """Every version, the current one first, and last what is asked at dialogues."""
        return (self.questionnaire, *self.besides)

    @property
    def besides(self) -> tuple[Questionnaire, ...]:
        """Those that a new survey does not begin with, but that may be open."""
        return (*self.earlier, *([self.dialogue] if self.dialogue else []))


@contextmanager
def _uncollected() -> Iterator[None]:
    """What is read stays: looking for garbage among it again and again takes a third of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@_uncollected()
def read_content(folder: Path) -> Content:
    """Read the folder.

    Raises:
        ContentError: anything in it is not right.
    """
    problems: list[str] = []
    questionnaire = _read(read_questionnaire, folder / "questionnaire.yaml", problems)
    earlier = [_read(read_questionnaire, path, problems) for path in sorted((folder / "earlier").glob("*.yaml"))]
    dialogue = _dialogue(folder / "dialogue.yaml", [questionnaire, *earlier], problems)
    promise = _read(read_promise, folder / "promise.yaml", problems)
    if questionnaire:
        problems += _counted_and_forced(folder / "questionnaire.yaml", questionnaire)
    compared = _compared(questionnaire) if questionnaire else {}
    population = _read(lambda path: read_population(path, compared), folder / "population.yaml", problems)
    help_lines = _read(read_help_lines, folder / "help_lines.yaml", problems)
    concerns = _read(read_concerns, folder / "concerns", problems)
    privacy = _read(read_privacy, folder / "privacy.yaml", problems)
    tags = _read(read_tags, folder / "tags.yaml", problems)
    catalogues = _catalogues(problems)
    if problems or not (
        questionnaire and promise and help_lines and concerns and privacy and catalogues and population
    ):
        raise ContentError(problems)
    versions = tuple(each for each in earlier if each)
    return Content(
        questionnaire,
        versions,
        promise,
        help_lines,
        concerns,
        privacy,
        catalogues,
        tags or (),
        population,
        dialogue,
    )


def _compared(questionnaire: Questionnaire) -> dict[str, tuple[str, ...]]:
    """What can be set beside figures of the population: languages, and the options of who people are."""
    asked = [each for each in questionnaire.questions if each.name in (AREA, AGE)]
    options = {each.name: tuple(choice.name for choice in each.choices if not choice.ends) for each in asked}
    return {**options, LANGUAGE: questionnaire.languages}


def _dialogue(path: Path, others: list[Questionnaire | None], problems: list[str]) -> Questionnaire | None:
    """What is asked at dialogues, if anything is. Its answers are shown too, and its buttons must not be another's."""
    dialogue = _read(read_questionnaire, path, problems) if path.exists() else None
    if dialogue is None:
        return None
    known = [each for each in others if each]
    if any(each.version == dialogue.version for each in known):
        problems.append(f"{path}: version {dialogue.version} is another questionnaire's; take a number of its own")
    asked = {question.name for each in known for question in each.questions}
    taken = sorted(asked & {question.name for question in dialogue.questions})
    problems += [
        f'{path}: "{name}" is a question of another questionnaire; the export has a column a name' for name in taken
    ]
    forced = [each.name for each in dialogue.questions if each.required and not each.prefer_not]
    problems += [
        f'{path}: "{name}" is counted, so it must have "prefer_not: true" or "required: false"' for name in forced
    ]
    return dialogue


def _counted_and_forced(path: Path, questionnaire: Questionnaire) -> list[str]:
    """Digests count these questions. If nobody could pass one over, its figures would tell how many answered others."""
    names = (WORRY, EVENING, PLACES, DOES, SPOKEN)
    counted = [each for each in questionnaire.questions if each.name in names or each.name.startswith(NOTICE)]
    return [
        f'{path}: "{each.name}" is counted in digests, so it must have "prefer_not: true" or "required: false"'
        for each in counted
        if each.required and not each.prefer_not
    ]


def _read(read: Callable[[Path], Read], path: Path, problems: list[str]) -> Read | None:
    try:
        return read(path)
    except FileErrors as error:
        problems.extend(map(str, error.problems))
    return None


def _catalogues(problems: list[str]) -> Catalogues | None:
    try:
        return Catalogues()
    except LocalizationError as error:
        problems.append(str(error))
    return None

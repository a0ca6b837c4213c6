"""Everything an operator's content folder says, read as a whole; every problem in it at once."""

from collections.abc import Callable
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
from promises.definition import read_promise
from promises.promise import Promise
from survey.definition import read_questionnaire
from survey.questionnaire import Questionnaire

Read = TypeVar("Read")

NOTICE, WORRY = "notice_", "worry"
"""Names of questions that digests look at: `notice_<commitment>`, and what worries most."""
AREA, AGE, EVENING, PLACES, DOES, SPOKEN = "area", "age", "safe_evening", "unsafe_places", "worry_does", "role"
"""And those the staff are told of by who answered: how safe the evening is by area, what worry does by age;
and two of which the answers are not shown: among those to one, which is asked of all, ages are counted, and languages
among those to the other, which is asked of adults."""
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
    """What the bot says and asks. `earlier` are questionnaire versions that open sessions may still be on."""

    questionnaire: Questionnaire
    earlier: tuple[Questionnaire, ...]
    promise: Promise
    help_lines: HelpLines
    concerns: Concerns
    privacy: Privacy
    catalogues: Catalogues
    population: Population = field(default_factory=Population)

    @property
    def questionnaires(self) -> tuple[Questionnaire, ...]:
        """Every version, the current one first."""
        return (self.questionnaire, *self.earlier)


def read_content(folder: Path) -> Content:
    """Read the folder.

    Raises:
        ContentError: anything in it is not right.
    """
    problems: list[str] = []
    questionnaire = _read(read_questionnaire, folder / "questionnaire.yaml", problems)
    earlier = [_read(read_questionnaire, path, problems) for path in sorted((folder / "earlier").glob("*.yaml"))]
    promise = _read(read_promise, folder / "promise.yaml", problems)
    if questionnaire:
        problems += _counted_and_forced(folder / "questionnaire.yaml", questionnaire)
    compared = _compared(questionnaire) if questionnaire else {}
    population = _read(lambda path: read_population(path, compared), folder / "population.yaml", problems)
    help_lines = _read(read_help_lines, folder / "help_lines.yaml", problems)
    concerns = _read(read_concerns, folder / "concerns", problems)
    privacy = _read(read_privacy, folder / "privacy.yaml", problems)
    catalogues = _catalogues(problems)
    if problems or not (
        questionnaire and promise and help_lines and concerns and privacy and catalogues and population
    ):
        raise ContentError(problems)
    versions = tuple(each for each in earlier if each)
    return Content(questionnaire, versions, promise, help_lines, concerns, privacy, catalogues, population)


def _compared(questionnaire: Questionnaire) -> dict[str, tuple[str, ...]]:
    """What can be set beside figures of the population: languages, and the options of who people are."""
    asked = [each for each in questionnaire.questions if each.name in (AREA, AGE)]
    options = {each.name: tuple(choice.name for choice in each.choices if not choice.ends) for each in asked}
    return {**options, LANGUAGE: questionnaire.languages}


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

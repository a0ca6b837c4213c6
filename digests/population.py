"""How many people live where, of which age and with which language: what those heard from are set beside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from digests.errors import PopulationFileErrors
from localization.source import Problem, Value, read_source
from people.link import read_link

LANGUAGE = "language"
"""Stands where a question would be, for the languages that responses are written in."""
_MOST_PEOPLE = 20_000_000


@dataclass(frozen=True, slots=True)
class Inhabitants:
    """How many people a group has. `confirmed`: a person has compared the figure with its source."""

    people: int
    source: str
    as_of: date
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Population:
    """Inhabitants by question (or `LANGUAGE`) and option. A group that is left out is not compared."""

    groups: Mapping[str, Mapping[str, Inhabitants]] = field(default_factory=dict)

    def of(self, question: str) -> Mapping[str, Inhabitants]:
        """The figures for one question's options."""
        return self.groups.get(question, {})


def doubts(population: Population) -> tuple[str, ...]:
    """What a person should look up, one sentence each. Warnings: they keep nothing from starting."""
    if not population.groups:
        return ("population: no figure is given, so nobody is told whom we have not heard (population.yaml)",)
    return tuple(
        f"population: {name} of {', '.join(unconfirmed)} has not been compared with its source (population.yaml)"
        for name, figures in population.groups.items()
        if (unconfirmed := [option for option, each in figures.items() if not each.confirmed])
    )


def read_population(path: Path, options: Mapping[str, Sequence[str]]) -> Population:
    """The figures of a file; none where there is no such file. `options` are what can be compared, by question.

    Raises:
        PopulationFileErrors: the file has problems; it carries them all.
    """
    if not path.exists():
        return Population()
    problems: list[Problem] = []
    groups: dict[str, dict[str, Inhabitants]] = {}
    for item in read_source(path, problems).record(required=("groups",))["groups"].items():
        fields = item.record(required=("question", "figures"))
        name = fields["question"].one_of(sorted(options))
        if name in groups:
            fields["question"].problem(f'"{name}" is here twice')
        groups[name] = _figures(fields["figures"], options.get(name, ()))
    if problems:
        raise PopulationFileErrors(problems)
    return Population(groups)


def _figures(value: Value, options: Sequence[str]) -> dict[str, Inhabitants]:
    found: dict[str, Inhabitants] = {}
    for item in value.items():
        fields = item.record(required=("option", "people", "source", "as_of", "confirmed"))
        option = fields["option"].one_of(options)
        if option in found:
            fields["option"].problem(f'"{option}" is here twice')
        found[option] = Inhabitants(
            people=fields["people"].number(1, _MOST_PEOPLE),
            source=read_link(fields["source"]),
            as_of=fields["as_of"].date(),
            confirmed=fields["confirmed"].flag(),
        )
    return found

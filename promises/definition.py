"""Reads a promise from its YAML file and tells every problem in it at once."""

from pathlib import Path

from localization.content_fields import read_languages, read_name, read_new_name
from localization.source import Problem, Value, read_source
from people.link import read_link
from people.organisation import Organisation
from promises.activities import LONGEST_TITLE, Frame, read_activities
from promises.errors import PromiseFileErrors
from promises.promise import Commitment, Counted, Promise

LONGEST_TEXT = 500
_KEYS = (
    "name", "languages", "title", "summary", "parties", "starts", "ends", "signed", "source", "commitments",
)  # fmt: skip
_COMMITMENT_KEYS = ("name", "title", "text", "responsible")
_COUNTED = tuple(counted.value for counted in Counted)
_ORGANISATIONS = tuple(organisation.value for organisation in Organisation)


def read_promise(path: Path) -> Promise:
    """The promise of a file.

    Raises:
        PromiseFileErrors: the file has problems; it carries them all.
    """
    problems: list[Problem] = []
    fields = read_source(path, problems).record(required=_KEYS)
    languages = read_languages(fields["languages"])
    frame = Frame(languages, starts=fields["starts"].date(), ends=fields["ends"].date())
    promise = Promise(
        name=read_name(fields["name"]),
        title=fields["title"].words(languages, LONGEST_TITLE),
        summary=fields["summary"].words(languages, LONGEST_TEXT),
        parties=_parties(fields["parties"], languages),
        starts=frame.starts,
        ends=frame.ends,
        signed=fields["signed"].date(),
        source=read_link(fields["source"]),
        commitments=_commitments(fields["commitments"], frame),
    )
    if promise.ends <= promise.starts:
        fields["ends"].problem("the promise ends before it has started")
    if problems:
        raise PromiseFileErrors(problems)
    return promise


def _parties(value: Value, languages: tuple[str, ...]) -> dict[str, dict[str, str]]:
    return {name: party.words(languages, LONGEST_TITLE) for name, party in value.record(_ORGANISATIONS).items()}


def _commitments(value: Value, frame: Frame) -> tuple[Commitment, ...]:
    taken: set[str] = set()
    counted: set[str] = set()
    commitments = tuple(_commitment(item, frame, taken, counted) for item in value.items())
    if not commitments:
        value.problem("a promise has at least one commitment")
    return commitments


def _commitment(item: Value, frame: Frame, taken: set[str], counted: set[str]) -> Commitment:
    fields = item.record(required=_COMMITMENT_KEYS, optional=("activities", "counts"))
    return Commitment(
        name=read_new_name(fields["name"], taken),
        title=fields["title"].words(frame.languages, LONGEST_TITLE),
        text=fields["text"].words(frame.languages, LONGEST_TEXT),
        responsible=_responsible(fields["responsible"]),
        activities=read_activities(fields["activities"], frame),
        counts=_counts(fields["counts"], counted) if fields["counts"].present else None,
    )


def _counts(value: Value, taken: set[str]) -> Counted | None:
    name = value.one_of(_COUNTED)
    if name in taken:
        value.problem(f'"{name}" is here twice')
    taken.add(name)
    return Counted(name) if name in _COUNTED else None


def _responsible(value: Value) -> tuple[Organisation, ...]:
    names = [item.one_of(_ORGANISATIONS) for item in value.items()]
    if not names:
        value.problem("somebody is responsible for a commitment: " + " or ".join(_ORGANISATIONS))
    if len(set(names)) < len(names):
        value.problem("an organisation is here twice")
    return tuple(Organisation(name) for name in names if name in _ORGANISATIONS)

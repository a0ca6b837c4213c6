"""Who answers for what is kept, and for how long it may be: decisions of the municipality, as checked data."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from localization.content_fields import read_languages
from localization.source import Problem, Value, read_source
from people.errors import PrivacyFileErrors
from people.link import read_link

LONGEST_NAME, LONGEST_CONTACT, LONGEST_BASIS = 100, 200, 400
MOST_DAYS = 3650

_KEYS = ("languages", "controller", "retention")
_CONTROLLER_KEYS = ("name", "contact", "legal_basis", "source", "confirmed")


class Kept(StrEnum):
    """What ages, each by a rule of its own."""

    FREE_TEXT = "free_text"
    PARTIAL = "partial"
    SUBMITTED = "submitted"
    PANEL_QUESTIONS = "panel_questions"


_ALWAYS = (Kept.FREE_TEXT, Kept.PARTIAL, Kept.SUBMITTED)
"""Rules that every file has; files written before there were dialogues have no other."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How many days something is kept. Without a `decision` the days are a proposal, and nothing is removed."""

    days: int
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Controller:
    """Who answers for the data, as GDPR article 13 wants it told. `confirmed`: they have said so themselves."""

    name: Mapping[str, str]
    contact: str
    legal_basis: Mapping[str, str]
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Privacy:
    """What the privacy page is composed from.

    `police_reads` is the decision that lets the police read what residents wrote; without one they see figures only.
    """

    controller: Controller
    rules: Mapping[Kept, Rule]
    police_reads: str = ""

    def decided(self, kept: Kept) -> Rule | None:
        """The rule, if somebody has decided it."""
        rule = self.rules.get(kept)
        return rule if rule and rule.decision else None


def doubts(privacy: Privacy) -> tuple[str, ...]:
    """What a person should settle, one sentence each. Warnings: they keep nothing from starting."""
    sentences = [] if privacy.controller.confirmed else ["privacy: the controller has not confirmed name and contact"]
    sentences += [
        f"privacy: no decision is named for {kept}, so nothing of it is ever removed (proposed: {rule.days} days)"
        for kept, rule in privacy.rules.items()
        if not rule.decision
    ]
    if privacy.police_reads:
        sentences.append(
            f"privacy: the police may read what residents wrote ({privacy.police_reads}): does /privacy say so?"
        )
    return tuple(sentences)


def read_privacy(path: Path) -> Privacy:
    """The privacy facts of a file.

    Raises:
        PrivacyFileErrors: the file has problems; it carries them all.
    """
    problems: list[Problem] = []
    fields = read_source(path, problems).record(required=_KEYS, optional=("police_reads",))
    languages = read_languages(fields["languages"])
    rules = fields["retention"].record(required=_ALWAYS, optional=tuple(kept for kept in Kept if kept not in _ALWAYS))
    privacy = Privacy(
        _controller(fields["controller"], languages),
        {kept: _rule(rules[kept]) for kept in Kept if rules[kept].present},
        _police_reads(fields["police_reads"]),
    )
    if problems:
        raise PrivacyFileErrors(problems)
    return privacy


def _controller(value: Value, languages: tuple[str, ...]) -> Controller:
    fields = value.record(required=_CONTROLLER_KEYS)
    return Controller(
        name=fields["name"].words(languages, LONGEST_NAME),
        contact=fields["contact"].text(LONGEST_CONTACT),
        legal_basis=fields["legal_basis"].words(languages, LONGEST_BASIS),
        source=read_link(fields["source"]),
        confirmed=fields["confirmed"].flag(),
    )


def _rule(value: Value) -> Rule:
    fields = value.record(required=("days",), optional=("decision",))
    decision = fields["decision"].text(LONGEST_NAME) if fields["decision"].present else ""
    return Rule(fields["days"].number(1, MOST_DAYS), decision)


def _police_reads(value: Value) -> str:
    return value.record(required=("decision",))["decision"].text(LONGEST_NAME) if value.present else ""

"""Reads a questionnaire from its YAML file, in XLSForm's words, and tells every problem in it at once."""

import re
from collections.abc import Sequence
from pathlib import Path

from localization.content_fields import read_languages
from localization.source import Problem, Value, read_source
from survey.errors import DefinitionErrors
from survey.question_definition import read_questions
from survey.questionnaire import Questionnaire
from survey.references import read_plain_words

LATEST_VERSION = 999_999
"""A button says version, question and option in 64 bytes: six digits and two names of 20 always fit."""

LONGEST_TITLE = 60
TAG = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
REQUIRED_KEYS = ("name", "version", "round", "languages", "title", "questions")
OPTIONAL_KEYS = ("reviewed",)


def read_questionnaire(path: Path) -> Questionnaire:
    """The questionnaire of a file.

    Raises:
        DefinitionErrors: the file has problems; it carries them all.
    """
    problems: list[Problem] = []
    questionnaire = understand(read_source(path, problems))
    if problems:
        raise DefinitionErrors(problems)
    return questionnaire


def understand(value: Value) -> Questionnaire:
    """The questionnaire that a document says. It is to be used only where the document noted no problem."""
    fields = value.record(REQUIRED_KEYS, OPTIONAL_KEYS)
    languages = read_languages(fields["languages"])
    return Questionnaire(
        name=_tag(fields["name"]),
        version=fields["version"].number(1, LATEST_VERSION),
        round=_tag(fields["round"]),
        title=read_plain_words(fields["title"], languages, LONGEST_TITLE),
        languages=languages,
        questions=read_questions(fields["questions"], languages),
        reviewed=_reviewed(fields["reviewed"], languages),
    )


def _tag(value: Value) -> str:
    tag = value.text()
    if not TAG.fullmatch(tag):
        value.problem("at most 40 small letters, digits, - and _ are expected here")
    return tag


def _reviewed(value: Value, languages: Sequence[str]) -> tuple[str, ...]:
    codes: dict[str, None] = {}
    for each in value.items():
        code = each.text()
        if code not in languages:
            each.problem(f'"{code}" is not among the languages')
        elif code in codes:
            each.problem(f'"{code}" is here twice')
        codes[code] = None
    return tuple(codes)

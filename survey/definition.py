"""Reads a questionnaire from its YAML file, in XLSForm's words, and tells every problem in it at once."""

import re
from pathlib import Path

from localization.content_fields import read_languages
from localization.source import Problem, Value, read_source
from survey.errors import DefinitionErrors
from survey.question_definition import read_questions
from survey.questionnaire import Questionnaire

LATEST_VERSION = 999_999
"""A button says version, question and option in 64 bytes: six digits and two names of 20 always fit."""

LONGEST_TITLE = 60
_TAG = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


def read_questionnaire(path: Path) -> Questionnaire:
    """The questionnaire of a file.

    Raises:
        DefinitionErrors: the file has problems; it carries them all.
    """
    problems: list[Problem] = []
    fields = read_source(path, problems).record(("name", "version", "round", "languages", "title", "questions"))
    languages = read_languages(fields["languages"])
    questionnaire = Questionnaire(
        name=_tag(fields["name"]),
        version=fields["version"].number(1, LATEST_VERSION),
        round=_tag(fields["round"]),
        title=fields["title"].words(languages, LONGEST_TITLE),
        languages=languages,
        questions=read_questions(fields["questions"], languages),
    )
    if problems:
        raise DefinitionErrors(problems)
    return questionnaire


def _tag(value: Value) -> str:
    tag = value.text()
    if not _TAG.fullmatch(tag):
        value.problem("at most 40 small letters, digits, - and _ are expected here")
    return tag

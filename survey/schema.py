"""The form of a questionnaire's file as JSON Schema (draft 2020-12), with which editors complete and check it.

What a schema cannot say (that a condition looks back, that a name is there once) the reader says. Published by
`python -m survey.schema > content/questionnaire.schema.json`.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from localization.catalogue import SOURCE
from survey.definition import LATEST_VERSION, LONGEST_TITLE, OPTIONAL_KEYS, REQUIRED_KEYS, TAG
from survey.form import (
    FEWEST_CHOICES,
    FORMS,
    GROUP,
    GROUP_KEYS,
    LONGEST_ANSWER,
    LONGEST_BUTTON,
    LONGEST_HINT,
    LONGEST_LABEL,
    LONGEST_MESSAGE,
    MOST_CHOICES,
    NEEDED_KEYS,
    TODAY,
    Form,
)
from survey.questionnaire import Kind

Schema = dict[str, Any]

_NAME = "^[a-z][a-z0-9_]{0,19}$"
_LANGUAGE = "^[a-z]{2,3}(_[a-z]+)?$"
_CONDITION: Schema = {"$ref": "#/$defs/condition"}
_DAY: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_FLAG: Schema = {"type": "boolean"}
_LINE: Schema = {"type": "string", "minLength": 1}
_NUMBER: Schema = {"type": "number"}


def schema() -> Schema:
    """The whole schema."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Questionnaire",
        **_record(_top(), REQUIRED_KEYS, (*REQUIRED_KEYS, *OPTIONAL_KEYS)),
        "$defs": {
            **_question_keys(),
            "condition": _condition(),
            "choice": _choice(),
            "question": {"oneOf": [_question(kind, form) for kind, form in FORMS.items()]},
            "group": _group(),
        },
    }


def schema_text() -> str:
    """The schema as its file holds it."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _record(properties: Mapping[str, Schema], needed: Sequence[str], known: Sequence[str]) -> Schema:
    return {
        "type": "object",
        "properties": {key: properties[key] for key in known},
        "required": list(needed),
        "additionalProperties": False,
    }


def _said(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}


def _words(most: int) -> Schema:
    """The same words in each language."""
    return {
        "type": "object",
        "propertyNames": {"pattern": _LANGUAGE},
        "required": [SOURCE],
        "additionalProperties": {"type": "string", "minLength": 1, "maxLength": most},
    }


def _listed(item: Schema, least: int = 0, most: int | None = None) -> Schema:
    listed: Schema = {"type": "array", "items": item, "minItems": least}
    return listed if most is None else {**listed, "maxItems": most}


def _top() -> dict[str, Schema]:
    tag: Schema = {"type": "string", "pattern": f"^{TAG.pattern}$"}
    language: Schema = {"type": "string", "pattern": _LANGUAGE}
    version: Schema = {"type": "integer", "minimum": 1, "maximum": LATEST_VERSION}
    either: Schema = {"oneOf": [{"$ref": "#/$defs/question"}, {"$ref": "#/$defs/group"}]}
    return {
        "name": tag,
        "version": _said(version, "Raised whenever a wording changes."),
        "round": _said(tag, "What one person answers once."),
        "languages": {**_listed(language, 1), "contains": {"const": SOURCE}, "uniqueItems": True},
        "title": _words(LONGEST_TITLE),
        "questions": _listed(either, 1),
        "reviewed": _said(
            {**_listed(language), "uniqueItems": True}, "Languages that a native speaker has read; the rest are drafts."
        ),
    }


def _question(kind: Kind, form: Form) -> Schema:
    properties = {
        **_keys_by_name(),
        "type": {"const": kind.value},
        "constraint": _constraint(kind, form),
        "parameters": _parameters(form),
    }
    return {"title": kind.value, **_record(properties, (*NEEDED_KEYS, *form.needed), form.keys)}


def _question_keys() -> dict[str, Schema]:
    return {
        "name": {"type": "string", "pattern": _NAME},
        "label": _said(_words(LONGEST_LABEL), "What is asked. ${name} takes up the answer to an earlier question."),
        "hint": _words(LONGEST_HINT),
        "relevant": _said(_CONDITION, "When it is asked."),
        "origin": _said(_LINE, "Where the measure comes from; never shown to residents."),
        "required": _said(_FLAG, "It cannot be skipped."),
        "prefer_not": _said(_FLAG, "Offer “would rather not say”; so unless this is false."),
        "constraint_message": _said(_words(LONGEST_MESSAGE), "Said where an answer breaks the constraint."),
        "choices": _listed({"$ref": "#/$defs/choice"}, FEWEST_CHOICES, MOST_CHOICES),
    }


def _keys_by_name() -> dict[str, Schema]:
    return {key: {"$ref": f"#/$defs/{key}"} for key in _question_keys()}


def _group() -> Schema:
    properties = {
        **_keys_by_name(),
        "type": {"const": GROUP},
        "label": _words(LONGEST_LABEL),
        "questions": _listed({"$ref": "#/$defs/question"}, 1),
    }
    return {"title": GROUP, **_record(properties, (*NEEDED_KEYS, "questions"), GROUP_KEYS)}


def _constraint(kind: Kind, form: Form) -> Schema:
    length: Schema = {"type": "integer", "minimum": 0, "maximum": LONGEST_ANSWER}
    bound = _bound(kind)
    properties: dict[str, Schema] = {
        "least": bound,
        "most": bound,
        "min_length": length,
        "max_length": {**length, "minimum": 1},
        "pattern": _said({**_LINE, "format": "regex"}, "A regular expression that the whole text has to match."),
    }
    return _record(properties, (), form.constraint)


def _bound(kind: Kind) -> Schema:
    match kind:
        case Kind.INTEGER:
            return {"type": "integer"}
        case Kind.DATE:
            return {"anyOf": [_DAY, {"const": TODAY}]}
        case Kind.RANK | Kind.SELECT_MULTIPLE:
            return _said({"type": "integer", "minimum": 1, "maximum": MOST_CHOICES}, "How many options.")
        case _:
            return _NUMBER


def _parameters(form: Form) -> Schema:
    properties = {"start": _NUMBER, "end": _NUMBER, "step": _NUMBER, "randomize": _FLAG}
    return _record(properties, [key for key in ("start", "end") if key in form.parameters], form.parameters)


def _choice() -> Schema:
    properties = {
        "name": {"type": "string", "pattern": _NAME},
        "label": _words(LONGEST_BUTTON),
        "other": _said(_FLAG, "Asks for a few words of its own."),
        "exclusive": _said(_FLAG, "select_multiple: clears the rest."),
        "ends": _said(_FLAG, "select_one: closes the survey kindly, with nothing kept."),
    }
    return _record(properties, ("name", "label"), tuple(properties))


def _condition() -> Schema:
    bound: Schema = {"anyOf": [_NUMBER, _DAY]}
    of_a_question = {"is": _listed(_LINE, 1), "answered": _FLAG, "at_least": bound, "at_most": bound}
    of_others = {"every": _listed(_CONDITION, 1), "any": _listed(_CONDITION, 1), "not": _CONDITION}
    one_question = [
        _record({"question": _LINE, key: value}, ("question", key), ("question", key))
        for key, value in of_a_question.items()
    ]
    joined = [_record({key: value}, (key,), (key,)) for key, value in of_others.items()]
    return {"oneOf": [*one_question, *joined]}


if __name__ == "__main__":
    sys.stdout.write(schema_text())

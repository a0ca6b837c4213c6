"""Writes a questionnaire in the form that its file has: readable, and the same for the same questionnaire."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO
from itertools import groupby

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from survey.condition import Answered, AtLeast, AtMost, Chosen, Condition, Every, Not
from survey.condition import Any as AnyOf
from survey.form import FORMS, GROUP, USUAL_OTHER, USUAL_TEXT
from survey.questionnaire import Bound, Choice, Group, Kind, Question, Questionnaire, Text

_MOST_IN_A_LINE = 2
"""Languages of an option that stand in one line."""
_WIDTH = 4096
"""Nothing is broken over lines."""
_TRUTHS = frozenset(("yes", "no", "on", "off", "y", "n"))
"""Words that older readers of YAML take for true or false, so they get quotes."""


def written(questionnaire: Questionnaire) -> str:
    """The text of the questionnaire's file."""
    yaml = YAML()
    yaml.width = _WIDTH
    yaml.allow_unicode = True
    yaml.representer.ignore_aliases = lambda _: True  # two questions may share a condition; each has it written out
    yaml.indent(mapping=2, sequence=4, offset=2)
    file = StringIO()
    yaml.dump(_Writer(questionnaire.languages).document(questionnaire), file)
    return file.getvalue()


def longest_words(question: Question) -> int | None:
    """How long the words beside "other" may be, where that is not the usual length or is spoken of."""
    if not any(choice.other for choice in question.choices):
        return None
    usual = question.constraint.max_length == USUAL_OTHER and not question.constraint_message
    return None if usual else question.constraint.max_length


@dataclass(frozen=True, slots=True)
class _Writer:
    """Knows the order of the languages."""

    languages: Sequence[str]

    def document(self, questionnaire: Questionnaire) -> CommentedMap:
        document = _block(
            name=questionnaire.name,
            version=questionnaire.version,
            round=questionnaire.round,
            languages=_line(questionnaire.languages),
            reviewed=_line(questionnaire.reviewed),
            title=self._words(questionnaire.title),
            questions=CommentedSeq(self._entries(questionnaire.questions)),
        )
        document.yaml_set_comment_before_after_key("questions", before="\n")
        return document

    def _entries(self, questions: Sequence[Question]) -> Iterator[CommentedMap]:
        """Questions, and the groups they stand in."""
        for group, inside in groupby(questions, key=lambda question: question.group):
            if group is None:
                yield from map(self._question, inside)
            else:
                yield self._group(group, list(inside))

    def _group(self, group: Group, questions: Sequence[Question]) -> CommentedMap:
        return _block(
            type=GROUP,
            name=group.name,
            relevant=_relevant(group.relevant),
            label=self._words(group.label),
            questions=CommentedSeq(map(self._question, questions)),
        )

    def _question(self, question: Question) -> CommentedMap:
        return _block(
            type=question.kind.value,
            name=question.name,
            relevant=_relevant(question.relevant),
            required=question.required or None,
            prefer_not=None if question.prefer_not else False,
            constraint=_constraint(question),
            constraint_message=self._words(question.constraint_message),
            parameters=_parameters(question),
            origin=question.origin or None,
            label=self._words(question.label),
            hint=self._words(question.hint),
            choices=CommentedSeq(map(self._choice, question.choices)) if question.choices else None,
        )

    def _choice(self, choice: Choice) -> CommentedMap:
        shape = _flow if len(self.languages) <= _MOST_IN_A_LINE else _block
        return shape(
            name=choice.name,
            other=choice.other or None,
            exclusive=choice.exclusive or None,
            ends=choice.ends or None,
            label=shape(**self._ordered(choice.label)),
        )

    def _words(self, text: Text) -> CommentedMap | None:
        return _block(**self._ordered(text)) if text else None

    def _ordered(self, text: Text) -> Text:
        return {language: text[language] for language in self.languages}


def _constraint(question: Question) -> CommentedMap | None:
    constraint = question.constraint
    if question.kind is Kind.TEXT:
        usual = constraint.max_length == USUAL_TEXT and not question.constraint_message
        longest = None if usual else constraint.max_length
    else:
        longest = longest_words(question)
    keys = _flow(
        least=_plain(constraint.least),
        most=_plain(constraint.most),
        min_length=constraint.min_length or None,
        max_length=longest,
        pattern=constraint.pattern or None,
    )
    return keys if keys and FORMS[question.kind].constraint else None


def _parameters(question: Question) -> CommentedMap | None:
    if question.scale:
        scale = question.scale
        return _flow(start=_plain(scale.start), end=_plain(scale.end), step=_plain(scale.step))
    return _flow(randomize=True) if question.random_order else None


def _relevant(condition: Condition | None) -> CommentedMap | None:
    return _condition(condition) if condition else None


def _condition(condition: Condition) -> CommentedMap:
    match condition:
        case Chosen(question, options):
            return _flow(question=question, **{"is": _line(options)})
        case Answered(question):
            return _flow(question=question, answered=True)
        case Not(Answered(question)):
            return _flow(question=question, answered=False)
        case AtLeast(question, value) | AtMost(question, value):
            return _flow(question=question, **{_bound_word(condition): _plain(value)})
        case Not(inner):
            return _flow(**{"not": _condition(inner)})
        case Every(conditions) | AnyOf(conditions):
            return _flow(**{"every" if isinstance(condition, Every) else "any": _line(map(_condition, conditions))})


def _bound_word(condition: AtLeast | AtMost) -> str:
    return "at_least" if isinstance(condition, AtLeast) else "at_most"


def _plain(value: Bound | None) -> int | float | date | str | None:
    """A number or day as YAML has it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _block(**fields: object) -> CommentedMap:
    """Keys in lines of their own, without those that have nothing to say."""
    return CommentedMap((key, _quoted(value)) for key, value in fields.items() if value is not None)


def _flow(**fields: object) -> CommentedMap:
    """Keys in one line, as above."""
    line = _block(**fields)
    line.fa.set_flow_style()
    return line


def _line(values: Iterable[object]) -> CommentedSeq:
    line = CommentedSeq(map(_quoted, values))
    line.fa.set_flow_style()
    return line


def _quoted(value: object) -> object:
    return DoubleQuotedScalarString(value) if isinstance(value, str) and value.lower() in _TRUTHS else value

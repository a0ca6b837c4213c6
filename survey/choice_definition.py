"""Reads the options of a question."""

from collections.abc import Mapping, Sequence

from localization.source import Value
from survey.form import FEWEST_CHOICES, LONGEST_BUTTON, MOST_CHOICES
from survey.names import read_option_name
from survey.questionnaire import Choice, Kind
from survey.references import read_plain_words

_WRITTEN_BESIDE = (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE)


def read_choices(value: Value, kind: Kind | None, languages: Sequence[str]) -> tuple[Choice, ...]:
    """The options in their order. No two may be called the same, nor say the same in any language."""
    used: set[str] = set()
    said: dict[str, str] = {}
    choices: list[Choice] = []
    for each in value.items():
        fields = each.record(required=("name", "label"), optional=("other", "exclusive", "ends"))
        choice = Choice(
            name=read_option_name(fields["name"], used),
            label=read_plain_words(fields["label"], languages, LONGEST_BUTTON),
            other=fields["other"].flag(),
            exclusive=fields["exclusive"].flag(),
            ends=fields["ends"].flag(),
        )
        if choice.other and any(earlier.other for earlier in choices):
            fields["other"].problem("only one option can ask for words of its own")
        if kind:
            _refuse_misplaced(fields, choice, kind)
        _note_what_is_said(fields["label"], choice, said)
        choices.append(choice)
    if value.present and not FEWEST_CHOICES <= len(choices) <= MOST_CHOICES:
        value.problem(f"{FEWEST_CHOICES} to {MOST_CHOICES} options are needed")
    if choices and all(choice.ends for choice in choices):
        value.problem("nobody could go on: every option ends the survey")
    return tuple(choices)


def _refuse_misplaced(fields: Mapping[str, Value], choice: Choice, kind: Kind) -> None:
    if choice.exclusive and kind is Kind.SELECT_ONE:
        fields["exclusive"].problem("in a select_one every option excludes the others")
    elif choice.exclusive and kind is not Kind.SELECT_MULTIPLE:
        fields["exclusive"].problem("only an option of a select_multiple can clear the rest")
    if choice.ends and kind is not Kind.SELECT_ONE:
        fields["ends"].problem("only an option of a select_one can end the survey")
    if choice.other and kind not in _WRITTEN_BESIDE:
        fields["other"].problem("only an option of a select_one or select_multiple can ask for words of its own")


def _note_what_is_said(label: Value, choice: Choice, said: dict[str, str]) -> None:
    """Labels count as answers when they are typed, so one text may not mean two options."""
    for words in choice.label.values():
        meant = said.setdefault(words.casefold(), choice.name)
        if words and meant != choice.name:
            label.problem(f'"{words}" is what the option "{meant}" says')

"""Reads the options of a question."""

from collections.abc import Sequence

from localization.source import Value
from survey.names import read_option_name
from survey.questionnaire import Choice, Kind

FEWEST_CHOICES, MOST_CHOICES = 2, 20
LONGEST_BUTTON = 40
"""Characters that a phone shows on one button without cutting them."""


def read_choices(value: Value, kind: Kind | None, languages: Sequence[str]) -> tuple[Choice, ...]:
    """The options in their order. No two may be called the same, nor say the same in any language."""
    used: set[str] = set()
    said: dict[str, str] = {}
    choices: list[Choice] = []
    for each in value.items():
        fields = each.record(required=("name", "label"), optional=("other", "exclusive", "ends"))
        choice = Choice(
            name=read_option_name(fields["name"], used),
            label=fields["label"].words(languages, LONGEST_BUTTON),
            other=fields["other"].flag(),
            exclusive=fields["exclusive"].flag(),
            ends=fields["ends"].flag(),
        )
        if choice.other and any(earlier.other for earlier in choices):
            fields["other"].problem("only one option can ask for words of its own")
        if choice.exclusive and kind is Kind.SELECT_ONE:
            fields["exclusive"].problem("in a select_one every option excludes the others")
        if choice.ends and kind is Kind.SELECT_MULTIPLE:
            fields["ends"].problem("only an option of a select_one can end the survey")
        _note_what_is_said(fields["label"], choice, said)
        choices.append(choice)
    if value.present and not FEWEST_CHOICES <= len(choices) <= MOST_CHOICES:
        value.problem(f"{FEWEST_CHOICES} to {MOST_CHOICES} options are needed")
    return tuple(choices)


def _note_what_is_said(label: Value, choice: Choice, said: dict[str, str]) -> None:
    """Labels count as answers when they are typed, so one text may not mean two options."""
    for words in choice.label.values():
        meant = said.setdefault(words.casefold(), choice.name)
        if words and meant != choice.name:
            label.problem(f'"{words}" is what the option "{meant}" says')

"""What the bot may say to somebody who reads one language."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

from babel.messages.catalog import Message

from delivery.plain_text import plain
from handlers.callbacks import read_tap
from localization.catalogue import CATALOGUES
from localization.po_file import read_file
from survey.questionnaire import Kind, Questionnaire, Text
from survey.wording import written_day, written_number
from tests import shipped

WORDS = shipped.CATALOGUES

_FEWEST_LETTERS = 10
"""Shorter pieces of a sentence stand in other languages by chance."""
_MOST_QUESTIONS = 20
_SIGNS = re.compile("[\u2066-\u2069\u200e\u200f]")
_PLACEHOLDER = re.compile(r"\$?\{\w*\}|\n")
_NAME = "language.name"
"""Languages stand under their own names everywhere."""


def without_signs(text: str) -> str:
    """The text without the invisible signs that keep directions apart (UAX 9)."""
    return _SIGNS.sub("", text)


@cache
def sentences(language: str) -> dict[str, str]:
    """The catalogue: key → what is said, without markup; plural forms one a line."""
    said = {_key(message): "\n".join(_forms(message)) for message in read_file(CATALOGUES / f"{language}.po")}
    return {key: without_signs(plain(text)) for key, text in said.items() if key and key != _NAME}


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _forms(message: Message) -> Iterable[str]:
    return (message.string,) if isinstance(message.string, str) else message.string or ()


class Tongue:
    """A language, as it is spoken around one questionnaire."""

    def __init__(self, language: str, questionnaire: Questionnaire) -> None:
        self.language = language
        self.questionnaire = questionnaire

    def say(self, key: str, **values: object) -> str:
        """A sentence of the bot's as it stands in a chat."""
        return without_signs(plain(WORDS.words(self.language)(key, **values)))

    def says_on_button(self, label: str, data: str) -> bool:
        """Whether a button is in this language."""
        tap = read_tap(data)
        question = self.questionnaire.question(tap.question) if tap else None
        if tap and tap.option and question and question.kind is Kind.DATE:
            day = written_day(tap.option, self.language)
            return without_signs(label) in {
                self.say(f"survey.button.{key}", date=day) for key in ("today", "yesterday")
            }
        if tap and tap.option and question and question.kind is Kind.RANGE:
            return label == written_number(tap.option, self.language)
        return without_signs(label) in self._labels

    def strange_pieces(self, text: str) -> list[str]:
        """Pieces of sentences in a text that belong to other languages and not to this one."""
        return [piece for piece in self._strange if piece in without_signs(text)]

    @cached_property
    def progress_lines(self) -> frozenset[str]:
        """Every "question 3 of 9"."""
        numbers = range(1, _MOST_QUESTIONS + 1)
        return frozenset(self.say("survey.progress", number=number, of=of) for of in numbers for number in numbers)

    @cached_property
    def _labels(self) -> frozenset[str]:
        places = range(1, _MOST_QUESTIONS + 1)
        own = {text for key, text in sentences(self.language).items() if key.startswith(("button.", "survey.button."))}
        edits = {self.say("survey.button.edit", number=number) for number in places}
        choices = {each.label[self.language] for question in self.questionnaire.questions for each in question.choices}
        ticked = {self.say("survey.ticked", option=choice) for choice in choices}
        ranked = {self.say("survey.ranked", option=choice, place=place) for choice in choices for place in places}
        return frozenset(own | edits | choices | ticked | ranked)

    @cached_property
    def _strange(self) -> frozenset[str]:
        own = "\n".join(self._all_texts(self.language))
        others = (
            text for language in WORDS.languages if language != self.language for text in self._all_texts(language)
        )
        pieces = {piece.strip() for text in others for piece in _PLACEHOLDER.split(text)}
        return frozenset(each for each in pieces if sum(map(str.isalpha, each)) >= _FEWEST_LETTERS and each not in own)

    def _all_texts(self, language: str) -> Iterator[str]:
        yield from sentences(language).values()
        for question in self.questionnaire.questions:
            texts: list[Text] = [question.label, question.hint, question.constraint_message]
            texts += [question.group.label] if question.group else []
            texts += [choice.label for choice in question.choices]
            yield from (text[language] for text in texts if text)

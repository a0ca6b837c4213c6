"""What every screen of the survey is made of: the session it shows, in the reader's words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from delivery.message import Button
from delivery.plain_text import plain
from handlers.callbacks import pack_tap
from handlers.screens import help_row
from localization.catalogue import Words
from localization.labels import in_language
from survey.engine import progress
from survey.events import Action, Tap
from survey.questionnaire import Question, Questionnaire, Text
from survey.session import Session
from survey.sheet import numbered
from survey.wording import filled, shortened

Row = tuple[Button, ...]
Rows = tuple[Row, ...]

_LONGEST_TEXT = 1200
"""Characters of a label with what it takes up of earlier answers, so that a whole card fits into a message."""


@dataclass(frozen=True, slots=True)
class SurveyScreen:
    """A session of a questionnaire, for a reader of that language, on the day `today`.

    `on_paper`: it is entered from a sheet, so questions have the numbers that stand there.
    """

    questionnaire: Questionnaire
    session: Session
    words: Words
    today: date
    on_paper: bool = False

    @property
    def question(self) -> Question:
        """The open question."""
        question = self.questionnaire.question(self.session.position.question)
        assert question is not None  # noqa: S101 - the engine only opens questions of this questionnaire
        return question

    def label(self, text: Text) -> str:
        """Words of the questionnaire as they are, for a button or for a place in one of our sentences."""
        return in_language(text, self.words.language)

    def said(self, text: Text) -> str:
        """Words of the questionnaire with earlier answers in their places, not yet escaped."""
        answers, language = self.session.answers, self.words.language
        return shortened(filled(self.label(text), self.questionnaire, answers, language, self._frame), _LONGEST_TEXT)

    def shown(self, text: Text) -> str:
        """The same as Telegram's HTML."""
        return self.words("text", text=self.said(text))

    def progress_line(self) -> str:
        """Which question of how many this is."""
        place = progress(self.questionnaire, self.session)
        sheet = self._on_sheet
        number, of = (sheet[self.question.name], len(sheet)) if sheet else (place.number, place.of)
        return self.words("survey.progress", number=number, of=of)

    def numbered(self, questions: Sequence[Question]) -> list[tuple[int, Question]]:
        """The questions with their numbers: from 1 on, or those of the sheet."""
        sheet = self._on_sheet
        return [(sheet.get(question.name, at), question) for at, question in enumerate(questions, 1)]

    @property
    def _on_sheet(self) -> Mapping[str, int]:
        return {each.name: number for number, each in numbered(self.questionnaire)} if self.on_paper else {}

    def button(self, key: str, action: Action, question: str = "", **values: object) -> Button:
        """A button with our own words on it."""
        return self.labelled(plain(self.words(key, **values)), action, question)

    def labelled(self, label: str, action: Action, question: str = "", option: str = "") -> Button:
        """A button of the survey."""
        return Button(label, pack_tap(Tap(self.questionnaire.version, action, question, option)))

    def help_row(self) -> Row:
        """What stands under everything."""
        return help_row(self.words)

    def as_read(self, buttons: Sequence[Button]) -> Row:
        """Buttons of one row in reading order: Telegram itself always lays them out from the left."""
        return tuple(reversed(buttons)) if self.words.right_to_left else tuple(buttons)

    def _frame(self, answer: str) -> str:
        return plain(self.words("text", text=answer))

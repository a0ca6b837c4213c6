"""What every screen of the survey is made of: the session it shows, in the reader's words."""

from collections.abc import Sequence
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
from survey.wording import filled, shortened

Row = tuple[Button, ...]
Rows = tuple[Row, ...]

_LONGEST_TEXT = 1200
"""Characters of a label with what it takes up of earlier answers, so that a whole card fits into a message."""


@dataclass(frozen=True, slots=True)
class SurveyScreen:
    """A session of a questionnaire, for a reader of that language, on the day `today`."""

    questionnaire: Questionnaire
    session: Session
    words: Words
    today: date

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
        return self.words("survey.progress", number=place.number, of=place.of)

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

"""What a receipt code opens, as letters."""

from collections.abc import Mapping, Sequence

from delivery.message import Button, Letter
from digests.parts import LONGEST, parts
from handlers.answer_view import answer_text
from handlers.callbacks import pack_erase
from handlers.own_data_taps import pack_change
from handlers.screens import help_row
from localization.catalogue import Words
from localization.labels import in_language, written_date
from people.attempts import Refusal
from survey.by_receipt import Change, Found
from survey.questionnaire import Question, Questionnaire
from survey.session import Answer
from survey.wording import filled

ROOM = LONGEST // 2
"""Characters of a letter with people's own words in it: some of them, such as emoji, Telegram counts as two."""
LONGEST_ANSWER = 1400
"""Characters of one answer, so that with its question it fits into a letter of its own."""


def receipt_letters(found: Found | Refusal | None, code: str, words: Words) -> Sequence[Letter]:
    """The response with its answers, and the way to change or erase it; or why there is none to see."""
    if not isinstance(found, Found):
        return (refused_letter(found, words),)
    day = found.response.submitted_on
    blocks = [
        words("receipt.found", date=written_date(day, words.language) if day else ""),
        *answer_lines(found.questionnaire, found.answers, words),
        words("receipt.what_now" if found.questionnaire else "receipt.only_erase"),
    ]
    change = (Button(words("button.change"), pack_change(code)),) if found.questionnaire else ()
    return letters(blocks, ((*change, Button(words("button.erase"), pack_erase(code))), help_row(words)), ROOM)


def refused_letter(refusal: Refusal | None, words: Words) -> Letter:
    """A code that opens nothing, or was not looked up."""
    return Letter(words(f"receipt.wait.{refusal}" if refusal else "receipt.unknown"), (help_row(words),))


def not_changed_letter(change: Change | Refusal | None, words: Words) -> Letter:
    """Why a response was not opened for changing."""
    if not isinstance(change, Change):
        return refused_letter(change, words)
    return Letter(words(f"receipt.{change}"), (help_row(words),))


def answer_lines(questionnaire: Questionnaire | None, answers: Mapping[str, Answer], words: Words) -> list[str]:
    """Each answer in words, in the questionnaire's order; as it is stored where its question is no longer known."""
    asked = questionnaire.questions if questionnaire else ()
    known = [question for question in asked if question.name in answers]
    others = sorted(answers.keys() - {question.name for question in known})
    labels = [_label(question, questionnaire, answers, words) for question in known]
    said = [answer_text(question, answers[question.name], words, LONGEST_ANSWER) for question in known]
    pairs = [*zip(labels, said, strict=True), *((name, _stored(answers[name])) for name in others)]
    return [words("receipt.answer", question=label, answer=answer) for label, answer in pairs]


def letters(blocks: Sequence[str], buttons: tuple[tuple[Button, ...], ...], room: int = LONGEST) -> Sequence[Letter]:
    """The blocks in as few letters as there is room for, the buttons under the last."""
    *before, last = parts(blocks, room)
    return (*map(Letter, before), Letter(last, buttons))


def _label(question: Question, asked: Questionnaire | None, answers: Mapping[str, Answer], words: Words) -> str:
    label = in_language(question.label, words.language)
    return filled(label, asked, answers, words.language) if asked else label


def _stored(answer: Answer) -> str:
    return " ".join((*answer.options, answer.text or "")) or answer.status

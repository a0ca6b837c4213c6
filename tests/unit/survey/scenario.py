"""A conversation as a file: what was given, and what came of it, a line each."""

import json

from survey.events import (
    Action,
    AnswerRecorded,
    AnswerRejected,
    AnswerRemoved,
    DidYouMean,
    Event,
    Input,
    OtherAsked,
    QuestionAsked,
    ReviewOpened,
    SelectionChanged,
    Shared,
    Submitted,
    Tap,
    TapOutdated,
    TooYoung,
    Wrote,
)
from survey.session import Answer, AnswerStatus, Session


def read_input(line: str, version: int) -> Input:
    """`write WORDS` (JSON's escapes), `share PLACE` or `ACTION [QUESTION [OPTION]]`; `old` is of the version before."""
    word, _, rest = line.partition(" ")
    if word == "write":
        return Wrote(json.loads(f'"{rest}"'), "sv")
    if word == "share":
        return Shared(rest)
    if word == "old":
        return read_input(rest, version - 1)
    question, _, option = rest.partition(" ")
    return Tap(version, Action[word.upper()], question, option)


def tell(event: Event, session: Session) -> str:
    """The event in a line."""
    ticked = " ".join(session.position.selected)
    match event:
        case AnswerRecorded(question, answer):
            told = f"recorded {question}: {_tell_answer(answer)}"
        case AnswerRejected(question, reason, limit):
            told = f"rejected {question or 'on the review'}: {reason}" + (f" ({limit})" if limit else "")
        case DidYouMean(question, choice):
            told = f"nearly {choice} of {question}"
        case SelectionChanged(question):
            told = f"ticked in {question}: {ticked or 'nothing'}"
        case OtherAsked(question, choice):
            told = f"asked for the words of {question} {choice}"
        case QuestionAsked(question):
            told = f"asked {question}" + (f" with {ticked}" if ticked else "")
        case AnswerRemoved(question):
            told = f"removed {question}"
        case TapOutdated(same):
            told = "outdated, and already so" if same else "outdated"
        case ReviewOpened() | Submitted() | TooYoung():
            told = {ReviewOpened(): "opened the review", Submitted(): "submitted", TooYoung(): "too young"}[event]
    return told


def _tell_answer(answer: Answer) -> str:
    if answer.status is not AnswerStatus.GIVEN:
        return answer.status
    words = [] if answer.text is None else [f"<{answer.text}> in {answer.language}"]
    return " ".join([*answer.options, *words])

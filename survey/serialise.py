"""Positions and sessions as JSON text, and back."""

import json
from collections.abc import Mapping
from dataclasses import asdict

from survey.errors import UnreadableSession
from survey.session import Answer, AnswerStatus, Position, Session, Stage


def position_to_json(position: Position) -> str:
    """The position as one line of JSON."""
    return _dump(asdict(position))


def position_from_json(text: str) -> Position:
    """The position written by `position_to_json`.

    Raises:
        UnreadableSession: the text is no such thing.
    """
    try:
        return _position(json.loads(text))
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableSession from error


def session_to_json(session: Session) -> str:
    """The session with its answers as one line of JSON."""
    answers = {name: asdict(answer) for name, answer in session.answers.items()}
    return _dump({**asdict(session), "answers": answers})


def session_from_json(text: str) -> Session:
    """The session written by `session_to_json`.

    Raises:
        UnreadableSession: the text is no such thing.
    """
    try:
        fields = json.loads(text)
        answers = {str(name): _answer(answer) for name, answer in fields["answers"].items()}
        return Session(
            questionnaire=str(fields["questionnaire"]),
            version=int(fields["version"]),
            position=_position(fields["position"]),
            answers=answers,
            draw=str(fields["draw"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableSession from error


def _dump(fields: Mapping[str, object]) -> str:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def _position(fields: Mapping[str, object]) -> Position:
    return Position(
        stage=Stage(str(fields["stage"])),
        question=str(fields["question"]),
        selected=_names(fields["selected"]),
        other=str(fields["other"]),
        editing=bool(fields["editing"]),
    )


def _answer(fields: Mapping[str, object]) -> Answer:
    return Answer(
        status=AnswerStatus(str(fields["status"])),
        options=_names(fields["options"]),
        text=_words(fields["text"]),
        language=_words(fields["language"]),
    )


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise UnreadableSession
    return tuple(map(str, value))


def _words(value: object) -> str | None:
    return None if value is None else str(value)

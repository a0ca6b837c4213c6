"""What stands in a SQLite file about one person, found by SQL and the key alone."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from people.keys import guard_mark
from people.person import ChatId

SECTIONS = {
    "chats": "chat",
    "sessions": "open_survey",
    "responses": "response",
    "answers": "answers",
    "subscriptions": "following",
    "outbox": "messages",
    "participations": "marks_of_having_answered",
    "inbox": "updates_being_handled",
    "staff": "staff",
    "invitations": "invitations",
    "drafts": "draft",
    "watched_issues": "watched",
    "dialogue_guests": "dialogues",
    "kiosks": "kiosk",
    "morning_choices": "morning",
    "sent_files": "files_sent",
}
"""The tables that can hold something of a person, and where in the file it is told."""
HOLDS_NOBODY = {
    *("rounds", "marks", "keys", "leases", "progress_updates", "digest_runs", "releases", "help_shown"),
    *("proposals", "signatures", "pulse", "pictures", "audit", "dialogues", "panel_questions"),
    *("matters", "told_matters", "tallies", "recounts"),
    *("text_groups", "grouped", "readings", "export_requests"),  # none is made while a chat is linked to its response
}

TOLD_ELSEWHERE = {
    "answers": {"response"},  # the response's id, told with it
    "drafts": {"person"},  # the chat's key, told with the chat
    "inbox": {"lane"},  # as above
    "morning_choices": {"person"},  # as above
    "outbox": {"id", "person", "way"},  # the number of a row; the chat's key; a chat is written to in the chat
    "sessions": {"submitted"},  # the position's stage again, for an index
}

Row = dict[str, Any]


def dumped(file: Path, number: int, opens: Callable[[bytes], bytes]) -> dict[str, list[Row]]:
    """Every row of a person by table, its sealed values opened."""
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row

        def rows(question: str, *values: object) -> list[Row]:
            return [_opened(dict(row), opens) for row in connection.execute(question, values)]

        chats = [row for row in rows("SELECT * FROM chats") if row["chat"] == str(number)]
        key = chats[0]["key"]
        sessions = rows("SELECT * FROM sessions WHERE person = ?", key)
        response = sessions[0]["response"]
        [round_key] = [row["key"] for row in rows("SELECT * FROM rounds")]
        mark = guard_mark(round_key.encode(), ChatId(number))
        return {
            "chats": chats,
            "sessions": sessions,
            "responses": rows("SELECT * FROM responses WHERE id = ?", response),
            "answers": rows("SELECT * FROM answers WHERE response = ?", response),
            "subscriptions": rows("SELECT * FROM subscriptions WHERE person = ?", key),
            "outbox": rows("SELECT * FROM outbox WHERE person = ?", key),
            "participations": rows("SELECT * FROM participations WHERE guard = ?", mark),
            "staff": rows("SELECT * FROM staff WHERE person = ?", key),
            "invitations": rows("SELECT * FROM invitations WHERE opened_by = ?", key),
            "drafts": rows("SELECT * FROM drafts WHERE person = ?", key),
            "watched_issues": rows("SELECT * FROM watched_issues WHERE person = ?", key),
            "dialogue_guests": rows("SELECT * FROM dialogue_guests WHERE person = ?", key),
            "kiosks": rows("SELECT * FROM kiosks WHERE person = ?", key),
            "sent_files": rows("SELECT * FROM sent_files WHERE person = ?", key),
            "morning_choices": rows("SELECT * FROM morning_choices WHERE person = ?", key),
            "inbox": [row for row in rows("SELECT * FROM inbox") if f'"id": {number}' in (row["raw"] or "")],
        }


def _opened(row: Row, opens: Callable[[bytes], bytes]) -> Row:
    return {name: opens(value).decode() if isinstance(value, bytes) else value for name, value in row.items()}


def values_kept(table: str, rows: Sequence[Row]) -> set[str]:
    """Every value in the rows, one way of writing each."""
    elsewhere = TOLD_ELSEWHERE.get(table, set())
    kept = (value for row in rows for name, value in row.items() if name not in elsewhere)
    return {leaf for value in kept for leaf in _leaves(value)}


def values_told(section: Any) -> set[str]:
    """Every value in a section of the file; where it is told by question or round, their names as well."""
    named = isinstance(section, dict) and not {"key", "person", "id", "content", "weekdays"} & section.keys()
    return set(_leaves(section)) | (set(section) if named else set())


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value[:1] in ("{", "["):
        value = json.loads(value)
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _leaves(each)
    elif isinstance(value, bool):
        yield str(int(value))
    elif value is not None:
        yield _moment(str(value))


def _moment(text: str) -> str:
    """Moments stand in the file without their zone, which is UTC."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return text if moment.tzinfo is None and len(text) == len("2026-11-23") else str(moment.replace(tzinfo=UTC))

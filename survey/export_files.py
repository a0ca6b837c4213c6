"""Exports as files: whole or not there at all, and for their owner's eyes only."""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TextIO

from survey.codebook import json_schema
from survey.export import Rows, write_csv, write_json
from survey.questionnaire import Questionnaire
from survey.workbook_export import write_xlsx

KEPT = timedelta(hours=24)
"""How long a file that was made for somebody in the chat lies on this machine at the most."""

_PRIVATE_FILE, _PRIVATE_FOLDER = 0o600, 0o700


class Form(StrEnum):
    """How an export is written."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


def write_export(path: Path, form: Form, questionnaires: Sequence[Questionnaire], rows: Rows) -> int:
    """Write the responses to `path`, of which what was there before stays until the new file is whole.

    Returns the rows written. Beside a JSON file lies its schema.
    """
    if form is Form.XLSX:
        return _write_workbook(path, questionnaires, rows)
    write = write_csv if form is Form.CSV else write_json
    with replaced(path, "utf-8-sig" if form is Form.CSV else "utf-8") as file:
        written = write(file, questionnaires, rows)
    if form is Form.JSON:
        with replaced(schema_path(path), "utf-8") as file:
            json.dump(json_schema(questionnaires, "sv"), file, ensure_ascii=False, indent=2)
    return written


def schema_path(path: Path) -> Path:
    """Where the schema of a JSON file lies."""
    return path.with_suffix(".schema.json")


@contextmanager
def replaced(path: Path, encoding: str) -> Iterator[TextIO]:
    """A file beside `path` that takes its place when all is written, readable by its owner only."""
    beside = _beside(path)
    opener: Callable[[str, int], int] = partial(os.open, mode=_PRIVATE_FILE)
    try:
        with open(beside, "w", encoding=encoding, newline="", opener=opener) as file:
            yield file
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _write_workbook(path: Path, questionnaires: Sequence[Questionnaire], rows: Rows) -> int:
    beside = _beside(path)
    try:
        os.close(os.open(beside, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, _PRIVATE_FILE))
        written = write_xlsx(beside, questionnaires, rows)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return written


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


@dataclass(frozen=True, slots=True)
class ExportFolder:
    """A folder of this machine (0700) in which files lie until they have been sent."""

    path: Path

    def place(self, name: str) -> Path:
        """Where a file of that name is to lie; the folder is made where it is missing."""
        self.path.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
        self.path.chmod(_PRIVATE_FOLDER)
        return self.path / name

    def remove(self, path: Path) -> None:
        """Throw a file and its schema away."""
        for each in (path, schema_path(path)):
            each.unlink(missing_ok=True)

    def forget(self, now: datetime) -> int:
        """Throw away what has lain there too long. Returns how many files."""
        if not self.path.is_dir():
            return 0
        old = [each for each in self.path.iterdir() if each.stat().st_mtime < (now - KEPT).timestamp()]
        for each in old:
            each.unlink(missing_ok=True)
        return len(old)

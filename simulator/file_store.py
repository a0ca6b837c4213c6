"""Uploaded files, kept in memory."""

from itertools import count

from simulator.records import Json, StoredFile


class FileStore:
    """Every uploaded file by its id."""

    def __init__(self) -> None:
        self._files: dict[str, StoredFile] = {}
        self._numbers = count(1)

    def add(self, name: str, mime_type: str, data: bytes) -> StoredFile:
        """Keep a file."""
        stored = StoredFile(f"SimulatorFile{next(self._numbers):08}", name, mime_type, data)
        self._files[stored.file_id] = stored
        return stored

    def get(self, file_id: str) -> StoredFile | None:
        """The file with this id."""
        return self._files.get(file_id)

    def by_path(self, path: str) -> StoredFile | None:
        """The file that getFile said to be at this path."""
        return self.get(path.rpartition("/")[2])


def file_json(stored: StoredFile) -> Json:
    """The fields every kind of file has."""
    return {
        "file_id": stored.file_id,
        "file_unique_id": f"u{stored.file_id}",
        "file_size": len(stored.data),
    }

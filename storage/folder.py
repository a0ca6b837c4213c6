"""The folder a SQLite file lies in: on a disk of this machine, and closed to everybody else."""

import os
from pathlib import Path

from storage.errors import DatabaseUnreachable, UnsafeFolder

_MOUNTS = Path("/proc/self/mountinfo")
_SHARED = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "virtiofs", "vboxsf", "afs", "ceph", "glusterfs"})
_OTHERS = 0o077


def prepare_file(path: Path) -> None:
    """Make the folder (0700) and the file (0600) where they are missing, whatever the umask.

    Raises:
        UnsafeFolder: the folder is shared with others, or lies on a file system on which SQLite's locks do not hold.
        DatabaseUnreachable: it cannot be made.
    """
    try:
        _prepare(path.absolute())
    except OSError as error:
        raise DatabaseUnreachable(error.strerror or "") from None


def shared_file_system(folder: Path, mounts: str) -> str | None:
    """The name of the network or shared file system that holds the folder, if it is one.

    `mounts` is Linux's /proc/self/mountinfo (proc_pid_mountinfo(5)).
    """
    found = [(point, kind) for point, kind in map(_mount, mounts.splitlines()) if folder.is_relative_to(point)]
    # The longest holds the folder, and of two at one point the later hides the earlier.
    kind = max(enumerate(found), key=lambda each: (len(each[1][0]), each[0]))[1][1] if found else ""
    return kind if kind in _SHARED or kind.startswith("fuse.") else None


def _prepare(path: Path) -> None:
    folder = path.parent
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(0o700)
    folder = folder.resolve()
    if kind := shared_file_system(folder, _MOUNTS.read_text() if _MOUNTS.exists() else ""):
        raise UnsafeFolder(f"{folder} is on {kind}, where SQLite's locks do not hold")
    if folder.stat().st_mode & _OTHERS:
        raise UnsafeFolder(f"{folder} is open to others: chmod 700 {folder}")
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    # SQLite gives its log and shared memory the mode of the file.
    path.chmod(0o600)


def _mount(line: str) -> tuple[str, str]:
    before, _, after = line.partition(" - ")
    point = before.split(" ")[4].replace("\\040", " ")
    return point, after.split(" ")[0]

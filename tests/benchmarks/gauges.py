"""What the kernel says a process has used."""

import os
from pathlib import Path

_TICK = 1 / os.sysconf("SC_CLK_TCK")
_USER, _SYSTEM = 11, 12
"""Their places after the command's name in /proc/PID/stat (proc_pid_stat(5): fields 14 and 15)."""


def cpu_seconds(pid: int) -> float:
    """User and system time of all the process's threads until now."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[_USER]) + int(fields[_SYSTEM])) * _TICK


def resident_mebibytes(pid: int) -> float:
    """Memory the process holds now."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmRSS:"))) / 1024

"""`python -m tests.faults.peak FILE WORDS…`: the command, and then its largest size in megabytes in FILE."""

import sys
from pathlib import Path

from bot.commands.words import main as run_words


def peak() -> float:
    """The kernel's own mark of this process, in megabytes (proc(5), VmHWM).

    What `getrusage` tells, a process inherits from the one it was made by.
    """
    [line] = [each for each in Path("/proc/self/status").read_text().splitlines() if each.startswith("VmHWM")]
    return round(int(line.split()[1]) / 1024, 1)


def main() -> int:
    """Run the words."""
    code = run_words(sys.argv[2:])
    Path(sys.argv[1]).write_text(str(peak()))
    return code


if __name__ == "__main__":
    sys.exit(main())

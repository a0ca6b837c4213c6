"""Where this process listens: a host and a port."""

import re
from typing import NamedTuple

_WRITTEN = re.compile(r"(?:\[(?P<six>[0-9a-fA-F:.]+)\]|(?P<host>[^\s:\[\]/]+)):(?P<port>[0-9]{1,5})")
_HIGHEST = 65535


class ListenAddress(NamedTuple):
    """A host of this machine and a port; 0 takes any free one."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def parse_listen_address(text: str) -> ListenAddress:
    """Read `127.0.0.1:9100` or `[::1]:9100`.

    Raises:
        ValueError: it is neither.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None or int(found["port"]) > _HIGHEST:
        raise ValueError("must be a host and a port, such as 127.0.0.1:9100")
    return ListenAddress(found["six"] or found["host"], int(found["port"]))

"""What the buttons of dialogues, kiosks and sheets carry."""

from enum import StrEnum

AT_DIALOGUE, WORK, KIOSK = "y", "w", "q"
"""What such data begins with: for somebody at a dialogue, for staff, and in a kiosk."""


class Go(StrEnum):
    """What a button does for somebody at a dialogue."""

    HERE = "here"
    BEGIN = "go"
    LEAVE = "leave"
    YES = "yes"
    NO = "no"
    ASK = "ask"


class Work(StrEnum):
    """What a button does for staff."""

    LIST = "list"
    NEW = "new"
    DAY = "day"
    CREATE = "create"
    ONE = "one"
    CODE = "code"
    END = "end"
    END_NOW = "end_now"
    PANEL = "panel"
    ANSWER = "answer"
    SEND = "send"
    SHEET = "sheet"
    SHEET_IN = "sheet_in"
    SHEET_DROP = "sheet_drop"
    KIOSK = "kiosk"
    KIOSK_OPEN = "kiosk_open"


class Step(StrEnum):
    """What a button does in a kiosk."""

    START = "start"
    LANGUAGE = "language"
    STOP = "stop"
    STOP_NOW = "stop_now"
    DONE = "done"


def pack_go(go: Go, code: str) -> str:
    """The data of a button at a dialogue."""
    return f"{AT_DIALOGUE}:{go}:{code}"


def pack_work(work: Work, *about: object) -> str:
    """The data of a button of the staff."""
    return ":".join((WORK, work, *map(str, about)))


def pack_kiosk(step: Step, *about: str) -> str:
    """The data of a button of a kiosk."""
    return ":".join((KIOSK, step, *about))


def read_kiosk(data: str) -> tuple[Step | None, str]:
    """What a kiosk's button does, and what it is about; None for any other button."""
    kind, _, rest = data.partition(":")
    step, _, about = rest.partition(":")
    return (Step(step), about) if kind == KIOSK and step in set(Step) else (None, "")

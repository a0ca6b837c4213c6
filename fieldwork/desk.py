"""What conversations may ask of fieldwork, in one piece."""

from dataclasses import dataclass

from fieldwork.follow_up import FollowUp
from fieldwork.holding import Holding
from fieldwork.kiosk_host import KioskHost
from fieldwork.sheets import Sheets
from fieldwork.visiting import Visiting
from fieldwork.writing import DialogueWriting


@dataclass(frozen=True, slots=True)
class Fieldwork:
    """Its use cases."""

    writing: DialogueWriting
    holding: Holding
    visiting: Visiting
    kiosks: KioskHost
    sheets: Sheets
    follow_up: FollowUp

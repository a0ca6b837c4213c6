"""The use cases of meeting residents in person, joined."""

from bot.content import Content
from bot.settings import Settings
from fieldwork.desk import Fieldwork
from fieldwork.follow_up import FollowUp
from fieldwork.holding import Holding
from fieldwork.kiosk_host import KioskHost
from fieldwork.sheets import Sheets
from fieldwork.visiting import Visiting
from fieldwork.writing import DialogueWriting
from people.staffing import Register
from storage.database import Database
from survey.service import SurveyService


def join_fieldwork(
    settings: Settings, content: Content, database: Database, register: Register, surveys: SurveyService
) -> Fieldwork:
    """Everything of it."""
    catalogues, quiet = content.catalogues, settings.quiet_hours
    k_public, k_staff = settings.min_group_public, settings.min_group_staff
    asked, clock, randomness = content.dialogue, register.clock, register.randomness
    return Fieldwork(
        writing=DialogueWriting(database, register, catalogues.languages),
        holding=Holding(database, register, asked, catalogues, quiet, k_public, k_staff),
        visiting=Visiting(database, surveys, asked, clock, register.zone, randomness),
        kiosks=KioskHost(database, register, surveys, settings.kiosk_per_hour),
        sheets=Sheets(database, register, surveys),
        follow_up=FollowUp(database, register, catalogues, quiet, content.privacy),
    )

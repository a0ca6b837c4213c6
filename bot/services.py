"""The use cases with their store, content and clock: everything the product does that needs no Telegram."""

import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog

from bot.content import AGE, AREA, DOES, EVENING, NOTICE, PLACES, SPOKEN, UNSAFE, WORRY, Content, read_content
from bot.fieldwork import join_fieldwork
from bot.settings import HOW_TO_MAKE_A_KEY, Settings, SettingsError
from digests.broadcasts import Broadcasts
from digests.content import DigestContent
from digests.duty_alert import HelpRecord
from digests.everything_held import EverythingHeld
from digests.export_notices import ExportNoticeWork, StaffExportNotices
from digests.figure_chart import FigureChart
from digests.figure_picture import draw_figures
from digests.following import Following
from digests.illustrations import Illustrations
from digests.morning import Morning
from digests.overview import PromiseOverview
from digests.ports import DigestWork
from digests.proposal_notices import ProposalNotices
from digests.proposals import Proposals
from digests.public.record import PublicPromise
from digests.pulse import PulseTaps
from digests.recording import Recording
from digests.reminder import Reminders
from digests.report import Reporter
from digests.service import DigestRules, DigestService
from digests.split import Split
from digests.staff_notices import StaffNotices
from digests.staff_reminders import StaffReminders
from digests.staff_runs import MailList
from fieldwork.desk import Fieldwork
from people.attempts import Attempts
from people.audit_reading import AuditReading
from people.inviting import Inviting
from people.joining import Joining
from people.keys import KeyRing
from people.masking.mask import mask
from people.person import PersonKey
from people.service import PeopleService
from people.staff import Right
from people.staffing import Register, Staffing
from people.turning_away import TurningAway
from promises.service import PromiseService
from storage.database import Database, open_database
from storage.migrate import migrate
from storage.secret_check import check_key
from survey.by_receipt import ByReceipt
from survey.export_files import ExportFolder
from survey.exporting import Exporting
from survey.language import LanguageTagger
from survey.own_responses import OwnResponses
from survey.questionnaire import Kind, Question, Questionnaire
from survey.reading.content import reading_content
from survey.reading.service import Reading
from survey.retention import Retention
from survey.service import SurveyService
from survey.upkeep import Upkeep

log = structlog.get_logger(__name__)

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The time now, aware, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Services:
    """What commands and conversations call."""

    settings: Settings
    content: Content
    keys: KeyRing
    database: Database
    clock: Clock
    people: PeopleService
    surveys: SurveyService
    responses: OwnResponses
    by_receipt: ByReceipt
    held: EverythingHeld
    retention: Retention
    upkeep: Upkeep
    promises: PromiseService
    following: Following
    pulse: PulseTaps
    recording: Recording
    proposals: Proposals
    overview: PromiseOverview
    public: PublicPromise
    field: Fieldwork
    staffing: Staffing
    turning_away: TurningAway
    inviting: Inviting
    joining: Joining[DigestWork]
    audit: AuditReading
    reading: Reading
    exporting: Exporting[ExportNoticeWork]
    morning: Morning
    digests: DigestService
    broadcasts: Broadcasts
    reminders: Reminders
    staff_reminders: StaffReminders
    help_record: HelpRecord
    reporter: Reporter

    def local_now(self) -> datetime:
        """The wall clock where the residents live."""
        return self.clock().astimezone(self.settings.timezone)


@asynccontextmanager
async def open_services(settings: Settings, clock: Clock = system_clock) -> AsyncIterator[Services]:
    """Read the content, bring the database to this version's form, and join everything.

    Raises:
        SettingsError: there is no SECRET_KEY.
        ContentError: the content is not right.
        StorageError: the database cannot be used.
    """
    if settings.secret_key is None:
        raise SettingsError([f"SECRET_KEY: is not set; {HOW_TO_MAKE_A_KEY}"])
    content = read_content(settings.content_dir)
    keys = KeyRing(settings.secret_key.get_secret_value())
    url = settings.database_url.get_secret_value()
    await migrate(url)
    database = await open_database(url, keys.cipher)
    try:
        await check_key(database, os.urandom(32))
        yield _join(settings, content, keys, database, clock)
    finally:
        await database.close()


def _surveys(settings: Settings, content: Content, database: Database, clock: Clock) -> SurveyService:
    return SurveyService(
        database=database,
        questionnaire=content.questionnaire,
        clock=clock,
        zone=settings.timezone,
        randomness=os.urandom,
        guess=LanguageTagger(content.catalogues.languages).guess,
        mask=mask,
        earlier=content.besides,
    )


def _join(settings: Settings, content: Content, keys: KeyRing, database: Database, clock: Clock) -> Services:
    staff = tuple(keys.person(number) for number in settings.staff_ids)
    about = _about(content)
    illustrations = Illustrations(database, clock)
    register = Register(frozenset(staff), clock, settings.timezone, os.urandom, _opened(content))
    notices = ProposalNotices(
        database, content.promise, content.catalogues, settings.quiet_hours, settings.timezone, clock
    )
    promises = PromiseService(notices, content.promise, clock, settings.publish_signatures)
    surveys = _surveys(settings, content, database, clock)
    return Services(
        settings=settings,
        content=content,
        keys=keys,
        database=database,
        clock=clock,
        people=PeopleService(database),
        surveys=surveys,
        field=join_fieldwork(settings, content, database, register, surveys),
        responses=OwnResponses(database),
        by_receipt=ByReceipt(database, content.questionnaires, Attempts(clock), clock),
        held=EverythingHeld(database),
        retention=Retention(database, content.privacy, clock, settings.timezone),
        upkeep=Upkeep(database, frozenset(each.round for each in content.questionnaires), clock),
        promises=promises,
        recording=Recording(
            database, about, clock, settings.timezone, settings.min_group_public, settings.min_group_staff
        ),
        proposals=Proposals(database, about, clock, settings.timezone, promises),
        following=_following(settings, content, database, clock),
        pulse=PulseTaps(database, content.promise, content.questionnaire.round, clock, os.urandom),
        overview=PromiseOverview(database, about, settings.timezone, clock, illustrations.keep),
        public=PublicPromise(database, about, settings.timezone, settings.min_group_public, clock),
        staffing=Staffing(database, register),
        turning_away=TurningAway(database, register),
        inviting=Inviting(database, register),
        joining=Joining(database, register, StaffNotices(content.catalogues, register)),
        broadcasts=Broadcasts(database, register, clock),
        morning=Morning(database, register, settings.staff_digest_at, about.area),
        digests=_digests(settings, content, keys, database, about, staff, illustrations),
        audit=AuditReading(database, register),
        reading=_reading(settings, content, database, register),
        exporting=_exporting(settings, content, database, register),
        help_record=_help_record(settings, content, keys, database, clock),
        reporter=Reporter(about, settings.timezone, settings.min_group_staff),
        reminders=Reminders(database, content.catalogues, settings.quiet_hours, settings.timezone),
        staff_reminders=StaffReminders(
            database, content.catalogues, content.promise, settings.quiet_hours, settings.timezone
        ),
    )


def _digests(
    settings: Settings,
    content: Content,
    keys: KeyRing,
    database: Database,
    about: DigestContent,
    staff: Sequence[PersonKey],
    illustrations: Illustrations,
) -> DigestService:
    mail = MailList(settings.staff_mail, keys.address)
    return DigestService(
        database, content.catalogues, about, _rules(settings), lambda: staff, illustrations, draw=_drawn, mail=mail
    )


def _about(content: Content) -> DigestContent:
    """What digests tell. The question named for a commitment asks what residents notice of it."""
    questionnaire = content.questionnaire
    asked = {each.name: questionnaire.question(NOTICE + each.name) for each in content.promise.commitments}
    views = {name: question for name, question in asked.items() if question}
    told = (WORRY, AREA, AGE, EVENING, DOES, PLACES, SPOKEN, *(each.name for each in views.values()))
    return DigestContent(
        content.promise,
        questionnaire.round,
        views,
        questionnaire.question(WORRY),
        others=tuple(each for each in questionnaire.questions if each.name not in told and _told_whole(each)),
        by_area=_split(questionnaire, AREA, EVENING),
        unsafe=UNSAFE,
        by_age=_split(questionnaire, AGE, DOES),
        ages=_split(questionnaire, AGE, PLACES),
        spoken=questionnaire.question(SPOKEN),
        asked=questionnaire.questions,
        languages=questionnaire.languages,
        population=content.population,
    )


def _told_whole(question: Question) -> bool:
    """Whether a question can be told whole: its options are counted, and whoever is asked it can pass it over."""
    return question.kind in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE) and (question.prefer_not or not question.required)


def _split(questionnaire: Questionnaire, by: str, asked: str) -> Split | None:
    group, question = questionnaire.question(by), questionnaire.question(asked)
    return Split(group, question) if group and question else None


async def _drawn(chart: FigureChart) -> bytes:
    """The picture; nothing where drawing fails, for the words must come all the same."""
    try:
        return await draw_figures(chart)
    except Exception:  # whatever ails a library of drawing, the digest does not wait for it
        log.exception("a picture could not be drawn")
        return b""


def _following(settings: Settings, content: Content, database: Database, clock: Clock) -> Following:
    names = tuple(each.name for each in content.promise.commitments)
    return Following(database, settings.follower_digest_at, clock, settings.timezone, names)


def _help_record(settings: Settings, content: Content, keys: KeyRing, database: Database, clock: Clock) -> HelpRecord:
    on_duty = tuple(keys.person(number) for number in settings.duty_ids)
    return HelpRecord(database, content.catalogues, on_duty, clock, settings.timezone)


def _opened(content: Content) -> frozenset[Right]:
    """What a decision of the municipality opens to the police."""
    return frozenset({Right.READ} if content.privacy.police_reads else ())


def _reading(settings: Settings, content: Content, database: Database, register: Register) -> Reading:
    return Reading(
        database,
        register,
        reading_content(content.questionnaires, AREA, content.catalogues.languages, content.tags),
        settings.min_group_staff,
        lambda text: content.concerns.notice(text) is not None,
    )


def _exporting(
    settings: Settings, content: Content, database: Database, register: Register
) -> Exporting[ExportNoticeWork]:
    notices = StaffExportNotices(content.catalogues, register)
    return Exporting(database, register, notices, content.questionnaires, ExportFolder(settings.export_dir))


def _rules(settings: Settings) -> DigestRules:
    return DigestRules(
        zone=settings.timezone,
        staff_at=settings.staff_digest_at,
        followers_at=settings.follower_digest_at,
        quiet=settings.quiet_hours,
        k_public=settings.min_group_public,
        k_staff=settings.min_group_staff,
    )

"""The house keeps to its own rules: arrows, names, sizes, clocks, and lists that have to agree with each other."""

import ast
import inspect
import re
import subprocess
import sys
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiogram import Dispatcher
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.filters import Command

from bot.introduction import COMMANDS
from bot.settings import Settings
from handlers.awaited_days import AwaitedDay
from handlers.awaited_hours import AwaitedHour
from handlers.callbacks import EraseTap, KeepTap, LanguageTap, Menu, MenuTap, SurveyTap
from handlers.desk import Desk
from handlers.field_taps import AwaitedFieldWords, DialogueLink, GoTap, WorkTap
from handlers.filters import OwnText, SharedPlace
from handlers.following_taps import OnCard, UnderDigest
from handlers.kiosk_taps import AtKiosk
from handlers.lost_role import WordsTooLate
from handlers.own_data_taps import ChangeTap, DropTap
from handlers.promise_taps import HistoryTap, PictureTap
from handlers.recording_taps import Tap
from handlers.routes import build_dispatcher
from handlers.said import SaidWord
from handlers.staff_filters import AwaitedName, InvitationLink
from handlers.staff_taps import StaffTap
from handlers.staff_words import AwaitedWords
from handlers.turning_away import NoMember
from handlers.visit import ALLOWED_UPDATES, IN_CHANNELS
from localization.catalogue import Catalogues

ROOT = Path(__file__).parent.parent
PACKAGES = (
    *("bot", "handlers", "survey", "promises", "fieldwork", "digests", "delivery", "people", "localization", "storage"),
    "simulator",
)
OUR_FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
ALL_FILES = [*OUR_FILES, *sorted((ROOT / "tests").rglob("*.py"))]

MOST_LINES_A_FILE = 400
MOST_LINES_A_FUNCTION = 60
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "core", "base", "tools", "lib"}

CLOCKS = {
    "now": {"datetime"},
    "utcnow": {"datetime"},
    "today": {"date", "datetime"},
    "time": {"time"},
    "time_ns": {"time"},
}
"""Calls that ask the machine what time it is, by method and what it is called on."""
MAY_ASK_THE_CLOCK = ("bot/", "simulator/__main__.py")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_walk_finds_the_house() -> None:
    assert len(OUR_FILES) > 100
    assert len(ALL_FILES) > len(OUR_FILES)


def test_every_import_points_the_way_the_arrows_do() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    checked = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    assert re.search(r"[1-9]\d* kept, 0 broken", checked.stdout)


def test_every_setting_is_in_the_example_and_nothing_else_is() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    listed = re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)
    assert sorted(listed) == sorted(field.upper() for field in Settings.model_fields)


# What people may write and press.


def dispatcher() -> Dispatcher:
    return build_dispatcher(typing.cast("Desk", object()))


def handlers(kind: str) -> Iterator[HandlerObject]:
    for router in dispatcher().chain_tail:
        yield from router.observers[kind].handlers


def filters_of(handler: HandlerObject) -> list[object]:
    return [each.callback for each in handler.filters or []]


def commands() -> set[str]:
    found = [each for handler in handlers("message") for each in filters_of(handler) if isinstance(each, Command)]
    return {str(command) for each in found for command in each.commands}


def test_every_command_is_in_telegrams_menu_and_answered() -> None:
    assert commands() == set(COMMANDS)


@pytest.mark.parametrize("language", Catalogues().languages)
def test_every_command_has_words_in_every_language(language: str) -> None:
    catalogue = (ROOT / "localization" / "catalogues" / f"{language}.po").read_text(encoding="utf-8")
    described = set(re.findall(r'^msgid "command\.(\w+)"$', catalogue, re.MULTILINE))
    assert described == set(COMMANDS)


def test_every_menu_button_is_answered() -> None:
    answered = {
        each.menu for handler in handlers("callback_query") for each in filters_of(handler) if isinstance(each, MenuTap)
    }
    assert answered == set(Menu)


ALWAYS_GIVEN = {"visit", "desk", "bursts", "writing", "hours", "days"}
GIVEN_BY: dict[type[object], set[str]] = {
    Command: {"command"},
    OwnText: {"text"},
    SaidWord: {"said"},
    AwaitedDay: {"text", "wanted"},
    AwaitedName: {"text"},
    InvitationLink: {"token"},
    StaffTap: {"about"},
    Tap: {"pressed"},
    AwaitedFieldWords: {"text", "awaited"},
    SharedPlace: {"place"},
    SurveyTap: {"tap"},
    LanguageTap: {"language"},
    EraseTap: {"code"},
    ChangeTap: {"code"},
    DropTap: set(),
    KeepTap: {"question"},
    MenuTap: set(),
    OnCard: {"tap"},
    UnderDigest: {"asked"},
    HistoryTap: {"commitment"},
    PictureTap: set(),
    AwaitedHour: {"text", "awaited"},
    AwaitedWords: {"text", "awaited"},
    AtKiosk: {"kiosk"},
    NoMember: {"denial"},
    WordsTooLate: {"text"},
    DialogueLink: {"code"},
    GoTap: {"code"},
    WorkTap: {"about"},
}


@pytest.mark.parametrize("kind", ["message", "edited_message", "callback_query", "my_chat_member"])
def test_every_handler_is_given_all_it_asks_for(kind: str) -> None:
    found = list(handlers(kind))
    assert found
    for handler in found:
        given = set(ALWAYS_GIVEN)
        for each in filters_of(handler):
            given |= next((names for filter_, names in GIVEN_BY.items() if isinstance(each, filter_)), set())
        _, *asked = inspect.signature(handler.callback).parameters
        assert set(asked) <= given, handler.callback


def test_telegram_is_asked_for_every_kind_of_update_that_has_a_handler() -> None:
    assert {*dispatcher().resolve_used_update_types(), IN_CHANNELS} == set(ALLOWED_UPDATES)


# How the code is written.


def syntax(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), name(path))


def asks_the_clock(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=on, attr=method)) if method in CLOCKS:
            return ast.unparse(on).rpartition(".")[2] in CLOCKS[method]
    return False


def test_only_the_process_asks_the_machine_what_time_it_is() -> None:
    asking = {
        name(path)
        for path in OUR_FILES
        if any(map(asks_the_clock, ast.walk(syntax(path)))) and not name(path).startswith(MAY_ASK_THE_CLOCK)
    }
    assert asking == set()


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        ("datetime.now(UTC)", True),
        ("datetime.datetime.utcnow()", True),
        ("date.today()", True),
        ("time.time()", True),
        ("self.clock()", False),
        ("loop.time()", False),
        ("services.clock().time()", False),
        ("local_now()", False),
    ],
)
def test_the_walk_knows_a_clock_when_it_sees_one(line: str, asks: bool) -> None:
    assert any(map(asks_the_clock, ast.walk(ast.parse(line)))) is asks


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert not [name(path) for path in ALL_FILES if NAMES_THAT_SAY_NOTHING & {path.stem, path.parent.name}]


def test_packages_are_marked_by_an_empty_file() -> None:
    assert not [name(path) for path in OUR_FILES if path.name == "__init__.py" and path.read_text(encoding="utf-8")]


def test_no_file_is_too_long_to_be_read() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in ALL_FILES}
    assert {path: lines for path, lines in lengths.items() if lines > MOST_LINES_A_FILE} == {}


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(syntax(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield f"{name(path)}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_function_is_too_long_to_be_understood() -> None:
    lengths = dict(each for path in ALL_FILES for each in functions(path))
    assert {place: lines for place, lines in lengths.items() if lines > MOST_LINES_A_FUNCTION} == {}

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from people.errors import HelpLineFileErrors
from people.help_lines import GOOD_FOR, HelpLines, doubts, open_now, read_help_lines

CONTENT = Path(__file__).parents[3] / "content" / "sandviken" / "help_lines.yaml"
FRIDAY_NIGHT = datetime(2026, 11, 27, 23, 30)  # noqa: DTZ001 - opening hours are local clock times
SATURDAY_MORNING = FRIDAY_NIGHT + timedelta(hours=12)

FILE = """\
checked_on: 2026-11-23
languages: [sv, en]
lines:
  - name: bris
    number: "116 111"
    label: {sv: Bris, en: Bris}
    for_whom: {sv: Under 18, en: Under 18}
    hours: always
    source: https://www.bris.se
    confirmed: true
  - name: social
    number: "026-10 02 25"
    label: {sv: Socialjouren, en: Social services}
    for_whom: {sv: Barn i fara, en: Children in danger}
    hours: fri 17:00-02:00
    source: https://www.soderhamn.se
    confirmed: false
  - name: daytime
    number: "026-24 00 00"
    label: {sv: Kommunen, en: Municipality}
    for_whom: {sv: Frågor, en: Questions}
    source: https://www.sandviken.se
    confirmed: true
"""


def read(folder: Path, text: str = FILE) -> HelpLines:
    path = folder / "help_lines.yaml"
    path.write_text(text, encoding="utf-8")
    return read_help_lines(path)


def test_the_shipped_help_lines_can_be_read_and_the_first_is_the_emergency_number() -> None:
    help_lines = read_help_lines(CONTENT)
    assert help_lines.lines[0].number == "112"
    numbers = {line.number for line in help_lines.lines}
    assert {"112", "114 14", "116 111", "1177", "026-10 02 25", "90101", "020-50 50 50"} == numbers


def test_a_person_sees_who_answers_right_now(tmp_path: Path) -> None:
    bris, social, daytime = read(tmp_path).lines
    assert open_now(bris, SATURDAY_MORNING) is True
    assert open_now(social, FRIDAY_NIGHT) is True
    assert open_now(social, FRIDAY_NIGHT + timedelta(hours=2)) is True
    assert open_now(social, SATURDAY_MORNING) is False
    assert open_now(daytime, SATURDAY_MORNING) is None


def test_a_number_nobody_has_confirmed_is_a_doubt(tmp_path: Path) -> None:
    help_lines = read(tmp_path)
    assert doubts(help_lines, help_lines.checked_on) == (
        'help line "social" is not confirmed: call 026-10 02 25 and check',
    )


def test_numbers_not_checked_for_half_a_year_are_a_doubt(tmp_path: Path) -> None:
    help_lines = read(tmp_path)
    on_the_last_day, the_day_after = (
        help_lines.checked_on + GOOD_FOR,
        help_lines.checked_on + timedelta(days=181),
    )
    assert len(doubts(help_lines, on_the_last_day)) == 1
    assert "last checked on 2026-11-23, more than 180 days ago" in doubts(help_lines, the_day_after)[-1]


@pytest.mark.parametrize(
    ("right", "wrong", "problem"),
    [
        ("hours: always", "hours: evenings", ":8:12: "),
        ("hours: fri 17:00-02:00", "hours: fri 17-02", ":15:12: "),
        ('number: "116 111"', "number: 116111", ":5:13: "),
        ('number: "116 111"', 'number: "ring oss"', ":5:13: "),
        ("https://www.bris.se", "www.bris.se", ":9:13: "),
        ("confirmed: true", "confirmed: yes!", ":10:16: "),
        ("checked_on: 2026-11-23", "checked_on: i går", ":1:13: "),
        ("{sv: Bris, en: Bris}", "{sv: Bris}", ":6:12: "),
        ("name: social", "name: bris", ":11:11: "),
        ("name: social", "name: Social jour", ":11:11: "),
        ("languages: [sv, en]", "languages: [en]", ":2:12: "),
        ("checked_on:", "checked:", ":1:1: "),
    ],
)
def test_a_slip_in_the_file_is_told_with_its_place(tmp_path: Path, right: str, wrong: str, problem: str) -> None:
    with pytest.raises(HelpLineFileErrors) as error:
        read(tmp_path, FILE.replace(right, wrong, 1))
    assert any(f"help_lines.yaml{problem}" in line for line in str(error.value).splitlines()), str(error.value)


def test_every_slip_is_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = FILE.replace("hours: always", "hours: never").replace('"026-10 02 25"', '"x"')
    with pytest.raises(HelpLineFileErrors) as error:
        read(tmp_path, text)
    assert [problem.line for problem in error.value.problems] == [8, 12]


def test_a_file_without_any_line_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HelpLineFileErrors, match="at least one help line"):
        read(tmp_path, "checked_on: 2026-11-23\nlanguages: [sv]\nlines: []\n")


def test_checked_on_is_a_date(tmp_path: Path) -> None:
    assert read(tmp_path).checked_on == date(2026, 11, 23)

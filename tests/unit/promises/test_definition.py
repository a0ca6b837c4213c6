from datetime import date
from pathlib import Path

import pytest

from people.organisation import Organisation
from promises.definition import read_promise
from promises.errors import PromiseFileErrors
from promises.promise import Counted, Promise

CONTENT = Path(__file__).parents[3] / "content" / "sandviken" / "promise.yaml"

FILE = """\
name: sandviken
languages: [sv, en]
title: {sv: Tryggare vardag, en: Safer everyday life}
summary: {sv: Tillsammans, en: Together}
parties:
  municipality: {sv: Kommunen, en: Municipality}
  police: {sv: Polisen, en: Police}
starts: 2020-01-01
ends: 2021-12-31
signed: 2020-05-27
source: https://www.sandviken.se
commitments:
  - name: narcotics
    title: {sv: Narkotika, en: Narcotics}
    text: {sv: Mindre säljs, en: Less trade}
    responsible: [police]
  - name: dialogue
    title: {sv: Samtal, en: Dialogue}
    text: {sv: Lyssna, en: Listen}
    responsible: [police, municipality]
"""


def read(folder: Path, text: str = FILE) -> Promise:
    path = folder / "promise.yaml"
    path.write_text(text, encoding="utf-8")
    return read_promise(path)


def test_a_promise_is_read_as_it_is_written(tmp_path: Path) -> None:
    promise = read(tmp_path)
    assert (promise.starts, promise.ends, promise.signed) == (
        date(2020, 1, 1),
        date(2021, 12, 31),
        date(2020, 5, 27),
    )
    assert promise.parties["police"]["en"] == "Police"
    assert [commitment.name for commitment in promise.commitments] == ["narcotics", "dialogue"]
    assert promise.commitments[1].responsible == (Organisation.POLICE, Organisation.MUNICIPALITY)


def test_the_shipped_promise_has_the_four_commitments_that_were_signed() -> None:
    promise = read_promise(CONTENT)
    responsible = {commitment.name: set(commitment.responsible) for commitment in promise.commitments}
    both = {Organisation.POLICE, Organisation.MUNICIPALITY}
    assert responsible == {
        "narcotics": {Organisation.POLICE},
        "prevention": {Organisation.MUNICIPALITY},
        "dialogue": both,
        "cooperation": both,
    }
    assert promise.signed == date(2020, 5, 27)


@pytest.mark.parametrize(
    ("right", "wrong", "place", "message"),
    [
        ("ends: 2021-12-31", "ends: 2019-12-31", "9:7", "ends before it has started"),
        ("ends: 2021-12-31", "ends: 2020-01-01", "9:7", "ends before it has started"),
        ("signed: 2020-05-27", "signed: 27 maj", "10:9", "a date is expected"),
        ("source: https://www.sandviken.se", "source: sandviken.se", "11:9", "starts with https://"),
        ("source: https:", "source: http:", "11:9", "starts with https://"),
        ("{sv: Samtal, en: Dialogue}", "{sv: Samtal}", "18:12", '"en"'),
        ("{sv: Samtal, en: Dialogue}", "{sv: Samtal, en: Dialogue, fi: Vuoropuhelu}", "18:39", '"fi"'),
        ("{sv: Samtal, en: Dialogue}", "{sv: Samtal, en: ''}", "18:29", "empty"),
        ("name: dialogue", "name: narcotics", "17:11", "here twice"),
        ("name: dialogue", "name: Dialogue", "17:11", "a name has at most 20 characters"),
        ("name: dialogue", "name: a_name_of_over_twenty", "17:11", "a name has at most 20 characters"),
        ("[police, municipality]", "[police, school]", "20:27", '"school" is not known here'),
        ("[police, municipality]", "[]", "20:18", "somebody is responsible"),
        ("[police, municipality]", "[police, police]", "20:18", "here twice"),
        ("[police, municipality]", "police", "20:18", "a list is expected"),
        ("[police, municipality]\n", "[police]\n    counts: meetings\n", "21:13", "known are dialogues"),
        ("  police: {sv: Polisen, en: Police}\n", "", "6:3", '"police"'),
        ("starts: 2020-01-01\n", "starts: 2020-01-01\nowner: me\n", "9:1", '"owner"'),
        ("starts: 2020-01-01\n", "starts: 2020-01-01\nstarts: 2020-01-02\n", "9:1", '"starts"'),
        ("languages: [sv, en]", "languages: [en]", "2:12", "Swedish (sv) is missing"),
        ("languages: [sv, en]", "languages: [sv, en, en]", "2:21", '"en" is here twice'),
        ("languages: [sv, en]", "languages: [sv, English]", "2:17", "no language code"),
    ],
)
def test_a_slip_in_the_file_is_told_with_its_place(
    tmp_path: Path, right: str, wrong: str, place: str, message: str
) -> None:
    with pytest.raises(PromiseFileErrors) as error:
        read(tmp_path, FILE.replace(right, wrong, 1))
    told = [line for line in str(error.value).splitlines() if f"promise.yaml:{place}: " in line]
    assert told, str(error.value)
    assert message in told[0]


def test_every_slip_is_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = FILE.replace("2021-12-31", "2019-12-31").replace("[police]", "[fire]").replace("https://", "ftp://")
    with pytest.raises(PromiseFileErrors) as error:
        read(tmp_path, text)
    assert [problem.line for problem in error.value.problems] == [9, 11, 16]


ACTIVITIES = (
    FILE
    + """\
    activities:
      - name: meetings
        title: {sv: Möten, en: Meetings}
        weight: 3
        milestones:
          - title: {sv: Första mötet, en: First meeting}
            day: 2020-09-01
          - {title: {sv: Sista dagen, en: Last day}, day: 2021-12-31}
      - name: report
        title: {sv: Rapport, en: Report}
"""
)


def test_activities_are_read_with_their_weight_and_their_days(tmp_path: Path) -> None:
    narcotics, dialogue = read(tmp_path, ACTIVITIES).commitments
    meetings, report = dialogue.activities
    assert narcotics.activities == ()
    assert (meetings.title["en"], meetings.weight) == ("Meetings", 3)
    assert [each.day for each in meetings.milestones] == [date(2020, 9, 1), date(2021, 12, 31)]
    assert meetings.milestones[0].title["sv"] == "Första mötet"
    assert (report.weight, report.milestones) == (1, ())
    assert dialogue.activity("report") is report
    assert dialogue.activity("meeting") is None


@pytest.mark.parametrize(
    ("right", "wrong", "place", "message"),
    [
        ("weight: 3", "weight: 0", "24:17", "a whole number from 1 to 100"),
        ("weight: 3", "weight: -1", "24:17", "a whole number from 1 to 100"),
        ("weight: 3", "weight: 1.5", "24:17", "a whole number from 1 to 100"),
        ("weight: 3", "weight: many", "24:17", "a whole number from 1 to 100"),
        ("name: report", "name: meetings", "29:15", "here twice"),
        ("{sv: Rapport, en: Report}", "{sv: Rapport}", "30:16", '"en"'),
        ("day: 2020-09-01", "day: 2022-01-01", "27:18", "the promise holds from 2020-01-01 to 2021-12-31"),
        ("day: 2020-09-01", "day: 2019-12-31", "27:18", "the promise holds from 2020-01-01 to 2021-12-31"),
        ("day: 2020-09-01", "day: i september", "27:18", "a date is expected"),
        ("            day: 2020-09-01\n", "", "26:13", '"day"'),
        ("        weight: 3\n", "        heavy: 3\n", "24:9", '"heavy"'),
    ],
)
def test_a_slip_in_an_activity_is_told_with_its_place(
    tmp_path: Path, right: str, wrong: str, place: str, message: str
) -> None:
    with pytest.raises(PromiseFileErrors) as error:
        read(tmp_path, ACTIVITIES.replace(right, wrong, 1))
    [told] = str(error.value).splitlines()
    assert f"promise.yaml:{place}: " in told
    assert message in told


@pytest.mark.parametrize("wrong", ["ends: 2019-12-31", "ends: soon", "ends: 2020-01-01"])
def test_a_wrong_period_is_told_once_and_not_again_for_each_day_in_it(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(PromiseFileErrors) as error:
        read(tmp_path, ACTIVITIES.replace("ends: 2021-12-31", wrong, 1))
    assert [problem.line for problem in error.value.problems] == [9]


def test_a_promise_without_commitments_is_refused(tmp_path: Path) -> None:
    text = FILE[: FILE.index("commitments:")] + "commitments: []\n"
    with pytest.raises(PromiseFileErrors, match="at least one commitment"):
        read(tmp_path, text)


@pytest.mark.parametrize("text", ["", "- a list", "name: [", "just words"])
def test_a_file_that_is_no_promise_at_all_is_refused_without_a_crash(tmp_path: Path, text: str) -> None:
    with pytest.raises(PromiseFileErrors, match=r"promise\.yaml:1:"):
        read(tmp_path, text)


def test_a_file_that_is_not_there_is_told_by_its_path(tmp_path: Path) -> None:
    with pytest.raises(PromiseFileErrors, match=r"nowhere\.yaml"):
        read_promise(tmp_path / "nowhere.yaml")


def test_dialogues_count_for_the_commitment_that_says_so_and_for_no_other(tmp_path: Path) -> None:
    assert read(tmp_path).counting(Counted.DIALOGUES) is None
    promise = read(tmp_path, FILE + "    counts: dialogues\n")
    assert promise.counting(Counted.DIALOGUES) is promise.commitment("dialogue")
    twice = FILE.replace("[police]\n", "[police]\n    counts: dialogues\n", 1) + "    counts: dialogues\n"
    with pytest.raises(PromiseFileErrors, match='"dialogues" is here twice'):
        read(tmp_path, twice)


def test_in_the_shipped_promise_dialogues_count_for_the_one_about_them() -> None:
    counting = read_promise(CONTENT).counting(Counted.DIALOGUES)
    assert counting is not None
    assert counting.name == "dialogue"

from collections.abc import Iterator

import pytest

from survey.player import Player
from survey.questionnaire import Questionnaire
from survey.session import Answer, Session, Stage
from tests.unit.survey.respondent import TODAY
from tests.unit.survey.walk import EVENING


def played(questionnaire: Questionnaire, *typed: str) -> tuple[Session, str]:
    lines: Iterator[str] = iter(typed)
    written: list[str] = []

    def read() -> str:
        try:
            return next(lines)
        except StopIteration:
            raise EOFError from None

    session = Player(questionnaire, "sv", read, written.append, TODAY).play()
    return session, "\n".join(written)


def test_a_questionnaire_can_be_played_to_its_end(town: Questionnaire) -> None:
    session, written = played(
        town, "next", "2", "3", "Hemma", "2", "3", "done", "next", "Mer ljus", "1", "edit safe", "2", "submit"
    )
    assert session.position.stage is Stage.SUBMITTED
    assert session.answers["school"] == Answer(options=("other_school",), text="Hemma")
    assert session.answers["places"] == Answer(options=("park", "station"))
    assert session.answers["safe"] == Answer(options=("unsafe",))
    assert "[1/3] Ålder?" in written
    assert "x 2. Parken" in written
    assert "places: park station" in written


def test_what_cannot_be_is_said(town: Questionnaire) -> None:
    _, written = played(town, "next", "skip", "9", "2", "1", "2", "3", "4", "back", "back", "3")
    assert "! required" in written
    assert "! that is not possible here" in written
    assert "! too_many (limit 2)" in written
    assert "! the answer to school no longer applies" in written


def test_an_answer_that_ends_the_survey_ends_the_game(town: Questionnaire) -> None:
    session, written = played(town, "next", "1", "2")
    assert not session.answers
    assert written.endswith("Nothing is kept.")


@pytest.mark.parametrize("typed", [(), ("next", "3")])
def test_it_can_be_left_at_any_time(town: Questionnaire, typed: tuple[str, ...]) -> None:
    assert played(town, *typed)[1].endswith("Left.")


def test_every_kind_can_be_played() -> None:
    evening = ("17", "3", "24/11 2026", "place 60.6189 16.7712", "light", "Vuxna", "done", "1,5", "Mörkt", "submit")
    session, written = played(EVENING, *evening)
    assert session.position.stage is Stage.SUBMITTED
    assert session.answers["where_out"] == Answer(options=("60.61 16.78",))
    assert "0 1 2 3 4 5 6 7 8 9 10" in written
    assert "== Ute på kvällen ==" in written
    assert "Var var du den 24 november 2026?" in written
    assert "place LATITUDE LONGITUDE" in written


def test_a_slip_is_asked_back_and_no_place_on_earth_is_told() -> None:
    _, written = played(
        EVENING, "17", "3", "24/11 2026", "place 91 16", f"place {'9' * 400} 0", "stationenn", "9" * 5000
    )
    assert written.count("! use_buttons") == 2
    assert "? did you mean station of where_out" in written
    assert "! that is not possible here" in written

import pytest

from survey.errors import UnreadableSession
from survey.serialise import position_from_json, position_to_json, session_from_json, session_to_json
from survey.session import Answer, Position, Session, Stage

SESSION = Session(
    "town", 3, Position(Stage.QUESTIONS, "age", ("a", "b"), "b", editing=True), {"wish": Answer(text="å")}, "a draw"
)


def test_a_session_is_read_back_as_it_was() -> None:
    assert session_from_json(session_to_json(SESSION)) == SESSION
    assert position_from_json(position_to_json(SESSION.position)) == SESSION.position


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3",
        "[]",
        "{}",
        '{"stage":"gone","question":"","selected":[],"other":"","editing":false}',
        '{"stage":"review","question":"","selected":"ab","other":"","editing":false}',
        '{"questionnaire":"town","version":1,"position":{},"answers":[]}',
    ],
)
def test_what_is_no_session_is_refused(text: str) -> None:
    with pytest.raises(UnreadableSession, match="cannot be read back"):
        position_from_json(text)
    with pytest.raises(UnreadableSession):
        session_from_json(text)

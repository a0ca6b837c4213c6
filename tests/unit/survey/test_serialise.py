import pytest

from survey.errors import UnreadableSession
from survey.serialise import position_from_json, position_to_json
from survey.session import Position, Stage

POSITION = Position(Stage.QUESTIONS, "age", ("a", "b"), "b", editing=True)


def test_a_position_is_read_back_as_it_was() -> None:
    assert position_from_json(position_to_json(POSITION)) == POSITION


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3",
        "[]",
        "{}",
        '{"stage":"gone","question":"","selected":[],"other":"","editing":false}',
        '{"stage":"review","question":"","selected":"ab","other":"","editing":false}',
    ],
)
def test_what_is_no_position_is_refused(text: str) -> None:
    with pytest.raises(UnreadableSession, match="cannot be read back"):
        position_from_json(text)

import pytest

from survey.condition import Answered, Any, Chosen, Condition, Every, Not, holds
from survey.session import Answer, AnswerStatus

ANSWERS = {
    "age": Answer(options=("teen",)),
    "places": Answer(options=("park", "station")),
    "wish": Answer(text="Mer ljus"),
    "safe": Answer(AnswerStatus.PREFER_NOT),
    "school": Answer(AnswerStatus.SKIPPED),
}
YES, NO = Answered("wish"), Answered("nobody_asked")


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (None, True),
        (Chosen("age", ("teen",)), True),
        (Chosen("age", ("child", "adult")), False),
        (Chosen("places", ("nowhere", "station")), True),
        (Chosen("safe", ("safe",)), False),
        (Chosen("nobody_asked", ("x",)), False),
        (Answered("wish"), True),
        (Answered("safe"), False),
        (Answered("school"), False),
        (Answered("nobody_asked"), False),
        (Not(YES), False),
        (Not(NO), True),
        (Every((YES, YES)), True),
        (Every((YES, NO)), False),
        (Any((NO, YES)), True),
        (Any((NO, NO)), False),
    ],
)
def test_a_condition_is_true_of_the_answers_or_not(condition: Condition | None, expected: bool) -> None:
    assert holds(condition, ANSWERS) is expected

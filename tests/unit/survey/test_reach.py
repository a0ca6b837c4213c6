import pytest

from survey.condition import Answered, Any, Chosen, Condition, Every, Not
from survey.questionnaire import Questionnaire
from survey.reach import can_hold

TEEN = Chosen("age", ("teen",))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (TEEN, True),
        (Chosen("age", ("child",)), False),
        (Every((Chosen("places", ("park",)), Chosen("places", ("station",)))), True),
        (Every((Chosen("places", ("park",)), Chosen("places", ("nowhere",)))), False),
        (Every((TEEN, Chosen("age", ("adult",)))), False),
        (Any((Chosen("age", ("child",)), TEEN)), True),
        (Every((Answered("school"), TEEN)), True),
        (Every((Answered("school"), Not(TEEN))), False),
        (Every((Answered("school_why"), Chosen("school", ("likes",)))), False),
        (Not(Answered("age")), False),
        (Not(Answered("safe")), True),
        (Every((Answered("wish"), Not(Answered("school")))), True),
        (Every((Answered("wish"), Chosen("places", ("nowhere",)))), False),
    ],
)
def test_a_condition_that_no_answers_can_make_true_is_found(
    town: Questionnaire, condition: Condition, expected: bool
) -> None:
    assert can_hold(condition, town.questions) is expected

from collections import Counter

from survey.questionnaire import Choice, Kind, Question
from survey.shuffle import shown_choices
from tests.unit.survey.asking import choices

NONE = Choice("none", {"sv": "Inget"}, exclusive=True)
OTHER = Choice("other", {"sv": "Annat"}, other=True)
WORRY = Question(
    "worry", Kind.SELECT_MULTIPLE, {"sv": "Oro?"}, choices=(*choices("A", "B", "C"), OTHER, NONE), random_order=True
)


def order(question: Question, draw: str) -> str:
    return "".join(choice.name[0] for choice in shown_choices(question, draw))


def test_what_stands_apart_stays_at_the_end() -> None:
    assert all(order(WORRY, str(draw)).endswith("on") for draw in range(50))


def test_every_order_comes_about_as_often() -> None:
    orders = Counter(order(WORRY, str(draw)) for draw in range(600))
    assert len(orders) == 6
    assert min(orders.values()) > 60


def test_one_respondent_sees_one_order_for_as_long_as_the_session_lives() -> None:
    assert order(WORRY, "response") == order(WORRY, "response") == "cbaon"


def test_without_a_random_order_options_stand_as_written() -> None:
    plain = Question("worry", Kind.SELECT_ONE, {"sv": "Oro?"}, choices=choices("A", "B", "C"))
    assert order(plain, "response") == "abc"

"""Which questions of the content are told, and in which table."""

from dataclasses import replace

from bot.services import _about
from survey.questionnaire import Choice, Kind, Question
from tests.unit.digests.charts import content

PLAIN = Question("bus", Kind.SELECT_ONE, {"sv": "Åker du buss?"}, choices=(Choice("yes", {"sv": "Ja"}),))


def others(*added: Question) -> list[str]:
    """The questions told whole in reports, where these come last in the shipped questionnaire."""
    shipped = content()
    questionnaire = replace(shipped.questionnaire, questions=(*shipped.questionnaire.questions, *added))
    return [each.name for each in _about(replace(shipped, questionnaire=questionnaire)).others]


def test_of_the_shipped_questionnaire_every_question_has_its_table_already() -> None:
    assert others() == []


def test_another_question_with_options_is_told_whole() -> None:
    assert others(PLAIN, replace(PLAIN, name="train", kind=Kind.SELECT_MULTIPLE)) == ["bus", "train"]
    assert others(replace(PLAIN, required=True)) == ["bus"]


def test_but_not_where_nobody_can_pass_it_over_and_not_where_options_are_not_counted() -> None:
    forced = replace(PLAIN, required=True, prefer_not=False)
    assert (
        others(forced, replace(PLAIN, name="order", kind=Kind.RANK), replace(PLAIN, kind=Kind.TEXT, choices=())) == []
    )

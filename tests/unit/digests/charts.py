"""Charts of the shipped promise with everything that a picture can show, in any language."""

from datetime import date
from functools import cache
from pathlib import Path

from bot.content import NOTICE, Content, read_content
from delivery.plain_text import plain
from digests.chart import Chart, Standing, chart_of
from digests.residents_view import ResidentsView
from localization.labels import in_language, written_date
from promises.promise import Status
from survey.questionnaire import Question

CONTENT = Path(__file__).parents[3] / "content" / "sandviken"
COUNTS = ((48, 61, 22, 19), (12, None, 104, 10), (None, None, None, None), (None, 14, None, None))
PERCENTS = (40, 5, None, 100)


@cache
def content() -> Content:
    return read_content(CONTENT)


def chart(language: str, *, sample: bool = True, shift: int = 0) -> Chart:
    """Each commitment beside a view of another shape; `shift` says with which status the first one stands."""
    words, promise = content().catalogues.words(language), content().promise
    statuses = [*Status][shift:] + [*Status][:shift]
    standings = [
        Standing(
            in_language(commitment.title, language),
            words("digest.follower.status", status=words(f"digest.status.{status.value}")),
            percent,
            view(content().questionnaire.question(NOTICE + commitment.name), counts),
        )
        for commitment, status, counts, percent in zip(promise.commitments, statuses, COUNTS, PERCENTS, strict=False)
    ]
    day = plain(words("picture.day", day=written_date(date(2026, shift % 12 + 1, 23), language)))
    return chart_of(in_language(promise.title, language), day, standings, words, sample=sample)


def view(question: Question | None, counts: tuple[int | None, ...]) -> ResidentsView | None:
    if question is None:
        return None
    return ResidentsView(question, {each.name: count for each, count in zip(question.choices, counts, strict=False)})

"""What is in order for the program and still has to be looked at by a person before launch."""

from collections.abc import Iterator
from datetime import date

from bot.content import Content
from digests import population
from people import help_lines, privacy
from people.concern.category import Category


def doubts(content: Content, today: date) -> tuple[str, ...]:
    """What to check, one sentence each. They keep nothing from starting."""
    return (
        *help_lines.doubts(content.help_lines, today),
        *privacy.doubts(content.privacy),
        *content.concerns.doubts(),
        *population.doubts(content.population),
        *_unheard(content),
        *_drafts(content),
    )


def _unheard(content: Content) -> Iterator[str]:
    """Who could write of something hard and be told of nobody."""
    for category in Category:
        if not content.help_lines.about(category):
            yield f'no help line is for somebody who writes of "{category}" (concerns: in help_lines.yaml)'
    written = {code.partition("_")[0] for code in content.catalogues.languages}  # easy Swedish is written in Swedish
    for code in sorted(written - {each.language for each in content.concerns.languages}):
        yield f'there is no word list for "{code}": what is written in it is not noticed (concerns/{code}.yaml)'


def _drafts(content: Content) -> Iterator[str]:
    """What no native speaker has read and approved."""
    asked = content.questionnaire
    if drafts := [code for code in asked.languages if code not in asked.reviewed]:
        yield f"no native speaker has reviewed the questions in {', '.join(drafts)} (reviewed: in questionnaire.yaml)"
    if content.catalogues.drafts:
        codes = ", ".join(content.catalogues.drafts)
        yield f"no native speaker has reviewed the bot's words in {codes} (# Reviewed by: in the catalogues)"

"""The promise in words, the same in the chat and on the page."""

from localization.catalogue import Words
from localization.labels import in_language, written_date
from promises.promise import Milestone, Promise


def parties_line(promise: Promise, words: Words) -> str:
    """Who gave the promise, and from which day to which it holds."""
    language = words.language
    return words(
        "promises.parties",
        parties=words("promises.and").join(in_language(name, language) for name in promise.parties.values()),
        starts=written_date(promise.starts, language),
        ends=written_date(promise.ends, language),
    )


def milestone_line(milestone: Milestone, words: Words) -> str:
    """A day, and what should be seen by then."""
    language = words.language
    return words(
        "promises.milestone", day=written_date(milestone.day, language), title=in_language(milestone.title, language)
    )

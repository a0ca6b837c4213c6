"""The steps of writing an update. Each gives the draft as it is then, or what is wrong with what was said."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from promises.draft_check import (
    DraftProblem,
    finding_problem,
    has_number_of_its_own,
    language_problem,
    place_problem,
    source_problem,
    text_problem,
)
from promises.drafting import Draft, Step
from promises.promise import Counted, Promise, Status
from promises.rollup import ALL

Answered = Draft | DraftProblem
_NUMBER = re.compile(r"(\d{1,3})\s*%?")
_SAYS_A_NUMBER = frozenset({Status.NOT_STARTED, Status.DONE})


def begun(promise: Promise, text: str = "", counted: Counted | None = None) -> Draft:
    """A new draft. With a `text`, in Swedish, its words are written already.

    Of what is `counted`, it is about the commitment of which the promise says so; where it says nothing, that is asked.
    """
    draft = Draft(text=text, answered=frozenset({Step.TEXT} if text else {}))
    commitment = promise.counting(counted) if counted else None
    if commitment is None:
        return draft
    return _answered(promise, replace(draft, commitment=commitment.name), Step.COMMITMENT)


def chose(promise: Promise, draft: Draft, step: Step, value: str) -> Answered:
    """The draft after a button of that step was pressed, whichever step is open.

    An empty value means: the whole commitment, nobody said how much, own knowledge, no finding, no more translations.
    A button of a step that is not asked, or that wants words, changes nothing.
    """
    choose = _CHOICES.get(step)
    return choose(promise, draft, value) if choose and _is_asked(promise, draft, step) else draft


def wrote(promise: Promise, draft: Draft, words: str) -> Answered:
    """The draft after somebody typed. Where it waits for no words, nothing changes."""
    if draft.step is Step.PERCENT:
        return _say_percent(promise, draft, words)
    if draft.step is Step.TEXT:
        return _write_text(promise, draft, words)
    if draft.step is Step.SOURCE:
        return _say_source(promise, draft, words)
    if draft.waits_for_words:
        return _write_translation(promise, draft, words)
    return draft


def edit(promise: Promise, draft: Draft, step: Step) -> Draft:
    """The draft with that step open again. What was said stays until something else is said."""
    return replace(draft, step=step, translating="") if _is_asked(promise, draft, step) else draft


def back(promise: Promise, draft: Draft) -> Draft:
    """The draft with the step before the open one open; the first has none before it."""
    if draft.translating:
        return replace(draft, translating="")
    steps = [step for step in Step if _is_asked(promise, draft, step) or step is draft.step]
    return replace(draft, step=steps[max(steps.index(draft.step) - 1, 0)])


def _choose_commitment(promise: Promise, draft: Draft, value: str) -> Answered:
    if problem := place_problem(promise, value, ""):
        return problem
    if value == draft.commitment:
        return _answered(promise, draft, Step.COMMITMENT)
    if draft.corrects is not None:
        return DraftProblem.WRONG_CORRECTION
    other = _unanswered(replace(draft, commitment=value, activity="", percent=None), Step.ACTIVITY, Step.PERCENT)
    return _answered(promise, other, Step.COMMITMENT)


def _choose_activity(promise: Promise, draft: Draft, value: str) -> Answered:
    if problem := place_problem(promise, draft.commitment, value):
        return problem
    if value != draft.activity:
        draft = _unanswered(replace(draft, activity=value, percent=None), Step.PERCENT)
    return _answered(promise, draft, Step.ACTIVITY)


def _choose_status(promise: Promise, draft: Draft, value: str) -> Answered:
    if value not in set(Status) - {Status.NO_UPDATE}:
        return DraftProblem.NO_STATUS
    return _answered(promise, replace(draft, status=Status(value)), Step.STATUS)


def _say_percent(promise: Promise, draft: Draft, words: str) -> Answered:
    if not words:
        return _answered(promise, replace(draft, percent=None), Step.PERCENT)
    number = _NUMBER.fullmatch(words.strip())
    if number is None or int(number[1]) > ALL:
        return DraftProblem.NO_PERCENT
    return _answered(promise, replace(draft, percent=int(number[1])), Step.PERCENT)


def _write_text(promise: Promise, draft: Draft, words: str) -> Answered:
    if problem := text_problem(words):
        return problem
    text = words.strip()
    if text != draft.text:
        draft = _unanswered(replace(draft, text=text, translations={}), Step.TRANSLATIONS)
    return _answered(promise, draft, Step.TEXT)


def _say_source(promise: Promise, draft: Draft, words: str) -> Answered:
    return source_problem(words) or _answered(promise, replace(draft, source=words.strip()), Step.SOURCE)


def _choose_finding(promise: Promise, draft: Draft, value: str) -> Answered:
    return finding_problem(value) or _answered(promise, replace(draft, answers=value), Step.FINDING)


def _choose_language(promise: Promise, draft: Draft, value: str) -> Answered:
    if not value:
        return _answered(promise, draft, Step.TRANSLATIONS)
    return language_problem(promise, draft, value) or replace(draft, step=Step.TRANSLATIONS, translating=value)


def _write_translation(promise: Promise, draft: Draft, words: str) -> Answered:
    if problem := language_problem(promise, draft, draft.translating) or text_problem(words):
        return problem
    return replace(draft, translations={**draft.translations, draft.translating: words.strip()}, translating="")


def _is_asked(promise: Promise, draft: Draft, step: Step) -> bool:
    if step is Step.ACTIVITY:
        commitment = promise.commitment(draft.commitment)
        return commitment is not None and bool(commitment.activities)
    if step is Step.PERCENT:
        return draft.status not in _SAYS_A_NUMBER and has_number_of_its_own(promise, draft.commitment, draft.activity)
    return True


def _answered(promise: Promise, draft: Draft, step: Step) -> Draft:
    """The draft with that step dealt with and the first open that is not. What is not asked for is not said either."""
    draft = replace(draft, answered=draft.answered | {step}, translating="")
    if not _is_asked(promise, draft, Step.PERCENT):
        draft = _unanswered(replace(draft, percent=None), Step.PERCENT)
    left = (each for each in Step if each not in draft.answered and _is_asked(promise, draft, each))
    return replace(draft, step=next(left, Step.PREVIEW))


def _unanswered(draft: Draft, *steps: Step) -> Draft:
    return replace(draft, answered=draft.answered - set(steps))


_CHOICES: Mapping[Step, Callable[[Promise, Draft, str], Answered]] = {
    Step.COMMITMENT: _choose_commitment,
    Step.ACTIVITY: _choose_activity,
    Step.STATUS: _choose_status,
    Step.PERCENT: _say_percent,
    Step.SOURCE: _say_source,
    Step.FINDING: _choose_finding,
    Step.TRANSLATIONS: _choose_language,
}

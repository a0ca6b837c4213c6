"""The options ticked so far in a multiple choice, or ranked so far."""

from survey.bounds import count_bounds
from survey.events import AnswerRejected, Rejection
from survey.questionnaire import Choice, Kind, Question

TICKED = frozenset((Kind.SELECT_MULTIPLE, Kind.RANK))
"""The kinds whose options gather until the person is done."""

Selected = tuple[str, ...]


def tick(question: Question, selected: Selected, choice: Choice) -> Selected | AnswerRejected:
    """Turn one option on or off. A rank keeps the order of the taps, a multiple choice that of the questionnaire."""
    if choice.name in selected:
        return tuple(name for name in selected if name != choice.name)
    ticked = (*_beside(question, selected, choice), choice.name)
    most = count_bounds(question)[1]
    if len(ticked) > most:
        return AnswerRejected(question.name, Rejection.TOO_MANY, str(most))
    return _ranked(question, ticked) if question.kind is Kind.RANK else _in_order(question, ticked)


def tick_all(question: Question, selected: Selected, choices: tuple[Choice, ...]) -> Selected | AnswerRejected:
    """Turn several options on, one after another; those already on stay so."""
    for choice in choices:
        ticked = selected if choice.name in selected else tick(question, selected, choice)
        if isinstance(ticked, AnswerRejected):
            return ticked
        selected = ticked
    return selected


def unfinished(question: Question, selected: Selected) -> AnswerRejected | None:
    """Why these options are no answer yet; None where they are one."""
    fewest, _ = count_bounds(question)
    if question.kind is Kind.RANK and len(selected) < fewest == len(question.choices):
        return AnswerRejected(question.name, Rejection.RANK_ALL)
    if not selected:
        return AnswerRejected(question.name, Rejection.NOTHING_SELECTED)
    if len(selected) < fewest and not _stands_alone(question, selected):
        return AnswerRejected(question.name, Rejection.TOO_FEW, str(fewest))
    return None


def _beside(question: Question, selected: Selected, choice: Choice) -> Selected:
    """What stays ticked beside a newly ticked option."""
    if choice.exclusive:
        return ()
    alone = {each.name for each in question.choices if each.exclusive}
    return tuple(name for name in selected if name not in alone)


def _in_order(question: Question, ticked: Selected) -> Selected:
    return tuple(choice.name for choice in question.choices if choice.name in ticked)


def _ranked(question: Question, ticked: Selected) -> Selected:
    """The ranking; where all are to be ranked, the only one left goes last by itself."""
    left = tuple(choice.name for choice in question.choices if choice.name not in ticked)
    wants_all = count_bounds(question)[0] == len(question.choices)
    return ticked + left if wants_all and len(left) == 1 else ticked


def _stands_alone(question: Question, selected: Selected) -> bool:
    """Whether the one option says that none of the others fits, which is a whole answer."""
    choice = question.choice(selected[0])
    return choice is not None and choice.exclusive

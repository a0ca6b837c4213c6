"""Responses that a member of staff takes for others: on a telephone that goes round, or from a sheet of paper."""

from people.staff import Right
from survey.ports import OpenSession, SurveyWork


def may_host(work: SurveyWork, kept: OpenSession) -> bool:
    """Whether the session may go on: it is the person's own, or they may (still) take responses for others."""
    if not kept.occasion.is_hosted:
        return True
    host = work.staff.of(kept.person)
    return host is not None and host.may(Right.DIALOGUE)

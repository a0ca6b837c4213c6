from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promises.draft_check import MAX_TEXT, DraftProblem, check_draft
from promises.drafting import Draft, Step
from promises.promise import Status
from tests.unit.promises.examples import DRAFT, PROMISE, update

PARTS = replace(DRAFT, commitment="prevention")


def test_a_full_update_may_be_proposed() -> None:
    full = replace(
        PARTS, activity="schools", percent=40, answers="worry/dark", translations={"en": "Two talks."}, corrects=3
    )
    assert check_draft(PROMISE, full, update(3, commitment="prevention")) == ()


@pytest.mark.parametrize("source", ["", "  ", " https://www.sandviken.se "])
def test_own_knowledge_needs_no_link_and_space_around_one_does_no_harm(source: str) -> None:
    assert check_draft(PROMISE, replace(DRAFT, source=source)) == ()


@pytest.mark.parametrize(
    "text", ["å" * MAX_TEXT, " " * 4000 + "å" * MAX_TEXT + "\n" * 4000, "😀" * MAX_TEXT, "Rad ett.\n\tRad två.", "<b>&"]
)
def test_the_longest_text_and_every_letter_is_let_through(text: str) -> None:
    assert check_draft(PROMISE, replace(DRAFT, text=text, translations={"en": text})) == ()


@pytest.mark.parametrize(
    ("draft", "problem"),
    [
        (replace(DRAFT, commitment="weather"), DraftProblem.UNKNOWN_COMMITMENT),
        (replace(DRAFT, commitment=""), DraftProblem.UNKNOWN_COMMITMENT),
        (replace(DRAFT, activity="schools"), DraftProblem.UNKNOWN_ACTIVITY),
        (replace(PARTS, activity="bicycles"), DraftProblem.UNKNOWN_ACTIVITY),
        (replace(DRAFT, status=None), DraftProblem.NO_STATUS),
        (replace(DRAFT, status=Status.NO_UPDATE), DraftProblem.NO_STATUS),
        (replace(DRAFT, percent=101), DraftProblem.NO_PERCENT),
        (replace(DRAFT, percent=-1), DraftProblem.NO_PERCENT),
        (replace(DRAFT, status=Status.NOT_STARTED, percent=100), DraftProblem.PERCENT_DENIES_STATUS),
        (replace(DRAFT, status=Status.DONE, percent=99), DraftProblem.PERCENT_DENIES_STATUS),
        (replace(PARTS, percent=40), DraftProblem.PERCENT_OF_ACTIVITIES),
        (replace(DRAFT, text=""), DraftProblem.NO_TEXT),
        (replace(DRAFT, text=" \n "), DraftProblem.NO_TEXT),
        (replace(DRAFT, text="\u200b\u200e\ufeff"), DraftProblem.NO_TEXT),
        (replace(DRAFT, text="å" * (MAX_TEXT + 1)), DraftProblem.TEXT_TOO_LONG),
        (replace(DRAFT, text="å" * 4097), DraftProblem.TEXT_TOO_LONG),
        (replace(DRAFT, text="a" + "\u200b" * 4096), DraftProblem.TEXT_TOO_LONG),
        (replace(DRAFT, text="a" + " " * 4096 + "a"), DraftProblem.TEXT_TOO_LONG),
        (replace(DRAFT, text="Klart.\x00"), DraftProblem.UNWRITABLE),
        (replace(DRAFT, text="Klart.\ud83d"), DraftProblem.UNWRITABLE),
        (replace(DRAFT, text="Klart.\x1b[2J"), DraftProblem.UNWRITABLE),
        (replace(DRAFT, source="www.sandviken.se"), DraftProblem.NO_LINK),
        (replace(DRAFT, source="http://www.sandviken.se"), DraftProblem.NO_LINK),
        (replace(DRAFT, source="https://www.sandviken.se och mer"), DraftProblem.NO_LINK),
        (replace(DRAFT, source="https://www.sandviken.se/\x00"), DraftProblem.NO_LINK),
        (replace(DRAFT, source="https://www.sandviken.se/\ud83d"), DraftProblem.NO_LINK),
        (replace(DRAFT, answers="worry"), DraftProblem.NO_FINDING),
        (replace(DRAFT, answers="worry/dark\n"), DraftProblem.NO_FINDING),
        (replace(DRAFT, translations={"tlh": "Qapla'"}), DraftProblem.UNKNOWN_LANGUAGE),
        (replace(DRAFT, translations={"sv": "Två samtal."}), DraftProblem.UNKNOWN_LANGUAGE),
        (replace(DRAFT, translations={"en": " "}), DraftProblem.NO_TEXT),
        (replace(DRAFT, translations={"en": "a" * 1001}), DraftProblem.TEXT_TOO_LONG),
        (replace(DRAFT, corrects=3), DraftProblem.WRONG_CORRECTION),
        (replace(DRAFT, step=Step.SOURCE), DraftProblem.NOT_LOOKED_AT),
    ],
)
def test_what_would_mislead_a_reader_is_not_proposed(draft: Draft, problem: DraftProblem) -> None:
    assert check_draft(PROMISE, draft) == (problem,)


def test_an_update_is_corrected_only_under_its_own_commitment() -> None:
    draft = replace(DRAFT, corrects=3)
    assert check_draft(PROMISE, draft, update(3, activity="anything")) == ()
    for other in (update(3, commitment="prevention"), update(4), None):
        assert check_draft(PROMISE, draft, other) == (DraftProblem.WRONG_CORRECTION,)


def test_staff_are_told_everything_that_is_wrong_at_once() -> None:
    problems = check_draft(PROMISE, Draft(source="x", percent=200, answers="?", translations={"x": ""}, corrects=1))
    assert set(problems) == set(DraftProblem) - {
        DraftProblem.UNKNOWN_ACTIVITY,
        DraftProblem.PERCENT_DENIES_STATUS,
        DraftProblem.PERCENT_OF_ACTIVITIES,
        DraftProblem.TEXT_TOO_LONG,
        DraftProblem.UNWRITABLE,
    }


@given(
    text=st.text(max_size=40),
    source=st.text(max_size=40) | st.just("https://www.sandviken.se"),
    status=st.sampled_from(Status) | st.none(),
    percent=st.none() | st.integers(-5, 105),
)
def test_nothing_that_may_be_proposed_lacks_a_status_or_words(
    text: str, source: str, status: Status | None, percent: int | None
) -> None:
    draft = replace(DRAFT, text=text, source=source, status=status, percent=percent)
    if not check_draft(PROMISE, draft):
        assert status not in (None, Status.NO_UPDATE)
        assert text.strip().encode()
        assert source.strip() == "" or source.strip().startswith("https://")
        assert percent is None or 0 <= percent <= 100

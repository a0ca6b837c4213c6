from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promises.progress import MAX_TEXT, Draft, DraftProblem, check_update, progress
from promises.promise import Commitment, Organisation, ProgressUpdate, Promise, Status

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
DRAFT = Draft(
    commitment="dialogue",
    status=Status.IN_PROGRESS,
    text="Två samtal har hållits.",
    language="sv",
    source="https://www.sandviken.se/samtal",
    organisation=Organisation.MUNICIPALITY,
)


def update(number: int, commitment: str, status: Status) -> ProgressUpdate:
    return ProgressUpdate(number, commitment, status, "text", "sv", "", Organisation.POLICE, MORNING)


def test_a_commitment_nobody_has_reported_on_says_so(promise: Promise) -> None:
    assert [each.status for each in progress(promise, {})] == [Status.NO_UPDATE, Status.NO_UPDATE]


def test_commitments_are_told_in_the_promises_order_with_their_newest_status(promise: Promise) -> None:
    newest = update(3, "dialogue", Status.DONE)
    narcotics, dialogue = progress(promise, {"dialogue": newest})
    assert (narcotics.commitment.name, narcotics.latest) == ("narcotics", None)
    assert (dialogue.commitment.name, dialogue.latest, dialogue.status) == ("dialogue", newest, Status.DONE)


def test_a_reader_sees_under_each_commitment_what_is_new_to_them(promise: Promise) -> None:
    first, other, second = (
        update(1, "dialogue", Status.IN_PROGRESS),
        update(2, "narcotics", Status.DELAYED),
        update(3, "dialogue", Status.DONE),
    )
    narcotics, dialogue = progress(promise, {"dialogue": second, "narcotics": other}, new=[first, other, second])
    assert narcotics.new == (other,)
    assert dialogue.new == (first, second)


def test_an_update_on_a_commitment_the_promise_lost_is_left_out(promise: Promise) -> None:
    lost = update(1, "gone", Status.DONE)
    assert all(each.latest is None and not each.new for each in progress(promise, {"gone": lost}, [lost]))


def test_a_full_update_may_be_recorded(promise: Promise) -> None:
    assert check_update(promise, DRAFT) == ()


def test_own_knowledge_needs_no_link(promise: Promise) -> None:
    assert check_update(promise, replace(DRAFT, source="")) == ()
    assert check_update(promise, replace(DRAFT, source="  ")) == ()


@pytest.mark.parametrize(
    ("draft", "problem"),
    [
        (replace(DRAFT, text=""), DraftProblem.NO_TEXT),
        (replace(DRAFT, text=" \n "), DraftProblem.NO_TEXT),
        (replace(DRAFT, text="å" * (MAX_TEXT + 1)), DraftProblem.TEXT_TOO_LONG),
        (replace(DRAFT, source="www.sandviken.se"), DraftProblem.NO_LINK),
        (replace(DRAFT, source="http://www.sandviken.se"), DraftProblem.NO_LINK),
        (replace(DRAFT, source="https://www.sandviken.se och mer"), DraftProblem.NO_LINK),
        (replace(DRAFT, commitment="weather"), DraftProblem.UNKNOWN_COMMITMENT),
        (replace(DRAFT, status=Status.NO_UPDATE), DraftProblem.NO_STATUS),
    ],
)
def test_what_would_mislead_a_reader_is_not_recorded(promise: Promise, draft: Draft, problem: DraftProblem) -> None:
    assert check_update(promise, draft) == (problem,)


def test_staff_are_told_everything_that_is_wrong_at_once(promise: Promise) -> None:
    draft = replace(DRAFT, commitment="x", status=Status.NO_UPDATE, text="", source="x")
    assert set(check_update(promise, draft)) == set(DraftProblem) - {DraftProblem.TEXT_TOO_LONG}


def test_the_longest_text_is_let_through(promise: Promise) -> None:
    assert check_update(promise, replace(DRAFT, text="å" * MAX_TEXT)) == ()


@given(
    text=st.text(max_size=40),
    source=st.text(max_size=40) | st.just("https://www.sandviken.se"),
    status=st.sampled_from(Status),
)
def test_nothing_recordable_lacks_a_status_or_words(text: str, source: str, status: Status) -> None:
    promise = one_commitment()
    draft = replace(DRAFT, text=text, source=source, status=status)
    if not check_update(promise, draft):
        assert status is not Status.NO_UPDATE
        assert text.strip()
        assert source.strip() == "" or source.strip().startswith("https://")


def one_commitment() -> Promise:
    day = MORNING.date()
    dialogue = Commitment("dialogue", {}, {}, (Organisation.POLICE,))
    return Promise("p", {}, {}, {}, day, day, day, "https://www.sandviken.se", (dialogue,))

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.organisation import Organisation
from promises.draft_check import DraftProblem, check_draft
from promises.draft_steps import Answered, back, begun, chose, edit, wrote
from promises.drafting import Draft, Step, as_update, correction, revision
from promises.promise import Counted, Promise, Status
from promises.proposal import Proposal
from tests.unit.promises.examples import DRAFT, NOW, PROMISE, update


def going_on(answered: Answered) -> Draft:
    assert isinstance(answered, Draft), answered
    return answered


def press(draft: Draft, step: Step, value: str) -> Draft:
    return going_on(chose(PROMISE, draft, step, value))


def write(draft: Draft, words: str) -> Draft:
    return going_on(wrote(PROMISE, draft, words))


def written() -> Draft:
    draft = press(Draft(), Step.COMMITMENT, "prevention")
    draft = press(draft, Step.ACTIVITY, "schools")
    draft = press(draft, Step.STATUS, "in_progress")
    draft = write(draft, " 40 % ")
    draft = write(draft, " Två skolor av fem. ")
    draft = write(draft, " https://www.sandviken.se/skolor ")
    return press(draft, Step.FINDING, "worry/dark")


def test_an_update_is_written_step_by_step_until_it_is_seen_whole() -> None:
    draft = press(written(), Step.TRANSLATIONS, "en")
    assert draft.waits_for_words
    draft = press(write(draft, " Two schools of five. "), Step.TRANSLATIONS, "")
    assert (draft.step, check_draft(PROMISE, draft)) == (Step.PREVIEW, ())
    assert as_update(draft, Organisation.POLICE, NOW) == replace(
        update(1, commitment="prevention", activity="schools", percent=40),
        id=None,
        organisation=Organisation.POLICE,
        text="Två skolor av fem.",
        source="https://www.sandviken.se/skolor",
        answers="worry/dark",
        translations={"en": "Two schools of five."},
    )


def test_each_step_is_asked_in_its_turn_and_only_where_it_has_a_meaning() -> None:
    draft, steps = Draft(), []
    for value in ("dialogue", "in_progress"):
        steps.append(draft.step)
        draft = press(draft, draft.step, value)
    for words in ("0", "Vi har satt ett datum."):
        steps.append(draft.step)
        draft = write(draft, words)
    for _ in range(3):
        steps.append(draft.step)
        draft = press(draft, draft.step, "")
    assert steps == [step for step in Step if step not in (Step.ACTIVITY, Step.PREVIEW)]
    assert (draft.step, draft.source, draft.answers) == (Step.PREVIEW, "", "")


@pytest.mark.parametrize("status", [Status.DONE, Status.NOT_STARTED])
def test_nobody_is_asked_how_much_of_what_is_done_is_done(status: Status) -> None:
    draft = press(press(Draft(), Step.COMMITMENT, "dialogue"), Step.STATUS, status)
    assert draft.step is Step.TEXT
    again = press(edit(PROMISE, draft, Step.STATUS), Step.STATUS, "delayed")
    assert again.step is Step.PERCENT


def test_nobody_is_asked_how_much_of_a_whole_is_done_that_is_worked_out_from_its_activities() -> None:
    draft = press(press(Draft(), Step.COMMITMENT, "prevention"), Step.ACTIVITY, "")
    assert press(draft, Step.STATUS, "in_progress").step is Step.TEXT


def test_a_percent_nobody_knows_is_left_out() -> None:
    draft = press(press(Draft(), Step.COMMITMENT, "dialogue"), Step.STATUS, "in_progress")
    draft = press(draft, Step.PERCENT, "")
    assert (draft.percent, draft.step) == (None, Step.TEXT)


@pytest.mark.parametrize("words", ["101", "-1", "40,5", "4e1", "hälften", "9" * 5000, "", "%"])
def test_how_much_is_a_whole_number_of_hundred(words: str) -> None:
    draft = replace(Draft(), step=Step.PERCENT, commitment="dialogue", status=Status.IN_PROGRESS)
    assert wrote(PROMISE, draft, words or "-") is DraftProblem.NO_PERCENT


@pytest.mark.parametrize(("words", "number"), [("0", 0), ("100", 100), (" 7% ", 7), ("٤٠", 40)])
def test_a_number_is_read_in_the_digits_it_is_written_in(words: str, number: int) -> None:
    draft = replace(Draft(), step=Step.PERCENT, commitment="dialogue", status=Status.IN_PROGRESS)
    assert write(draft, words).percent == number


@pytest.mark.parametrize(
    ("step", "words", "problem"),
    [
        (Step.TEXT, "", DraftProblem.NO_TEXT),
        (Step.TEXT, "å" * 4096, DraftProblem.TEXT_TOO_LONG),
        (Step.TEXT, "a\x00", DraftProblem.UNWRITABLE),
        (Step.SOURCE, "ftp://sandviken.se", DraftProblem.NO_LINK),
    ],
)
def test_what_cannot_stand_is_said_at_once_and_the_step_stays_open(
    step: Step, words: str, problem: DraftProblem
) -> None:
    assert wrote(PROMISE, replace(DRAFT, step=step), words) is problem


@pytest.mark.parametrize(
    ("step", "value", "problem"),
    [
        (Step.COMMITMENT, "weather", DraftProblem.UNKNOWN_COMMITMENT),
        (Step.COMMITMENT, "", DraftProblem.UNKNOWN_COMMITMENT),
        (Step.STATUS, "no_update", DraftProblem.NO_STATUS),
        (Step.STATUS, "finished", DraftProblem.NO_STATUS),
        (Step.FINDING, "worry", DraftProblem.NO_FINDING),
        (Step.TRANSLATIONS, "tlh", DraftProblem.UNKNOWN_LANGUAGE),
    ],
)
def test_a_button_that_no_screen_has_is_refused(step: Step, value: str, problem: DraftProblem) -> None:
    assert chose(PROMISE, DRAFT, step, value) is problem
    assert chose(PROMISE, written(), Step.ACTIVITY, "bicycles") is DraftProblem.UNKNOWN_ACTIVITY


def test_something_else_can_be_said_at_the_preview_and_the_rest_stays() -> None:
    draft = edit(PROMISE, press(written(), Step.TRANSLATIONS, ""), Step.SOURCE)
    assert (draft.step, draft.waits_for_words, draft.source) == (Step.SOURCE, True, "https://www.sandviken.se/skolor")
    changed = press(draft, Step.SOURCE, "")
    assert changed == replace(draft, step=Step.PREVIEW, source="")


def test_other_words_take_the_old_translations_with_them() -> None:
    draft = press(write(press(written(), Step.TRANSLATIONS, "en"), "Two."), Step.TRANSLATIONS, "")
    same = write(edit(PROMISE, draft, Step.TEXT), "Två skolor av fem.")
    other = write(edit(PROMISE, draft, Step.TEXT), "Tre skolor av fem.")
    assert (same.translations, same.step) == ({"en": "Two."}, Step.PREVIEW)
    assert (other.translations, other.step) == ({}, Step.TRANSLATIONS)


def test_another_commitment_wants_another_activity_and_another_number() -> None:
    draft = press(edit(PROMISE, written(), Step.COMMITMENT), Step.COMMITMENT, "dialogue")
    assert (draft.activity, draft.percent, draft.step) == ("", None, Step.PERCENT)
    again = press(draft, Step.COMMITMENT, "prevention")
    assert again.step is Step.ACTIVITY


def test_an_old_button_pressed_again_changes_nothing_that_was_said() -> None:
    draft = press(written(), Step.TRANSLATIONS, "")
    for step, value in ((Step.COMMITMENT, "prevention"), (Step.ACTIVITY, "schools"), (Step.STATUS, "in_progress")):
        assert press(draft, step, value) == draft


def test_words_typed_while_buttons_are_asked_for_are_not_for_the_draft() -> None:
    for draft in (Draft(), written(), DRAFT):
        assert not draft.waits_for_words
        assert wrote(PROMISE, draft, "hej") == draft


def test_a_button_of_a_step_that_is_not_asked_changes_nothing() -> None:
    assert chose(PROMISE, DRAFT, Step.ACTIVITY, "schools") == DRAFT
    assert chose(PROMISE, DRAFT, Step.TEXT, "x") == chose(PROMISE, DRAFT, Step.PREVIEW, "") == DRAFT
    assert edit(PROMISE, DRAFT, Step.ACTIVITY) == DRAFT


def test_back_goes_through_the_steps_that_were_asked_and_stops_at_the_first() -> None:
    draft, steps = edit(PROMISE, DRAFT, Step.SOURCE), []
    for _ in range(6):
        draft = back(PROMISE, draft)
        steps.append(draft.step)
    assert steps == [Step.TEXT, Step.PERCENT, Step.STATUS, Step.COMMITMENT, Step.COMMITMENT, Step.COMMITMENT]
    awaiting = press(DRAFT, Step.TRANSLATIONS, "en")
    assert back(PROMISE, awaiting) == replace(awaiting, translating="")


def test_back_from_a_step_that_is_no_longer_asked_leads_to_one_that_is() -> None:
    assert back(PROMISE, replace(DRAFT, step=Step.ACTIVITY)).step is Step.COMMITMENT


def test_a_correction_begins_as_what_was_published_and_stays_with_its_commitment() -> None:
    published = update(7, percent=40, translations={"en": "We met."}, answers="worry/dark", sample=True)
    draft = correction(published)
    assert (draft.step, draft.corrects, check_draft(PROMISE, draft, published)) == (Step.PREVIEW, 7, ())
    assert as_update(draft, published.organisation, NOW) == replace(published, id=None, corrects=7)
    assert chose(PROMISE, draft, Step.COMMITMENT, "prevention") is DraftProblem.WRONG_CORRECTION
    assert chose(PROMISE, draft, Step.COMMITMENT, "dialogue") == draft


def test_a_translation_is_checked_like_the_text_and_waited_for_again() -> None:
    awaiting = press(DRAFT, Step.TRANSLATIONS, "en")
    assert wrote(PROMISE, awaiting, "a" * 1001) is DraftProblem.TEXT_TOO_LONG
    assert wrote(PROMISE, replace(awaiting, translating="tlh"), "Qapla'") is DraftProblem.UNKNOWN_LANGUAGE
    again = write(awaiting, "Two talks.")
    assert (again.translations, again.step, again.waits_for_words) == ({"en": "Two talks."}, Step.TRANSLATIONS, False)


def test_a_number_that_may_not_be_said_any_more_goes_with_the_next_step() -> None:
    draft = correction(update(7, commitment="prevention", percent=40))
    assert check_draft(PROMISE, replace(draft, corrects=None)) == (DraftProblem.PERCENT_OF_ACTIVITIES,)
    assert press(draft, Step.STATUS, "delayed").percent is None


def test_a_revision_begins_as_what_was_proposed_and_keeps_what_it_corrects() -> None:
    proposed = replace(update(7, corrects=3), id=None)
    draft = revision(Proposal(12, proposed, 1, NOW))
    assert (draft.revises, draft.corrects) == (12, 3)
    assert as_update(draft, proposed.organisation, NOW) == proposed


MOVES = st.lists(
    st.one_of(
        st.tuples(
            st.just("press"),
            st.sampled_from(Step),
            st.sampled_from(["", "dialogue", "prevention", "schools", "weather", "done", "in_progress", "en", "q/o"]),
        ),
        st.tuples(st.just("write"), st.none(), st.sampled_from(["40", "Klart.", "https://sandviken.se", "\x00"])),
        st.tuples(st.just("edit"), st.sampled_from(Step), st.just("")),
        st.tuples(st.just("back"), st.none(), st.just("")),
    ),
    max_size=30,
)


@given(MOVES)
def test_however_somebody_wanders_what_they_can_submit_is_whole(moves: list[tuple[str, Step | None, str]]) -> None:
    draft = Draft()
    for kind, step, value in moves:
        after = moved(draft, kind, step, value)
        draft = after if isinstance(after, Draft) else draft
    if draft.step is Step.PREVIEW and draft.answered >= {Step.COMMITMENT, Step.STATUS, Step.TEXT}:
        assert check_draft(PROMISE, draft) == ()
    assert draft.percent is None or (draft.status not in (Status.DONE, Status.NOT_STARTED))


def moved(draft: Draft, kind: str, step: Step | None, value: str) -> Answered:
    if kind == "press" and step:
        return chose(PROMISE, draft, step, value)
    if kind == "edit" and step:
        return edit(PROMISE, draft, step)
    return wrote(PROMISE, draft, value) if kind == "write" else back(PROMISE, draft)


def counting(draft_of: str) -> Promise:
    others = tuple(replace(each, counts=None) for each in PROMISE.commitments if each.name != draft_of)
    one = next(each for each in PROMISE.commitments if each.name == draft_of)
    return replace(PROMISE, commitments=(replace(one, counts=Counted.DIALOGUES), *others))


@pytest.mark.parametrize(("commitment", "next_asked"), [("dialogue", Step.STATUS), ("prevention", Step.ACTIVITY)])
def test_what_is_counted_is_written_of_its_commitment_and_may_be_changed(commitment: str, next_asked: Step) -> None:
    promise = counting(commitment)
    draft = begun(promise, "Vi har hållit 1 dialog.", Counted.DIALOGUES)
    assert (draft.step, draft.commitment, draft.text) == (next_asked, commitment, "Vi har hållit 1 dialog.")
    assert going_on(wrote(promise, edit(promise, draft, Step.TEXT), "Andra ord.")).text == "Andra ord."
    assert back(promise, draft).step is Step.COMMITMENT


def test_where_the_promise_does_not_say_what_it_belongs_to_that_is_asked_for() -> None:
    draft = begun(PROMISE, "Vi har hållit 1 dialog.", Counted.DIALOGUES)
    assert (draft.step, draft.commitment) == (Step.COMMITMENT, "")
    assert press(press(draft, Step.COMMITMENT, "dialogue"), Step.STATUS, "done").text == "Vi har hållit 1 dialog."

from dataclasses import replace

from promises.progress import progress, standing
from promises.promise import Status
from tests.unit.promises.examples import PROMISE, update


def test_a_commitment_nobody_has_reported_on_says_so() -> None:
    for dialogue in (progress(PROMISE, {})[0], standing(PROMISE, lambda _: [])[0]):
        assert (dialogue.latest, dialogue.status, dialogue.percent) == (None, Status.NO_UPDATE, None)


def test_commitments_are_told_in_the_promises_order_with_their_newest_status() -> None:
    newest = update(3, Status.DONE)
    dialogue, prevention = progress(PROMISE, {"dialogue": newest})
    assert (dialogue.commitment.name, dialogue.latest, dialogue.status) == ("dialogue", newest, Status.DONE)
    assert (prevention.commitment.name, prevention.latest) == ("prevention", None)


def test_a_reader_sees_under_each_commitment_what_is_new_to_them() -> None:
    first, other, second = update(1), update(2, commitment="prevention"), update(3, Status.DONE)
    dialogue, prevention = progress(PROMISE, {"dialogue": second, "prevention": other}, new=[first, other, second])
    assert dialogue.new == (first, second)
    assert prevention.new == (other,)


def test_an_update_on_a_commitment_the_promise_lost_is_left_out() -> None:
    lost = update(1, Status.DONE, commitment="gone")
    assert all(each.latest is None and not each.new for each in progress(PROMISE, {"gone": lost}, [lost]))


def test_a_done_activity_is_not_a_done_commitment() -> None:
    history = [update(1, Status.DONE, commitment="prevention", activity="parents")]
    prevention = standing(PROMISE, lambda name: history if name == "prevention" else [])[1]
    assert (prevention.status, prevention.percent) == (Status.IN_PROGRESS, 25)
    assert [each.status for each in prevention.activities] == [Status.DONE, Status.NO_UPDATE, Status.NO_UPDATE]
    assert prevention.latest == history[0]


def test_a_correction_takes_the_place_of_what_it_corrects_and_is_itself_new() -> None:
    wrong, newest = update(1, percent=90), update(2, Status.DELAYED, percent=20)
    right = replace(wrong, id=3, percent=10, corrects=1)
    dialogue = standing(PROMISE, lambda _: [wrong, newest, right], new=[right])[0]
    assert dialogue.updates == (right, newest)
    assert (dialogue.status, dialogue.percent, dialogue.new) == (Status.DELAYED, 20, (right,))

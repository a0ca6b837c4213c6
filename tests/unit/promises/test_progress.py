from dataclasses import replace

from promises.progress import History, standing
from promises.promise import ProgressUpdate, Status
from tests.unit.promises.examples import PROMISE, update


def recorded(*updates: ProgressUpdate) -> History:
    return lambda name: [each for each in updates if each.commitment == name]


def test_a_commitment_nobody_has_reported_on_says_so() -> None:
    dialogue = standing(PROMISE, recorded())[0]
    assert (dialogue.latest, dialogue.status, dialogue.percent) == (None, Status.NO_UPDATE, None)


def test_commitments_are_told_in_the_promises_order_with_their_newest_status() -> None:
    newest = update(3, Status.DONE)
    dialogue, prevention = standing(PROMISE, recorded(newest))
    assert (dialogue.commitment.name, dialogue.latest, dialogue.status) == ("dialogue", newest, Status.DONE)
    assert (prevention.commitment.name, prevention.latest) == ("prevention", None)


def test_a_reader_sees_under_each_commitment_what_is_new_to_them() -> None:
    first, other, second = update(1), update(2, commitment="prevention"), update(3, Status.DONE)
    dialogue, prevention = standing(PROMISE, recorded(first, other, second), new=[first, other, second])
    assert dialogue.new == (first, second)
    assert prevention.new == (other,)


def test_an_update_on_a_commitment_the_promise_lost_is_left_out() -> None:
    lost = update(1, Status.DONE, commitment="gone")
    assert all(each.latest is None and not each.new for each in standing(PROMISE, recorded(lost), [lost]))


def test_a_done_activity_is_not_a_done_commitment() -> None:
    newest = update(1, Status.DONE, commitment="prevention", activity="parents")
    prevention = standing(PROMISE, recorded(newest))[1]
    assert (prevention.status, prevention.percent) == (Status.IN_PROGRESS, 25)
    assert prevention.latest == newest


def test_a_correction_takes_the_place_of_what_it_corrects_and_is_itself_new() -> None:
    wrong, newest = update(1, percent=90), update(2, Status.DELAYED, percent=20)
    right = replace(wrong, id=3, percent=10, corrects=1)
    dialogue = standing(PROMISE, recorded(wrong, newest, right), new=[right])[0]
    assert dialogue.updates == (right, newest)
    assert (dialogue.status, dialogue.percent, dialogue.new) == (Status.DELAYED, 20, (right,))

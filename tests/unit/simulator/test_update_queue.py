from hypothesis import given
from hypothesis import strategies as st

from simulator.update_queue import UpdateQueue


@given(st.lists(st.one_of(st.just("put"), st.integers(min_value=-3, max_value=6)), max_size=40))
def test_an_update_comes_in_order_until_it_is_confirmed_and_never_after(steps: list[str | int]) -> None:
    queue = UpdateQueue(lambda: 0.0)
    waiting: list[int] = []
    for step in steps:
        if isinstance(step, str):
            waiting.append(queue.put({"message": {}}, 60))
        elif step < 0:
            queue.confirm(step)
            waiting = waiting[step:]
        elif waiting:
            offset = waiting[0] + step
            queue.confirm(offset)
            waiting = [update_id for update_id in waiting if update_id >= offset]
        assert [update["update_id"] for update in queue.first(100)] == waiting
        assert queue.confirmed.isdisjoint(waiting)
        assert len(queue.confirmed) + len(waiting) == queue.next_id - 100_000_001


def test_ids_may_jump_after_an_idle_week() -> None:
    queue = UpdateQueue(lambda: 0.0)
    first = queue.put({"message": {}}, 60)
    queue.next_id = 7
    assert queue.put({"message": {}}, 60) == 7
    queue.confirm_one(first)
    assert [update["update_id"] for update in queue.first(100)] == [7]

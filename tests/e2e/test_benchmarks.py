"""The bench is run by hand, seldom: that it still runs is shown here. Its figures are nobody's business in a test."""

from pathlib import Path

from tests.benchmarks.answering import Answering, Load, Loads
from tests.benchmarks.processes import Folders
from tests.benchmarks.sending import Sending


async def test_every_letter_of_the_bench_goes_out(tmp_path: Path) -> None:
    sending = Sending(Folders(tmp_path), messages=40, warm=10)
    await sending.round()
    assert min(sending.ours + sending.aiogram) > 0


async def test_everybody_in_the_bench_answers_to_the_end(tmp_path: Path) -> None:
    few = Load(people=3, in_flight=3, burst_people=0)
    answering = Answering(Folders(tmp_path), Loads(few, few, few))
    await answering.round()
    assert [len(each.cpu) for each in (answering.ours, answering.crowded, answering.aiogram, answering.ptb)] == [1] * 4
    assert "kvittokod" in answering.script[-1]["text"]

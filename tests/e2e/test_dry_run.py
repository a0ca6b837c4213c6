from pathlib import Path

from tests.faults.audience import open_audience
from tests.process import run_words

DRY_RUN = ("digest", "followers", "--dry-run")


async def test_the_operator_is_told_who_would_get_a_digest_and_who_not_and_why_and_nothing_is_sent(
    tmp_path: Path,
) -> None:
    async with open_audience(tmp_path, 3) as audience:
        town = audience.town
        await audience.follow()
        town.query("UPDATE subscriptions SET paused = 1 WHERE person = ?", audience.keys.person(audience.ids[0]))
        told = await run_words(*DRY_RUN, env=town.environment)
        assert (told.code, told.err) == (0, "")
        assert told.out.splitlines() == [
            "2 would get it: sv, weekly, all commitments",
            "1 would not: has paused",
            "2 of 3 followers, nothing sent",
        ]
        assert town.query("SELECT count(*) FROM outbox") == [(0,)]
        staff = await run_words("digest", "staff", "--dry-run", env=town.environment)
        assert (staff.code, len(staff.problems)) == (1, 1)

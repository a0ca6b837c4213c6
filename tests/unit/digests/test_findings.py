"""What a member of staff took comes first among what an update may be the answer to."""

from digests.findings import findings
from digests.guard import GuardedCounts
from digests.morning import taken_findings
from digests.ports import Decision, MatterKind
from tests.unit.digests.memory import DigestStore
from tests.unit.digests.town import CONTENT, at


def test_what_was_taken_is_offered_first_to_whoever_took_it() -> None:
    store = DigestStore()
    for worry, times in (("dark", 30), ("drugs", 20), ("fights", 10)):
        store.counts.submitted += [{"worries": worry}] * times
    matter = store.matters.open(MatterKind.WORRY, "worries/fights", at("2026-11-23 07:30"))
    stale = store.matters.open(MatterKind.STALE, "lights", at("2026-11-23 07:30"))
    for each in (matter, stale):
        store.matters.decide(each.id, Decision.TAKEN, 4, at("2026-11-23 08:00"))
    guard = GuardedCounts(store, "staff", 5)

    def offered(member: int) -> list[str]:
        taken = taken_findings(store, member)  # type: ignore[arg-type]  # as much of it as is asked for
        return [each.choice.name for each in findings(guard, CONTENT, "lights", taken)]

    assert offered(4) == ["fights", "dark", "drugs"]
    assert offered(5) == ["dark", "drugs", "fights"]

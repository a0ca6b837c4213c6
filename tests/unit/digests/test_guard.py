from collections.abc import Iterator, Sequence
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from digests.guard import GuardedCounts, answers_table, last_shown, release
from survey.questionnaire import Choice, Kind, Question
from tests.unit.digests.memory import Figures

PRIME = 2**61 - 1
OPTIONS = ("a", "b")
SILENT = None


def _question(name: str, options: Sequence[str] = OPTIONS) -> Question:
    return Question(name, Kind.SELECT_ONE, {"sv": name}, choices=tuple(Choice(each, {"sv": each}) for each in options))


FIRST, SECOND = _question("first"), _question("second")


def _guards(figures: Figures, k_staff: int, k_public: int) -> tuple[GuardedCounts, GuardedCounts]:
    staff = GuardedCounts(figures, "staff", k_staff)
    return staff, GuardedCounts(figures, "public", k_public, behind=staff)


def test_a_group_is_shown_from_k_on_and_nobody_at_all_is_as_secret_as_one() -> None:
    assert release({"a": 10, "b": 9, "c": 0}, {}, 10).cells == {"a": 10, "b": None, "c": None}


def test_what_was_shown_stands_until_k_have_come_or_gone() -> None:
    first = release({"a": 20}, {}, 10)
    assert release({"a": 29}, first.shown, 10).cells == {"a": 20}
    assert release({"a": 30}, first.shown, 10).cells == {"a": 30}
    assert release({"a": 11}, first.shown, 10).cells == {"a": 20}
    assert release({"a": 10}, first.shown, 10).cells == {"a": 10}
    assert release({"a": 0}, first.shown, 10).cells == {"a": 20}


def test_a_value_between_earlier_ones_is_not_shown_either() -> None:
    shown = release({"a": 30}, release({"a": 20}, {}, 10).shown, 10).shown
    assert release({"a": 21}, shown, 10).cells == {"a": 30}
    down = release({"a": 10}, shown, 10)
    assert down.cells == {"a": 10}
    assert release({"a": 25}, down.shown, 10).cells == {"a": 10}
    assert release({"a": 40}, down.shown, 10).cells == {"a": 40}


def test_a_cell_that_is_gone_today_is_not_forgotten() -> None:
    shown = release({"a": 20}, {}, 10).shown
    gone = release({"b": 3}, shown, 10)
    assert gone.cells == {"b": None}
    assert release({"a": 21, "b": 3}, gone.shown, 10).cells == {"a": 20, "b": None}


counts = st.integers(0, 60)


@settings(max_examples=300)
@given(
    st.lists(st.fixed_dictionaries({"a": counts, "b": counts, "c": counts}), min_size=2, max_size=30),
    st.integers(2, 10),
    st.integers(2, 15),
)
def test_thirty_releases_of_any_figures_never_differ_by_a_small_group(
    history: list[dict[str, int]], k_staff: int, k_public: int
) -> None:
    figures = Figures()
    question = _question("first", ("a", "b", "c"))
    staff, public = _guards(figures, k_staff, k_public)
    seen: dict[tuple[str, str], set[int]] = {}
    for cells in history:
        figures.counts.submitted = [{"first": cell} for cell, count in cells.items() for _ in range(count)]
        for audience, guard in (("staff", staff), ("public", public), ("staff", staff)):
            for cell, count in guard.answers("round", question).items():
                if count is not None:
                    seen.setdefault((audience, cell), set()).add(count)
    for (audience, cell), values in seen.items():
        k = k_staff if audience == "staff" else max(k_staff, k_public)
        assert min(values) >= k
        assert all(abs(one - other) >= k for one, other in combinations(values, 2))
        assert audience == "staff" or values <= seen["staff", cell]


# One who answers neither, one or both of two questions; and when they came.
person = st.tuples(st.sampled_from((SILENT, *OPTIONS)), st.sampled_from((SILENT, *OPTIONS)))
Person = tuple[str | None, str | None]
Atom = tuple[str | None, str | None, int]


class Attacker:
    """Solves every linear equation there is between what was shown and how many of each kind came when."""

    def __init__(self, releases: int) -> None:
        answers = (SILENT, *OPTIONS)
        self.atoms: list[Atom] = [(one, two, at) for one in answers for two in answers for at in range(releases)]
        self._rows: list[tuple[int, list[int]]] = []

    def learn(self, table: int, cell: str, until: int) -> None:
        """At that release the cell's count was true."""
        row = self._reduced([int(atom[table] == cell and atom[2] <= until) for atom in self.atoms])
        pivot = next((at for at, value in enumerate(row) if value), None)
        if pivot is not None:
            inverse = pow(row[pivot], -1, PRIME)
            self._rows.append((pivot, [value * inverse % PRIME for value in row]))

    def derives(self, group: Sequence[Atom]) -> bool:
        """Whether the group's size follows from what was learnt."""
        members = set(group)
        return not any(self._reduced([int(atom in members) for atom in self.atoms]))

    def _reduced(self, row: list[int]) -> list[int]:
        for pivot, known in self._rows:
            if factor := row[pivot]:
                row = [(value - factor * other) % PRIME for value, other in zip(row, known, strict=True)]
        return row

    def groups(self, releases: int) -> Iterator[list[Atom]]:
        """Everybody of some answers, to one question or both, who came between two releases."""
        answers = (SILENT, *OPTIONS)
        some = [set(chosen) for size in (1, 2, 3) for chosen in combinations(answers, size)]
        for start, end in combinations(range(-1, releases), 2):
            for ones in some:
                for twos in some:
                    yield [
                        atom for atom in self.atoms if atom[0] in ones and atom[1] in twos and start < atom[2] <= end
                    ]


@settings(max_examples=100)
@given(
    st.lists(st.lists(person, min_size=4, max_size=24), min_size=4, max_size=5), st.integers(2, 4), st.integers(2, 6)
)
def test_no_arithmetic_over_tables_days_and_audiences_finds_a_small_group(
    arrivals: list[list[Person]], k_staff: int, k_public: int
) -> None:
    figures, attacker = Figures(), Attacker(len(arrivals))
    guards = _guards(figures, k_staff, k_public)
    known: set[tuple[str, str, int]] = set()
    for day, people in enumerate(arrivals):
        figures.counts.submitted += [
            {name: said for name, said in (("first", one), ("second", two)) if said} for one, two in people
        ]
        for guard in guards:
            for table, question in enumerate((FIRST, SECOND)):
                for cell, count in guard.answers("round", question).items():
                    if count is not None and (question.name, cell, count) not in known:
                        known.add((question.name, cell, count))
                        attacker.learn(table, cell, day)
    for group in attacker.groups(len(arrivals)):
        members = set(group)
        size = sum((one, two, day) in members for day, people in enumerate(arrivals) for one, two in people)
        assert size >= k_staff or not attacker.derives(group)


def test_the_attacker_would_find_a_small_group_if_totals_were_shown() -> None:
    attacker = Attacker(releases=1)
    everybody = attacker.atoms
    assert not attacker.derives([atom for atom in everybody if atom[0] == "b"])
    for cell in OPTIONS:
        attacker.learn(0, cell, 0)
    assert attacker.derives([atom for atom in everybody if atom[0] == "b"])
    assert attacker.derives([atom for atom in everybody if atom[0] in OPTIONS])
    assert not attacker.derives([atom for atom in everybody if atom[0] is SILENT])


def test_the_public_is_shown_only_what_staff_have_been_shown() -> None:
    figures = Figures()
    staff, public = _guards(figures, 5, 10)
    figures.counts.submitted = [{"first": "a"}] * 12
    assert staff.answers("round", FIRST) == {"a": 12, "b": None}
    figures.counts.submitted = [{"first": "a"}] * 15
    assert public.answers("round", FIRST) == {"a": 12, "b": None}


def test_looking_at_what_was_shown_shows_nothing_new() -> None:
    figures = Figures()
    _, public = _guards(figures, 5, 10)
    figures.counts.submitted = [{"first": "a"}] * 12
    assert last_shown(figures.releases, "public", answers_table("round", FIRST), OPTIONS) == {"a": None, "b": None}
    public.answers("round", FIRST)
    figures.counts.submitted = [{"first": "a"}] * 90
    assert last_shown(figures.releases, "public", answers_table("round", FIRST), OPTIONS) == {"a": 12, "b": None}

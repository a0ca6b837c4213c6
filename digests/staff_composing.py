"""Composes the staff's digest from what is stored, every count through the guard. Nothing here is sent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from digests.by_month import note_month
from digests.changes import Changes, changes, renewed
from digests.content import DigestContent
from digests.guard import HELP, TIPS, GuardedCounts, answers_table, last_shown
from digests.matters import Told, Wanted, settle
from digests.population import LANGUAGE
from digests.ports import DigestRun, DigestWork, MatterKind
from digests.pulse import NOTICE_OPTIONS, notice_question
from digests.residents_view import ResidentsView
from digests.split import GuardedSplits, SplitView
from digests.staff_digest import StaffDigest
from digests.staff_tables import AUDIENCE, staff_tables
from digests.trend import Trend, held_back
from digests.unheard import Unheard, unheard
from digests.usual import usual, with_day
from promises.proposal import ProposalState
from promises.staleness import stale
from survey.questionnaire import Question
from survey.reading.ports import Wanted as TextsWanted

FAILED, ANSWERS = "failed", "answers"
_SUMMARY, _HISTORY, _BASELINE = "summary", "history", "baseline"
"""The tables in which a kind of digest notes what it last told, what it told as new on which day, and a month ago."""


@dataclass(frozen=True, slots=True)
class StaffComposer:
    """Composes the staff's digests. `k` is the smallest group shown."""

    content: DigestContent
    zone: ZoneInfo
    k: int

    def digest(self, work: DigestWork, run: DigestRun, *, keep: bool) -> StaffDigest:
        """The digest for a run. With `keep` false no matter is opened: it is only looked at."""
        content, guard = self.content, GuardedCounts(work, AUDIENCE, self.k)
        splits = GuardedSplits(work, AUDIENCE, self.k)
        shown = staff_tables(content, guard, splits)
        views, worries = shown.views, shown.worries
        told = work.releases.shown(run.kind, _SUMMARY)
        day = self._day(run)
        answers = max((view.n for view in views.values()), default=0)
        new = max(answers - told.get(ANSWERS, 0), 0)
        help_shown = guard.help_shown()
        looked = Changes() if worries is None else self._changes(work, run, worries)
        silent = self._unheard(shown.area, shown.ages, shown.languages)
        failed = max(_failed(work) - told.get(FAILED, 0), 0)
        wanted = [*self._texts(work), *_signatures(work), *_worries(looked), *self._stale(work, run)]
        wanted += [*_silent(silent), *_undelivered(failed)]
        return StaffDigest(
            number=run.number,
            day=day,
            late=run.late,
            sample=work.counts.has_sample(content.round),
            answers=answers,
            new_answers=new,
            usual=usual(new, day, work.releases.shown(run.kind, _HISTORY), self._lag(content.views)),
            stops=splits.stops(content.round, content.asked),
            worries=worries,
            changes=looked,
            views=views,
            content=content,
            area=shown.area,
            age=shown.age,
            ages=shown.ages,
            languages=shown.languages,
            unheard=silent,
            matters=tuple(self._settled(work, wanted, run, keep=keep)),
            takers={member.number: member.name for member in work.staff.everyone()},
            help_shown=help_shown[HELP],
            tips=help_shown[TIPS],
            noticed={
                each.name: guard.taps(notice_question(content.round, each.name), NOTICE_OPTIONS)
                for each in content.promise.commitments
            },
            history=_recent(work.releases.shown(run.kind, _HISTORY), day, new),
        )

    def note_told(self, work: DigestWork, run: DigestRun, digest: StaffDigest) -> None:
        """Note what the staff have been told, so that the next digest can say what is new, and a report what grew."""
        releases = work.releases
        note_month(releases, self.content, digest.day)
        answers = max(digest.answers, releases.shown(run.kind, _SUMMARY).get(ANSWERS, 0))
        releases.remember(run.kind, _SUMMARY, {ANSWERS: answers, FAILED: _failed(work)})
        history = with_day(releases.shown(run.kind, _HISTORY), digest.day, digest.new_answers)
        releases.remember(run.kind, _HISTORY, history)
        shown = [digest.worries] if digest.worries else []
        baseline = renewed(releases.shown(run.kind, _BASELINE), shown, digest.day)
        if baseline is not None:
            releases.remember(run.kind, _BASELINE, baseline)

    def begin(self, work: DigestWork, run: DigestRun) -> None:
        """Note, for a kind that nobody has read yet, what the staff know already: only what comes now is new."""
        known = [_known(work, self.content.round, question) for question in self.content.views.values()]
        work.releases.remember(run.kind, _SUMMARY, {ANSWERS: max(known, default=0), FAILED: _failed(work)})

    def _day(self, run: DigestRun) -> date:
        return run.covered_until.astimezone(self.zone).date()

    def _lag(self, views: Mapping[str, Question]) -> int:
        """How many answers the guard may hold back of all that are told to be new."""
        return held_back(self.k) * max((len(each.choices) for each in views.values()), default=0)

    def _changes(self, work: DigestWork, run: DigestRun, worries: ResidentsView) -> Changes:
        baseline = work.releases.shown(run.kind, _BASELINE)
        return changes(baseline, [worries], self._day(run), held_back(self.k))

    def _unheard(
        self, area: SplitView | None, ages: Mapping[str, int | None], languages: Mapping[str, int | None]
    ) -> tuple[Unheard, ...]:
        """A sum of cells may hide as many answers in each; a figure of its own hides them once."""
        once, population = held_back(self.k), self.content.population
        found: list[Unheard] = []
        if area:
            name, known = area.split.by.name, {group: area.known(group) for group in area.split.groups}
            found += unheard(name, known, once * len(area.split.options), population.of(name))
        for name, cells in ((self.content.ages.by.name if self.content.ages else "", ages), (LANGUAGE, languages)):
            known = {option: count or 0 for option, count in cells.items()}
            found += unheard(name, known, once, population.of(name))
        return tuple(found)

    def _texts(self, work: DigestWork) -> Iterator[Wanted]:
        """As many as whoever may read them finds in the list: a number of another making could be set against it."""
        if waiting := work.texts.count(TextsWanted(), self.k):
            yield Wanted(MatterKind.TEXTS, count=waiting)

    def _stale(self, work: DigestWork, run: DigestRun) -> Iterator[Wanted]:
        for each in stale(self.content.promise, work.progress.history, run.covered_until):
            yield Wanted(MatterKind.STALE, each.commitment.name)

    def _settled(self, work: DigestWork, wanted: list[Wanted], run: DigestRun, *, keep: bool) -> Iterator[Told]:
        for each in wanted:
            told = settle(work.matters, each, run.covered_until, keep=keep)
            if told:
                yield told


def _signatures(work: DigestWork) -> Iterator[Wanted]:
    waiting = [each for each in work.proposals.waiting() if each.state is ProposalState.WAITING]
    if waiting:
        yield Wanted(MatterKind.SIGNATURES, count=len(waiting))


def _worries(looked: Changes) -> Iterator[Wanted]:
    """What worries more people than it did."""
    for each in looked.found:
        if each.trend is Trend.MORE:
            yield Wanted(MatterKind.WORRY, f"{each.view.question.name}/{each.option}", each.view.shown[each.option])


def _silent(found: tuple[Unheard, ...]) -> Iterator[Wanted]:
    """The most silent group of each kind: one is enough for a morning."""
    first = {each.question: each for each in reversed(found)}
    for each in first.values():
        yield Wanted(MatterKind.UNHEARD, f"{each.question}/{each.option}", each.known)


def _undelivered(failed: int) -> Iterator[Wanted]:
    if failed:
        yield Wanted(MatterKind.FAILED, count=failed)


def _known(work: DigestWork, round_name: str, question: Question) -> int:
    options = [choice.name for choice in question.choices]
    shown = last_shown(work.releases, AUDIENCE, answers_table(round_name, question), options)
    return sum(count or 0 for count in shown.values())


def _recent(history: Mapping[str, int], day: date, new: int) -> tuple[tuple[date, int], ...]:
    """What was told as new on each of the last days, this one last."""
    known = with_day(history, day, new)
    return tuple((date.fromisoformat(each), known[each]) for each in sorted(known)[-_DAYS:])


_DAYS = 14


def _failed(work: DigestWork) -> int:
    states = work.outbox.counts()
    return states.get("dead", 0) + states.get("unknown", 0)

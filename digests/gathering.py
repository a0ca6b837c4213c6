"""Gathers what is known of each commitment, for whoever is to be told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from digests.commitment_news import Answered, CommitmentNews
from digests.content import DigestContent
from digests.guard import CountsWork, GuardedCounts, answers_table, last_shown, taps_table
from digests.ports import Releases
from digests.pulse import DONE_OPTIONS, NOTICE_OPTIONS, done_question, notice_question
from digests.residents_view import ResidentsView
from people.inbox import Marks
from promises.ports import ProgressUpdates
from promises.progress import CommitmentProgress, standing
from promises.promise import ProgressUpdate, Status
from promises.rollup import as_it_stands
from promises.staleness import stale
from survey.questionnaire import Question


class ToldWork(CountsWork, Protocol):
    """What is looked at to tell of commitments."""

    @property
    def progress(self) -> ProgressUpdates:
        """What was published."""
        ...

    @property
    def marks(self) -> Marks:
        """When questions were asked."""
        ...


class Figures(Protocol):
    """Where figures that may be shown come from."""

    def answers(self, round_name: str, question: Question, /) -> Mapping[str, int | None]:
        """How many chose each option of a question of the survey."""
        ...

    def taps(self, question: str, options: Sequence[str], /) -> Mapping[str, int | None]:
        """How many followers chose each option of a question under a digest."""
        ...


@dataclass(frozen=True, slots=True)
class LastShown:
    """Figures as the public last saw them: showing them again releases nothing."""

    releases: Releases

    def answers(self, round_name: str, question: Question, /) -> Mapping[str, int | None]:
        """How many chose each option of a question of the survey."""
        options = [choice.name for choice in question.choices]
        return last_shown(self.releases, "public", answers_table(round_name, question), options)

    def taps(self, question: str, options: Sequence[str], /) -> Mapping[str, int | None]:
        """How many followers chose each option of a question under a digest."""
        return last_shown(self.releases, "public", taps_table(question), options)


@dataclass(frozen=True, slots=True)
class Gathering:
    """What was known at the moment `until`, with the figures there are now."""

    progress: ProgressUpdates
    content: DigestContent
    figures: Figures
    zone: ZoneInfo
    until: datetime

    def commitments(self, new_since: datetime | None = None) -> tuple[CommitmentNews, ...]:
        """Every commitment in the promise's order; `new_since` is up to when its reader knows of its updates."""
        new = self.progress.recorded_between(new_since, self.until) if new_since else ()
        silent = dict(self._silent())
        known = standing(self.content.promise, self._history, new)
        return tuple(self._commitment(each, silent.get(each.commitment.name)) for each in known)

    def view(self, question: Question) -> ResidentsView:
        """What residents answered to a question."""
        return ResidentsView(question, self.figures.answers(self.content.round, question))

    def if_published(self, update: ProgressUpdate) -> CommitmentNews | None:
        """The update's commitment as it would stand with it; None where the promise has no such place (any more)."""
        commitment = self.content.promise.commitment(update.commitment)
        if commitment is None or (update.activity and commitment.activity(update.activity) is None):
            return None
        updates = as_it_stands((*self._history(commitment.name), update))
        return self._commitment(CommitmentProgress(commitment, updates, (update,)), silent_since=None)

    def telling(self, news: CommitmentNews, updates: Sequence[ProgressUpdate]) -> CommitmentNews:
        """The same with what there is to know of these updates of it."""
        return replace(news, answered=dict(self._answered(updates)), corrected=dict(self._corrected(updates)))

    def _commitment(self, progress: CommitmentProgress, silent_since: date | None) -> CommitmentNews:
        name, latest = progress.commitment.name, progress.latest
        question = self.content.views.get(name)
        told = [*progress.new, *([latest] if latest else [])]
        done = latest and progress.status is Status.DONE and latest.id
        news = CommitmentNews(
            progress,
            silent_since,
            view=self.view(question) if question else None,
            noticed=self.figures.taps(notice_question(self.content.round, name), NOTICE_OPTIONS),
            done=self.figures.taps(done_question(done), DONE_OPTIONS) if done else {},
        )
        return self.telling(news, told)

    def _history(self, commitment: str) -> Sequence[ProgressUpdate]:
        return [update for update in self.progress.history(commitment) if update.recorded < self.until]

    def _silent(self) -> Iterator[tuple[str, date]]:
        for each in stale(self.content.promise, self._history, self.until):
            if each.public and each.since:
                yield each.commitment.name, each.since.astimezone(self.zone).date()

    def _answered(self, updates: Sequence[ProgressUpdate]) -> Iterator[tuple[int, Answered]]:
        for update in updates:
            name, _, option = update.answers.partition("/")
            question = self.content.question(name)
            if update.id is not None and question and question.choice(option):
                yield update.id, Answered(question, option, self.view(question))

    def _corrected(self, updates: Sequence[ProgressUpdate]) -> Iterator[tuple[int, date]]:
        for update in updates:
            found = self.progress.find(update.corrects) if update.corrects else None
            if update.id is not None and found:
                yield update.id, found.recorded.astimezone(self.zone).date()


def guarded(work: CountsWork, k_public: int, k_staff: int) -> GuardedCounts:
    """The public's figures: only values that the staff have been shown."""
    return GuardedCounts(work, "public", k_public, behind=GuardedCounts(work, "staff", k_staff))

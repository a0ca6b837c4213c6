"""What anybody may see at any time: the promise, how far it has come, and what residents were last seen to notice."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from delivery.message import Button, Letter
from delivery.plain_text import plain
from digests.chart import Chart
from digests.commitment_news import CommitmentNews
from digests.commitment_text import news_lines, standing_lines, status_line, title_of, update_lines, view_lines
from digests.content import DigestContent
from digests.gathering import Gathering, LastShown
from digests.illustrations import standing_chart
from digests.parts import parts
from digests.ports import DigestWork
from digests.promise_text import milestone_line, parties_line
from localization.catalogue import Words
from localization.labels import in_language
from people.ports import UnitsOfWork
from promises.promise import Commitment, ProgressUpdate

HISTORY = "d:history"
"""What the button sends that shows a commitment's history, before a colon and the commitment's name."""

PICTURE = "d:picture"
"""What the button sends that shows the page as a picture."""


async def no_picture(_: Chart) -> str:
    """Draws nothing."""
    return ""


@dataclass(frozen=True, slots=True)
class PromiseOverview:
    """The promise as a page. It shows residents' views as the last digest did, so that looking releases nothing new.

    `draw` gives the name under which a chart's picture is stored, empty where there can be none.
    """

    database: UnitsOfWork[DigestWork]
    content: DigestContent
    zone: ZoneInfo
    clock: Callable[[], datetime]
    draw: Callable[[Chart], Awaitable[str]] = no_picture

    async def letters(self, words: Words) -> tuple[Letter, ...]:
        """The page in as many messages as it takes; the last one has the buttons to histories and picture."""
        commitments = await self.database.read(lambda work: self._gathering(work).commitments())
        source = words("promises.source", source=self.content.promise.source)
        texts = parts([self._opening(words), *(self._commitment(each, words) for each in commitments), source])
        buttons = tuple((_history_button(each, words),) for each in commitments if each.progress.updates)
        shown = ((Button(words("promises.picture.button"), PICTURE),),)
        return (*(Letter(text) for text in texts[:-1]), Letter(texts[-1], (*buttons, *shown)))

    async def picture(self, words: Words) -> Letter:
        """The page as a picture: where each commitment stands, and what residents were last seen to notice."""
        commitments, sample = await self.database.read(self._stand)
        chart = standing_chart(self.content.promise, commitments, self._latest(commitments), words, sample=sample)
        name = await self.draw(chart)
        return Letter(words("promises.picture.caption" if name else "promises.picture.none"), picture=name)

    async def history(self, commitment: str, words: Words) -> tuple[Letter, ...]:
        """Everything that was published about a commitment, newest first; nothing where there is no such commitment."""
        return await self.database.read(lambda work: self._history(work, commitment, words))

    def _gathering(self, work: DigestWork) -> Gathering:
        return Gathering(work.progress, self.content, LastShown(work.releases), self.zone, self.clock())

    def _stand(self, work: DigestWork) -> tuple[tuple[CommitmentNews, ...], bool]:
        return self._gathering(work).commitments(), work.counts.has_sample(self.content.round)

    def _latest(self, commitments: Sequence[CommitmentNews]) -> date | None:
        moments = [each.progress.latest.recorded for each in commitments if each.progress.latest]
        return max(moments).astimezone(self.zone).date() if moments else None

    def _opening(self, words: Words) -> str:
        promise, language = self.content.promise, words.language
        opening = (
            words(
                "promises.title",
                title=in_language(promise.title, language),
                summary=in_language(promise.summary, language),
            ),
            parties_line(promise, words),
            words("digest.mirror"),
        )
        return "\n\n".join(opening)

    def _commitment(self, news: CommitmentNews, words: Words) -> str:
        text = in_language(news.progress.commitment.text, words.language)
        lines = [
            words("promises.commitment", title=title_of(news.progress, words)),
            words("promises.text", text=text),
            *_milestones(news.progress.commitment, words),
            *standing_lines(news, words),
            *news_lines(news, self.content.promise, self.zone, words),
            *view_lines(news, words),
        ]
        return "\n".join(lines)

    def _history(self, work: DigestWork, commitment: str, words: Words) -> tuple[Letter, ...]:
        gathering = self._gathering(work)
        found = next((each for each in gathering.commitments() if each.name == commitment), None)
        if found is None:
            return ()
        updates = tuple(work.progress.history(commitment))
        news = gathering.telling(found, updates)
        heading = words("promises.history", title=title_of(news.progress, words))
        entries = [self._entry(news, update, words) for update in reversed(updates)]
        return tuple(Letter(text) for text in parts([heading, *(entries or [words("promises.history.none")])]))

    def _entry(self, news: CommitmentNews, update: ProgressUpdate, words: Words) -> str:
        lines = [status_line(update, words)]
        lines += update_lines(news, update, self.content.promise, self.zone, words, new=False)
        if update not in news.progress.updates:
            lines.append(words("promises.history.corrected"))
        return "\n".join(lines)


def _milestones(commitment: Commitment, words: Words) -> tuple[str, ...]:
    days = [f"• {milestone_line(each, words)}" for each in commitment.milestones]
    return (words("promises.milestones"), *days) if days else ()


def _history_button(news: CommitmentNews, words: Words) -> Button:
    return Button(
        plain(words("promises.history_button", title=title_of(news.progress, words))), f"{HISTORY}:{news.name}"
    )

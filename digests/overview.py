"""What anybody may see at any time: the promise, how far it has come, and what residents were last seen to notice."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from delivery.message import Button, Letter
from delivery.plain_text import plain
from digests.commitment_news import CommitmentNews
from digests.commitment_text import news_lines, standing_lines, title_of, update_lines, view_lines
from digests.content import DigestContent
from digests.gathering import Gathering, LastShown
from digests.parts import parts
from digests.ports import DigestWork
from localization.catalogue import Words
from localization.labels import in_language, written_date
from people.ports import UnitsOfWork
from promises.promise import ProgressUpdate

HISTORY = "d:history"
"""What the button sends that shows a commitment's history, before a colon and the commitment's name."""


@dataclass(frozen=True, slots=True)
class PromiseOverview:
    """The promise as a page. It shows residents' views as the last digest did, so that looking releases nothing new."""

    database: UnitsOfWork[DigestWork]
    content: DigestContent
    zone: ZoneInfo
    clock: Callable[[], datetime]

    async def letters(self, words: Words) -> tuple[Letter, ...]:
        """The page in as many messages as it takes; the last one has the buttons to the histories."""
        commitments = await self.database.read(lambda work: self._gathering(work).commitments())
        source = words("promises.source", source=self.content.promise.source)
        texts = parts([self._opening(words), *(self._commitment(each, words) for each in commitments), source])
        buttons = tuple((_history_button(each, words),) for each in commitments if each.progress.updates)
        return (*(Letter(text) for text in texts[:-1]), Letter(texts[-1], buttons))

    async def history(self, commitment: str, words: Words) -> tuple[Letter, ...]:
        """Everything that was published about a commitment, newest first; nothing where there is no such commitment."""
        return await self.database.read(lambda work: self._history(work, commitment, words))

    def _gathering(self, work: DigestWork) -> Gathering:
        return Gathering(work.progress, self.content, LastShown(work.releases), self.zone, self.clock())

    def _opening(self, words: Words) -> str:
        promise, language = self.content.promise, words.language
        parties = [in_language(name, language) for name in promise.parties.values()]
        opening = (
            words(
                "promises.title",
                title=in_language(promise.title, language),
                summary=in_language(promise.summary, language),
            ),
            words(
                "promises.parties",
                parties=words("promises.and").join(parties),
                starts=written_date(promise.starts, language),
                ends=written_date(promise.ends, language),
            ),
            words("digest.mirror"),
        )
        return "\n\n".join(opening)

    def _commitment(self, news: CommitmentNews, words: Words) -> str:
        text = in_language(news.progress.commitment.text, words.language)
        lines = [
            words("promises.commitment", title=title_of(news.progress, words)),
            words("promises.text", text=text),
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
        lines = [*_status(update, words)]
        lines += update_lines(news, update, self.content.promise, self.zone, words, new=False)
        if update not in news.progress.updates:
            lines.append(words("promises.history.corrected"))
        return "\n".join(lines)


def _status(update: ProgressUpdate, words: Words) -> Iterator[str]:
    status = words(f"digest.status.{update.status.value}")
    if update.percent is None:
        yield words("digest.follower.status", status=status)
    else:
        yield words("promises.history.percent", status=status, percent=update.percent)


def _history_button(news: CommitmentNews, words: Words) -> Button:
    return Button(
        plain(words("promises.history_button", title=title_of(news.progress, words))), f"{HISTORY}:{news.name}"
    )

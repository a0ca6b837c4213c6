"""What anybody may see at any time: the promise, how far it has come, and what residents were last seen to notice."""

from collections.abc import Sequence
from dataclasses import dataclass

from delivery.message import Letter
from digests.composing import DigestContent
from digests.guard import last_shown
from digests.parts import parts
from digests.ports import DigestWork
from digests.residents_view import ResidentsView, view_sentence
from localization.catalogue import Words
from localization.labels import in_language, written_date
from people.ports import UnitsOfWork
from promises.progress import CommitmentProgress, progress


@dataclass(frozen=True, slots=True)
class PromiseOverview:
    """The promise as a page. It shows residents' views as the last digest did, so that looking releases nothing new."""

    database: UnitsOfWork[DigestWork]
    content: DigestContent

    async def letters(self, words: Words) -> tuple[Letter, ...]:
        """The page in as many messages as it takes."""
        blocks = await self.database.read(lambda work: self._blocks(work, words))
        return tuple(Letter(text) for text in parts(blocks))

    def _blocks(self, work: DigestWork, words: Words) -> Sequence[str]:
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
        )
        standing = progress(promise, work.progress.latest(), ())
        commitments = [self._commitment(work, each, words) for each in standing]
        return ["\n\n".join(opening), *commitments, words("promises.source", source=promise.source)]

    def _commitment(self, work: DigestWork, standing: CommitmentProgress, words: Words) -> str:
        commitment = standing.commitment
        lines = [
            words("promises.commitment", title=in_language(commitment.title, words.language)),
            words("promises.text", text=in_language(commitment.text, words.language)),
            words("digest.follower.status", status=words(f"digest.status.{standing.status.value}")),
        ]
        question = self.content.views.get(commitment.name)
        if standing.latest:
            lines.append(words("digest.follower.text", text=standing.latest.text))
        if question:
            view = ResidentsView(question, last_shown(work.releases, "public", self.content.round, question))
            lines.append(words("digest.follower.view") + " " + view_sentence(view, words))
        return "\n".join(lines)

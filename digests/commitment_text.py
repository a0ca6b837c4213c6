"""What is told of one commitment, in words."""

from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from babel import Locale

from digests.commitment_news import Answered, CommitmentNews
from digests.residents_view import view_sentence
from digests.trend import Trend
from localization.catalogue import SOURCE, Words
from localization.labels import in_language, written_date
from promises.progress import CommitmentProgress
from promises.promise import ProgressUpdate, Promise
from survey.questionnaire import Kind

MOST_NEW = 2
"""New updates told in full: with more, what is told of one commitment could be too long for a message."""

_SIGNS = 10
_DONE, _LEFT = "—", "·"
"""Signs that screen readers pass over at their usual setting; the percent is said in words beside them."""


def commitment_text(news: CommitmentNews, promise: Promise, zone: ZoneInfo, words: Words) -> str:
    """What followers read of one commitment."""
    lines = [
        words("digest.follower.commitment", title=title_of(news.progress, words)),
        *standing_lines(news, words),
        *news_lines(news, promise, zone, words),
        *view_lines(news, words),
    ]
    return "\n".join(lines)


def standing_lines(news: CommitmentNews, words: Words) -> Iterator[str]:
    """How far it has come: the status, or for how long nothing was heard, and how much is done."""
    status = words(f"digest.status.{news.progress.status.value}")
    if news.silent_since:
        day = written_date(news.silent_since, words.language)
        yield words("digest.follower.silent", day=day, status=status)
    else:
        yield words("digest.follower.status", status=status)
    if news.progress.percent is not None:
        yield words("digest.follower.percent", percent=news.progress.percent)
        yield bar(news.progress.percent)


def status_line(update: ProgressUpdate, words: Words) -> str:
    """How far it had come according to one update."""
    status = words(f"digest.status.{update.status.value}")
    if update.percent is None:
        return words("digest.follower.status", status=status)
    return words("promises.history.percent", status=status, percent=update.percent)


def bar(percent: int) -> str:
    """How much is done, drawn with ten signs."""
    done = percent * _SIGNS // 100
    return _DONE * done + _LEFT * (_SIGNS - done)


def news_lines(news: CommitmentNews, promise: Promise, zone: ZoneInfo, words: Words) -> Iterator[str]:
    """The newest words about it: what is new to the reader, newest first, or else the last that was said."""
    progress = news.progress
    new = [update for update in reversed(progress.new) if update in progress.updates]
    told = new[:MOST_NEW] or ([progress.latest] if progress.latest else [])
    for update in told:
        yield from update_lines(news, update, promise, zone, words, new=bool(new))
    if len(new) > len(told):
        yield words.plural("digest.follower.more", len(new) - len(told))


def update_lines(
    news: CommitmentNews, update: ProgressUpdate, promise: Promise, zone: ZoneInfo, words: Words, *, new: bool
) -> Iterator[str]:
    """One update: when and from whom, what it answers, its words, its source and who signed it."""
    number, language = update.id or 0, words.language
    party = in_language(promise.parties[update.organisation.value], language)
    day = written_date(update.recorded.astimezone(zone).date(), language)
    if number in news.corrected:
        corrected = written_date(news.corrected[number], language)
        yield words("digest.follower.correction", day=day, party=party, corrected=corrected)
    else:
        yield words("digest.follower.new_update" if new else "digest.follower.earlier_update", day=day, party=party)
    activity = news.progress.commitment.activity(update.activity)
    if activity:
        yield words("digest.follower.activity", title=in_language(activity.title, language))
    if number in news.answered:
        yield finding(news.answered[number], words)
    yield words("digest.follower.text", text=_in_reach(update, language))
    yield from _about(update, party, words)
    if update.signed_by:
        yield words("digest.follower.signed", parties=_parties(update, promise, words))


def view_lines(news: CommitmentNews, words: Words) -> Iterator[str]:
    """What residents notice, how that has changed, and what followers said by a tap."""
    if news.view:
        yield words("digest.follower.view") + " " + view_sentence(news.view, words)
        if news.trend and (news.view.shown or news.trend is Trend.TOO_FEW):
            yield words(f"digest.trend.{news.trend.value}")
    yield from _taps("digest.taps.notice", "pulse.notice", news.noticed, words)
    yield from _taps("digest.taps.done", "pulse.done", news.done, words)


def tap_cells(labels: str, taps: Mapping[str, int | None], words: Words) -> str:
    """How often each option was tapped."""
    return "; ".join(
        words("digest.view.hidden_cell", label=words(f"{labels}.{option}"))
        if count is None
        else words("digest.view.cell", label=words(f"{labels}.{option}"), count=count)
        for option, count in taps.items()
    )


def title_of(progress: CommitmentProgress, words: Words) -> str:
    """The commitment's name as people read it."""
    return in_language(progress.commitment.title, words.language)


def finding(answered: Answered, words: Words) -> str:
    """What residents had said that an update answers: you said, we did."""
    said = {
        "question": in_language(answered.question.label, words.language),
        "option": answered.view.label(answered.option, words.language),
    }
    if answered.count is None:
        return words("digest.finding.hidden", **said)
    if answered.question.kind is Kind.SELECT_ONE:
        return words("digest.finding.share", count=answered.count, n=answered.view.n, **said)
    return words("digest.finding.count", count=answered.count, **said)


def _taps(key: str, labels: str, taps: Mapping[str, int | None], words: Words) -> Iterator[str]:
    if any(count is not None for count in taps.values()):
        yield words(key, cells=tap_cells(labels, taps, words))


def _in_reach(update: ProgressUpdate, language: str) -> str:
    return update.text if update.language == language else update.translations.get(language, update.text)


def _about(update: ProgressUpdate, party: str, words: Words) -> Iterator[str]:
    """Whose word it is, and what keeps the reader from taking it for more than it is."""
    if (
        update.language.partition("_")[0] != words.language.partition("_")[0]
        and words.language not in update.translations
    ):
        yield _only_in(update.language, words)
    if update.source:
        yield words("digest.follower.source", source=update.source)
    else:
        yield words("digest.follower.own_knowledge", party=party)
    if update.sample:
        yield words("digest.follower.sample_update")


def _only_in(language: str, words: Words) -> str:
    if language.partition("_")[0] == SOURCE:
        return words("digest.follower.only_swedish")
    name = Locale.parse(words.language).languages.get(language.partition("_")[0], language)
    return words("digest.follower.only_in", language=name)


def _parties(update: ProgressUpdate, promise: Promise, words: Words) -> str:
    names = [in_language(promise.parties[each.value], words.language) for each in update.signed_by]
    return words("promises.and").join(names)

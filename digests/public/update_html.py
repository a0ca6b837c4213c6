"""One published update as HTML, the same on the page and in the feed."""

from collections.abc import Iterator

from delivery.plain_text import plain
from digests.commitment_text import finding, status_line
from digests.public.markup import Markup, element, joined
from digests.public.record import PublicCommitment, PublicRecord
from localization.catalogue import Words
from localization.labels import in_language, written_date
from localization.tags import direction, language_tag, name_of
from promises.promise import ProgressUpdate


def update_html(record: PublicRecord, commitment: PublicCommitment, update: ProgressUpdate, words: Words) -> Markup:
    """An update with its heading."""
    day = update.recorded.astimezone(record.zone).date()
    party = in_language(record.promise.parties[update.organisation.value], words.language)
    heading = plain(words("page.from", day=written_date(day, words.language), party=party))
    return element(
        "article",
        element("h4", heading),
        *_answered(commitment, update, words),
        body_html(record, commitment, update, words),
        id=f"u{update.id}",
    )


def body_html(record: PublicRecord, commitment: PublicCommitment, update: ProgressUpdate, words: Words) -> Markup:
    """What an update says, and all there is to know of it but figures."""
    return joined(
        *(element("p", plain(each)) for each in _about(commitment, update, words)),
        _said(update, words),
        *(element("p", each) for each in _behind(record, commitment, update, words)),
    )


def link(address: str) -> Markup:
    """A link that shows where it leads; plain text where it is no address of the web."""
    if not address.startswith(("https://", "http://")):
        return joined(address)
    return element("a", address, href=address, rel="noreferrer", dir="ltr")


def _about(commitment: PublicCommitment, update: ProgressUpdate, words: Words) -> Iterator[str]:
    yield status_line(update, words)
    activity = commitment.news.progress.commitment.activity(update.activity)
    if activity:
        yield words("page.activity", activity=in_language(activity.title, words.language))


def _answered(commitment: PublicCommitment, update: ProgressUpdate, words: Words) -> Iterator[Markup]:
    answered = commitment.news.answered.get(update.id or 0)
    if answered:
        yield element("p", plain(finding(answered, words)))


def _said(update: ProgressUpdate, words: Words) -> Markup:
    """The words themselves, in the reader's language where they are written in it."""
    text, language = update.text, update.language
    if language != words.language and update.translations.get(words.language):
        text, language = update.translations[words.language], words.language
    paragraphs = [element("p", each) for each in text.splitlines() if each.strip()]
    said = element("blockquote", *paragraphs, lang=language_tag(language), dir=direction(language))
    if language_tag(language) == language_tag(words.language):
        return said
    written_in = plain(words("page.written_in", language=name_of(language, words.language)))
    return joined(said, element("p", written_in))


def _behind(
    record: PublicRecord, commitment: PublicCommitment, update: ProgressUpdate, words: Words
) -> Iterator[Markup]:
    """Whose word it is, who signed it, and what it corrects or was corrected by."""
    language = words.language
    if update.source:
        yield joined(plain(words("page.source")), " ", link(update.source))
    else:
        party = in_language(record.promise.parties[update.organisation.value], language)
        yield joined(plain(words("digest.follower.own_knowledge", party=party)))
    if update.signed_by:
        names = [in_language(record.promise.parties[each.value], language) for each in update.signed_by]
        yield joined(plain(words("page.signed", parties=words("promises.and").join(names))))
    corrects = commitment.news.corrected.get(update.id or 0)
    if corrects:
        yield joined(plain(words("page.corrects", day=written_date(corrects, language))))
    corrected = commitment.corrected.get(update.id or 0)
    if corrected:
        day = written_date(corrected.astimezone(record.zone).date(), language)
        yield joined(plain(words("page.corrected", day=day)))
    if update.sample:
        yield joined(plain(words("digest.follower.sample_update")))

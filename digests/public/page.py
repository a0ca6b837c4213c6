"""The promise as a page of the web: readable by everybody, without scripts, cookies or anything from elsewhere."""

from collections.abc import Iterator
from pathlib import Path

from delivery.plain_text import plain
from digests.commitment_text import standing_lines, tap_cells, title_of
from digests.promise_text import milestone_line, parties_line
from digests.public.bars import patterns, progress_bar, shares_bar, swatch
from digests.public.markup import Markup, element, joined
from digests.public.record import PublicCommitment, PublicRecord
from digests.public.update_html import link, update_html
from digests.residents_view import ResidentsView
from localization.catalogue import Catalogues, Words
from localization.labels import in_language
from localization.tags import direction, language_tag
from promises.promise import Commitment

STYLES = "page.css"
FEED = "feed.atom"
"""Where the page's colours lie, beside it, and the feed, below it."""


def styles() -> str:
    """The page's style sheet."""
    return Path(__file__).with_name(STYLES).read_text(encoding="utf-8")


def page(record: PublicRecord, words: Words, catalogues: Catalogues) -> str:
    """The page in the language of the words. Its links are relative: it lies at the language's code, `/sv`."""
    language = words.language
    body = element(
        "body",
        element("a", plain(words("page.skip")), href="#main", class_="skip"),
        patterns(),
        _languages(words, catalogues),
        element(
            "main",
            _opening(record, words),
            *(_commitment(record, each, words) for each in record.commitments),
            id="main",
            tabindex="-1",
        ),
        _ending(record, words),
    )
    whole = element("html", _head(record, words), body, lang=language_tag(language), dir=direction(language))
    return f"<!doctype html>\n{whole}\n"


def _head(record: PublicRecord, words: Words) -> Markup:
    promise = in_language(record.promise.title, words.language)
    feed = f"{words.language}/{FEED}"
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", plain(words("page.title", promise=promise))),
        element("link", rel="stylesheet", href=STYLES),
        element("link", rel="alternate", type="application/atom+xml", title=promise, href=feed),
    )


def _languages(words: Words, catalogues: Catalogues) -> Markup:
    links = [
        element(
            "li",
            element(
                "a",
                catalogues.own_name(code),
                href=code,
                lang=language_tag(code),
                hreflang=language_tag(code),
                dir=direction(code),
                aria_current="page" if code == words.language else None,
            ),
        )
        for code in catalogues.languages
    ]
    drafts = [element("p", plain(words("language.drafts")))] if catalogues.drafts else []
    return element("header", element("nav", element("ul", *links), aria_label=plain(words("page.languages"))), *drafts)


def _opening(record: PublicRecord, words: Words) -> Markup:
    promise, language = record.promise, words.language
    told = (
        parties_line(promise, words),
        words("digest.mirror"),
        words("page.guarded", least=record.least),
    )
    sample = [element("p", plain(words("digest.sample")), class_="sample")] if record.sample else []
    return joined(
        element("h1", in_language(promise.title, language)),
        *sample,
        element("p", in_language(promise.summary, language), class_="lead"),
        *(element("p", plain(each)) for each in told),
    )


def _commitment(record: PublicRecord, commitment: PublicCommitment, words: Words) -> Markup:
    news = commitment.news
    heading = f"c-{news.name}"
    return element(
        "section",
        element("h2", title_of(news.progress, words), id=heading),
        element("p", in_language(news.progress.commitment.text, words.language)),
        *_milestones(news.progress.commitment, words),
        element("p", plain(next(iter(standing_lines(news, words)))), class_="status"),
        *_progress(news.progress.percent, words),
        *(_view(commitment, news.view, words) if news.view else ()),
        element("h3", plain(words("page.updates"))),
        *_updates(record, commitment, words),
        aria_labelledby=heading,
    )


def _milestones(commitment: Commitment, words: Words) -> Iterator[Markup]:
    if commitment.milestones:
        yield element("p", plain(words("promises.milestones")))
        days = (element("li", plain(milestone_line(each, words))) for each in commitment.milestones)
        yield element("ul", *days)


def _progress(percent: int | None, words: Words) -> Iterator[Markup]:
    if percent is None:
        yield element("p", plain(words("picture.no_percent")))
    else:
        yield element("p", plain(words("picture.percent", percent=percent)))
        yield progress_bar(percent)


def _view(commitment: PublicCommitment, view: ResidentsView, words: Words) -> Iterator[Markup]:
    yield element("h3", plain(words("page.view")))
    yield element("p", in_language(view.question.label, words.language), class_="asked")
    if view.shown:
        yield element("p", plain(words.plural("digest.view.n", view.n)))
        yield shares_bar(tuple(view.cells.values()))
        yield element("ul", *_figures(view, words), class_="figures")
    else:
        yield element("p", plain(words("digest.view.too_few")))
    news = commitment.news
    for key, labels, taps in (("notice", "pulse.notice", news.noticed), ("done", "pulse.done", news.done)):
        if any(count is not None for count in taps.values()):
            yield element("p", plain(words(f"digest.taps.{key}", cells=plain(tap_cells(labels, taps, words)))))


def _figures(view: ResidentsView, words: Words) -> Iterator[Markup]:
    for place, (option, count) in enumerate(view.cells.items()):
        label = view.label(option, words.language)
        if count is None:
            yield element("li", plain(words("digest.view.hidden_cell", label=label)), class_="too-few")
        else:
            yield element("li", swatch(place), " ", plain(words("digest.view.cell", label=label, count=count)))


def _updates(record: PublicRecord, commitment: PublicCommitment, words: Words) -> Iterator[Markup]:
    newest, *earlier = [update_html(record, commitment, each, words) for each in commitment.updates] or [Markup("")]
    yield newest or element("p", plain(words("promises.history.none")))
    if earlier:
        summary = element("summary", plain(words.plural("page.earlier", len(earlier))))
        yield element("details", summary, *earlier)


def _ending(record: PublicRecord, words: Words) -> Markup:
    feed = element("a", plain(words("page.feed")), href=f"{words.language}/{FEED}", type="application/atom+xml")
    return element(
        "footer",
        element("p", plain(words("page.source")), " ", link(record.promise.source)),
        element("p", feed),
        element("p", plain(words("page.no_traces"))),
    )

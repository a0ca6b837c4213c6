"""The tables of a report, as HTML: with bars that say nothing which is not written beside them."""

from collections.abc import Sequence

from delivery.plain_text import plain
from digests.public.markup import Markup, element, joined
from digests.split import SplitView
from localization.catalogue import Words
from localization.labels import in_language

_BAR, _THICK = 160, 12
"""Pixels of the longest bar, and of each bar's height."""


def bars(caption: str, cells: Sequence[tuple[str, int | None]], words: Words) -> Markup:
    """Labels with counts, one of which at least may be shown, a bar beside each."""
    most = max(count or 0 for _, count in cells)
    rows = [element("tr", element("th", label, scope="row"), _with_bar(count, most, words)) for label, count in cells]
    head = [element("th", plain(words(f"report.{each}")), scope="col") for each in ("option", "about")]
    return element(
        "table", element("caption", caption), element("thead", element("tr", *head)), element("tbody", *rows)
    )


def matrix(view: SplitView, caption: str, about: str, words: Words) -> Markup:
    """Groups beneath each other, options beside each other. `about` says of the whole what it is."""
    options = [in_language(choice.label, words.language) for choice in view.split.question.choices]
    head = element("tr", element("td"), *(element("th", each, scope="col") for each in options))
    rows = [_row(view, group, words) for group in view.split.groups]
    table = element("table", element("caption", caption), element("thead", head), element("tbody", *rows))
    return element("div", table, class_="wide", role="group", tabindex=0, aria_label=about)


def _row(view: SplitView, group: str, words: Words) -> Markup:
    choice = view.split.by.choice(group)
    label = in_language(choice.label, words.language) if choice else group
    return element("tr", element("th", label, scope="row"), *(_cell(each, words) for each in view.of(group).values()))


def _with_bar(count: int | None, most: int, words: Words) -> Markup:
    if count is None:
        return _cell(None, words)
    wide = round(_BAR * count / most)
    drawn = element("rect", width=wide, height=_THICK, fill="#1f5fa8")
    bar = element("svg", drawn, width=_BAR, height=_THICK, aria_hidden="true", focusable="false")
    return element("td", joined(str(count), bar))


def _cell(count: int | None, words: Words) -> Markup:
    return element("td", plain(words("report.few")), class_="few") if count is None else element("td", str(count))

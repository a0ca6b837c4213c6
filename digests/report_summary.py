"""What was said most, in sentences that can be pasted elsewhere."""

from collections.abc import Iterator

from delivery.plain_text import plain
from digests.residents_view import ResidentsView
from digests.split import SplitView
from digests.staff_tables import StaffTables
from localization.catalogue import Words
from localization.labels import in_language

_TOP = 3
"""Options named of each question."""


def most_told(tables: StaffTables, words: Words) -> Iterator[str]:
    """Of each question the options chosen most, where any may be shown."""
    summed = [_summed(tables.area)] if tables.area else []
    for view in (*tables.wholes, *summed, *tables.views.values()):
        most = view.most_chosen(_TOP)
        if most:
            language = words.language
            named = [
                words("digest.view.cell", label=view.label(option, language), count=count) for option, count in most
            ]
            asked = in_language(view.question.label, language)
            yield plain(words("report.most", question=asked, options="; ".join(map(plain, named))))


def _summed(view: SplitView) -> ResidentsView:
    """All groups together, as far as they are shown: a sum of cells tells no more than they do."""
    sums = {
        option: sum(view.of(group)[option] or 0 for group in view.split.groups) or None for option in view.split.options
    }
    return ResidentsView(view.split.question, sums)

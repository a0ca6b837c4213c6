import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from localization.catalogue import CATALOGUES, SOURCE, Catalogues
from localization.po_file import read_file

LANGUAGES = sorted(path.stem for path in CATALOGUES.glob("*.po"))
TELEGRAM_TAGS = {"b", "i", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"}
UNTRUE_PROMISES = {
    "sv": ("helt anonym", "ingen kan se", "polisen läser", "vi raderar allt", "garanterar"),
    "en": ("completely anonymous", "nobody can see", "the police read", "we delete everything", "guarantee"),
}


def sentences(language: str) -> Iterator[tuple[str, str]]:
    for message in read_file(CATALOGUES / f"{language}.po"):
        key = message.id if isinstance(message.id, str) else message.id[0]
        forms = (message.string,) if isinstance(message.string, str) else message.string or ()
        yield from ((key, form) for form in forms if key)


class Markup(HTMLParser):
    """Finds tags that Telegram would refuse: unknown, not closed, or closed in another order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        addressed = any(name == "href" and (value or "").startswith("https://") for name, value in attrs)
        if tag not in TELEGRAM_TAGS or (tag == "a") != addressed:
            self.wrong.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"/{tag}")


def test_the_shipped_words_can_be_read_in_every_language() -> None:
    assert Catalogues().languages[0] == SOURCE
    assert set(Catalogues().languages) == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_telegram_takes_the_markup_of_every_sentence(language: str) -> None:
    for key, sentence in sentences(language):
        markup = Markup()
        markup.feed(sentence)
        markup.close()
        assert (markup.open, markup.wrong) == ([], []), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_to_say_in_swedish(language: str) -> None:
    missing = {key for key, _ in sentences(SOURCE)} - {key for key, _ in sentences(language)}
    assert missing == set()


@pytest.mark.parametrize("language", sorted(UNTRUE_PROMISES))
def test_nothing_is_promised_that_cannot_be_kept(language: str) -> None:
    for key, sentence in sentences(language):
        plain = re.sub(r"<[^>]*>", "", sentence).casefold()
        assert not [claim for claim in UNTRUE_PROMISES[language] if claim in plain], key


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shown_on_top_of_the_chat_fits_there(language: str) -> None:
    on_top = ("last.button", "survey.closed", "survey.paused", "survey.outdated.", "survey.rejected.")
    longest = [key for key, sentence in sentences(language) if key.startswith(on_top) and len(sentence) > 190]
    assert not longest, "Telegram shows at most 200 characters in answer to a press"

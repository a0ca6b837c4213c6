import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from localization.catalogue import CATALOGUES, SOURCE, Catalogues
from localization.po_file import read_file

pytestmark = pytest.mark.no_cover  # the same lines again and again, and counting them takes longer than running them

CONTENT = Path(__file__).parents[3] / "content" / "sandviken"
LANGUAGES = sorted(path.stem for path in CATALOGUES.glob("*.po"))
TELEGRAM_TAGS = {"b", "i", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"}
UNTRUE_PROMISES = {
    "sv": (
        "helt anonym",
        "ingen kan se",
        "polisen läser",
        "vi raderar allt",
        "tar bort allt",
        "garanterar",
        "vi har larmat",
    ),
    "sv_simple": ("helt anonym", "ingen kan se", "polisen läser", "vi raderar allt", "garanterar", "vi har larmat"),
    "en": (
        "completely anonymous",
        "nobody can see",
        "the police read",
        "we delete everything",
        "guarantee",
        "we have alerted",
    ),
    "fi": (
        "täysin anonyym",
        "kukaan ei näe",
        "kukaan ei voi nähdä",
        "poistamme kaiken",
        "takaamme",
        "olemme hälyttäneet",
    ),
    "ar": ("مجهول تمام", "لا أحد يستطيع أن يرى", "لا يمكن لأحد أن يرى", "نحذف كل شيء", "نضمن", "لقد أبلغنا"),
    "fa": ("کاملا ناشناس", "کاملاً ناشناس", "هیچ‌کس نمی‌تواند ببیند", "همه چیز را پاک می‌کنیم", "تضمین", "خبر داده‌ایم"),
    "so": (
        "gebi ahaanba qarsoodi",
        "cidina ma arki karto",
        "wax walba waan tirtirnaa",
        "dammaanad",
        "waan wargelinnay",
    ),
    "uk": (
        "повністю анонімн",
        "ніхто не може побачити",
        "ніхто не бачить",
        "ми видаляємо все",
        "гарантуємо",
        "ми повідомили",
    ),
}
"""What the system cannot keep: nobody may say it, in any language."""


def sentences(language: str) -> Iterator[tuple[str, str]]:
    for message in read_file(CATALOGUES / f"{language}.po"):
        key = message.id if isinstance(message.id, str) else message.id[0]
        forms = (message.string,) if isinstance(message.string, str) else message.string or ()
        yield from ((key, form) for form in forms if key)


def texts_of(node: Any, language: str) -> Iterator[tuple[str, str]]:
    """What a content file says in a language."""
    if isinstance(node, Mapping):
        if isinstance(node.get(language), str):
            yield "content", node[language]
        for value in node.values():
            yield from texts_of(value, language)
    elif isinstance(node, list):
        for value in node:
            yield from texts_of(value, language)


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_twice(language: str) -> None:
    text = (CATALOGUES / f"{language}.po").read_text(encoding="utf-8")
    keys = re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)
    assert [key for key, times in Counter(keys).items() if times > 1] == []
    twice = re.findall(r'^msgid "(.+)"\nmsgstr "(?:.*"\n")*.*"\nmsgstr "', text, re.MULTILINE)
    assert twice == [], "read as one text after the other"


def test_the_claims_are_looked_for_in_every_language() -> None:
    assert sorted(UNTRUE_PROMISES) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_promised_that_cannot_be_kept(language: str) -> None:
    files = (YAML(typ="safe").load(path.read_text(encoding="utf-8")) for path in CONTENT.glob("*.yaml"))
    for key, sentence in [*sentences(language), *(found for file in files for found in texts_of(file, language))]:
        plain = re.sub(r"<[^>]*>", "", sentence).casefold()
        assert not [claim for claim in UNTRUE_PROMISES[language] if claim in plain], key


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shown_on_top_of_the_chat_fits_there(language: str) -> None:
    on_top = ("last.button", "survey.closed", "survey.paused", "survey.outdated.", "survey.rejected.")
    longest = [key for key, sentence in sentences(language) if key.startswith(on_top) and len(sentence) > 190]
    assert not longest, "Telegram shows at most 200 characters in answer to a press"


QUOTED = re.compile("[”“«]([^”“»]+)[”»]")


def buttons_named(language: str) -> Mapping[str, frozenset[str]]:
    """For each sentence, the keys of the buttons whose words it quotes; one of them is the button meant."""
    said = dict(sentences(language))
    keys: dict[str, set[str]] = {}
    for key, label in said.items():
        if "button" in key:
            keys.setdefault(label, set()).add(key)
    return {
        f"{key} {place}": frozenset(keys.get(label, ()))
        for key, sentence in said.items()
        for place, label in enumerate(QUOTED.findall(sentence))
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_that_names_a_button_says_what_stands_on_it(language: str) -> None:
    here = buttons_named(language)
    unlike = {
        place: sorted(meant)
        for place, meant in buttons_named(SOURCE).items()
        if meant and not meant & here.get(place, frozenset())
    }
    assert unlike == {}

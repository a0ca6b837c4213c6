"""The promise as an Atom feed (RFC 4287): every published update is an entry."""

import re
from datetime import UTC, datetime, time
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from delivery.plain_text import plain
from digests.commitment_text import title_of
from digests.public.page import FEED
from digests.public.record import PublicCommitment, PublicRecord
from digests.public.update_html import body_html
from localization.catalogue import Words
from localization.labels import in_language
from localization.tags import language_tag
from promises.promise import ProgressUpdate

MOST_ENTRIES = 100
"""The newest; whoever reads a feed has read the others."""

ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold (https://www.w3.org/TR/xml/#charsets)."""


def feed(record: PublicRecord, words: Words) -> bytes:
    """The feed in the language of the words. Its links are relative: it lies at `/sv/feed.atom`."""
    promise, language = record.promise, words.language
    found = [(each, update) for each in record.commitments for update in each.updates]
    newest = sorted(found, key=lambda entry: entry[0].changed(entry[1]), reverse=True)[:MOST_ENTRIES]
    root = Element("feed", {"xmlns": ATOM, _LANGUAGE: language_tag(language)})
    _text(root, "id", _id(record, words))
    _text(root, "title", in_language(promise.title, language))
    _text(root, "subtitle", plain(words("digest.mirror")))
    begun = datetime.combine(promise.signed, time(), record.zone)
    _text(root, "updated", _moment(max((each.changed(update) for each, update in newest), default=begun)))
    SubElement(root, "link", rel="self", type="application/atom+xml", href=FEED)
    SubElement(root, "link", rel="alternate", type="text/html", href=f"../{language}")
    for party in promise.parties.values():
        _text(SubElement(root, "author"), "name", in_language(party, language))
    for each, update in newest:
        _entry(root, record, each, update, words)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'.encode()


def _entry(
    root: Element, record: PublicRecord, commitment: PublicCommitment, update: ProgressUpdate, words: Words
) -> None:
    language = words.language
    entry = SubElement(root, "entry")
    status = words(f"digest.status.{update.status.value}")
    title = words("feed.entry", commitment=title_of(commitment.news.progress, words), status=plain(status))
    _text(entry, "id", _id(record, words, str(update.id)))
    _text(entry, "title", plain(title))
    _text(entry, "published", _moment(update.recorded))
    _text(entry, "updated", _moment(commitment.changed(update)))
    SubElement(entry, "link", rel="alternate", type="text/html", href=f"../{language}#u{update.id}")
    party = record.promise.parties[update.organisation.value]
    _text(SubElement(entry, "author"), "name", in_language(party, language))
    _text(entry, "content", body_html(record, commitment, update, words)).set("type", "html")


def _text(parent: Element, name: str, text: str) -> Element:
    child = SubElement(parent, name)
    child.text = _NOT_XML.sub("", text)
    return child


def _id(record: PublicRecord, words: Words, update: str = "") -> str:
    """The same for ever, wherever the feed is served: not an address, for that may move."""
    return uuid5(NAMESPACE_URL, f"lofteskollen:{record.promise.name}:{words.language}:{update}").urn


def _moment(moment: datetime) -> str:
    """As RFC 3339 writes it, which Atom asks for."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

"""Keys derived from one secret that lives outside the database, and the use of one that lies in it, encrypted."""

import hashlib
import hmac
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from people.person import ChatId, PersonKey

RECEIPTS = "receipts"
"""The name of the stored key that receipt codes are hidden with."""


def _derive(secret: str, purpose: str) -> bytes:
    derivation = HKDF(algorithm=hashes.SHA256(), length=32, salt=b"lofteskollen", info=purpose.encode())
    return derivation.derive(secret.encode())


class KeyRing:
    """Hides who a person is from whoever holds the database but not the secret.

    The cipher can be rotated (`MultiFernet`): it encrypts with the first secret and still reads what the others wrote.
    """

    def __init__(self, secret: str, *retired: str) -> None:
        """Derive the keys. `secret` is 32 characters or more; `retired` are earlier ones, for reading only."""
        self._person = _derive(secret, "person")
        self._address = _derive(secret, "address")
        self.cipher = MultiFernet([Fernet(urlsafe_b64encode(_derive(each, "cipher"))) for each in (secret, *retired)])

    def person(self, telegram_id: int) -> PersonKey:
        """The key under which a person's chat is found; without the secret, ids cannot be tried against it."""
        return PersonKey(_keyed(self._person, str(telegram_id)))

    def address(self, address: str) -> str:
        """A mark for an e-mail address, under which it says nothing to who has not the secret."""
        return _keyed(self._address, address)


def receipt_mark(key: bytes, code: str) -> str:
    """What is kept of a receipt code. Its key lies in the store, so a rotated secret costs nobody their receipt."""
    return _keyed(key, code)


def guard_mark(round_key: bytes, chat: ChatId) -> str:
    """The mark that a person answered a round. It dies with the round's own key, and outlives a rotated secret."""
    return _keyed(round_key, str(chat))


def _keyed(key: bytes, value: str) -> str:
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()[:40]

"""All keys, derived from one secret that lives outside the database."""

import hashlib
import hmac
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from people.person import PersonKey


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
        self._receipt = _derive(secret, "receipt")
        self.cipher = MultiFernet([Fernet(urlsafe_b64encode(_derive(each, "cipher"))) for each in (secret, *retired)])

    def person(self, telegram_id: int) -> PersonKey:
        """The key under which a person's chat is found; without the secret, ids cannot be tried against it."""
        return PersonKey(_keyed(self._person, str(telegram_id)))

    def receipt(self, code: str) -> str:
        """What is kept of a receipt code."""
        return _keyed(self._receipt, code)

    @staticmethod
    def guard(round_key: bytes, person: PersonKey) -> str:
        """The mark that a person answered a round; it dies with the round's own key."""
        return _keyed(round_key, person)


def _keyed(key: bytes, value: str) -> str:
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()[:40]

"""Encryption of what must not be readable in the database, its files or its backups."""

from cryptography.fernet import InvalidToken, MultiFernet

from storage.errors import UnreadableValue

_NO_MOMENT = 0
"""A Fernet token says in the clear when it was made; an answer must not tell its time of day."""


class Sealed(bytes):
    """Ciphertext. Only `Seal` makes it."""

    __slots__ = ()


class Seal:
    """Closes and opens values with a cipher whose key lives outside the database."""

    def __init__(self, cipher: MultiFernet) -> None:
        self._cipher = cipher

    def close(self, content: bytes) -> Sealed:
        """Encrypt."""
        return Sealed(self._cipher.encrypt_at_time(content, _NO_MOMENT))

    def open(self, sealed: bytes) -> bytes:
        """Decrypt.

        Raises:
            UnreadableValue: no configured key wrote it.
        """
        try:
            return self._cipher.decrypt(sealed)
        except InvalidToken:
            raise UnreadableValue from None

    def close_text(self, text: str) -> Sealed:
        """Encrypt text. Half a surrogate pair, which no later reader could print, becomes a question mark."""
        return self.close(text.encode(errors="replace"))

    def open_text(self, sealed: bytes) -> str:
        """Decrypt text. Raises as `open`."""
        return self.open(sealed).decode()

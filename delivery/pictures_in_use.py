"""Pictures that are going out: each is uploaded once, however many wait for it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from delivery.ports import DeliveryWork, Picture
from people.ports import UnitsOfWork

_MOST = 256
"""File numbers kept in memory; the one learnt first is forgotten first, and read again where it is needed."""


class PicturesInUse:
    """Remembers, for this process, under which number Telegram has a picture."""

    def __init__(self, database: UnitsOfWork[DeliveryWork]) -> None:
        """Pictures are read from this database."""
        self._database = database
        self._files: dict[str, str] = {}
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def ready(self, name: str) -> AsyncIterator[Picture | None]:
        """The picture of that name, None where there is none or none any more.

        Whoever gets one that has no number yet uploads it; the others wait until they are done.

        Raises:
            StoreTrouble: it could not be read.
        """
        picture = self._known(name)
        if name and picture is None:
            async with self._locks.setdefault(name, asyncio.Lock()):
                picture = self._known(name) or await self._database.read(lambda work: work.pictures.find(name))
                if picture and picture.file is None:
                    yield picture
                    return
                if picture and picture.file:
                    self.uploaded(name, picture.file)
        yield picture

    def uploaded(self, name: str, file: str) -> None:
        """Telegram has it under that number."""
        self._files[name] = file
        if len(self._files) > _MOST:
            del self._files[next(iter(self._files))]

    def forget(self, name: str, file: str) -> None:
        """Telegram no longer has it under that number; a newer one stands."""
        if self._files.get(name) == file:
            del self._files[name]

    def _known(self, name: str) -> Picture | None:
        file = self._files.get(name)
        return Picture(name, b"", file) if file else None

"""Pictures that somebody asked for, sent at once: not through the outbox, but uploaded as seldom."""

from delivery.message import Letter
from delivery.outcome import Delivered, Outcome, PictureForgotten
from delivery.pictures_in_use import PicturesInUse
from delivery.ports import Channel, DeliveryWork
from people.person import ChatId
from people.ports import UnitsOfWork


class PicturePost:
    """Sends letters with a stored picture, by Telegram's number for it where there is one."""

    def __init__(self, database: UnitsOfWork[DeliveryWork], channel: Channel) -> None:
        """The channel keeps the pace."""
        self._database = database
        self._channel = channel
        self._pictures = PicturesInUse(database)

    async def send(self, chat: ChatId, letter: Letter, /, *, thread: int | None = None) -> Outcome:
        """Send it, and upload its picture anew where Telegram no longer knows the number.

        Raises:
            StoreTrouble: the picture could not be read, or its number not kept.
        """
        outcome = await self._try(chat, letter, thread)
        return await self._try(chat, letter, thread) if isinstance(outcome, PictureForgotten) else outcome

    async def _try(self, chat: ChatId, letter: Letter, thread: int | None) -> Outcome:
        name = letter.picture
        async with self._pictures.ready(name) as picture:
            outcome = await self._channel.send(chat, letter, thread=thread, picture=picture)
            match outcome:
                case Delivered(file=str(file)) if picture and picture.file is None:
                    self._pictures.uploaded(name, file)
                    await self._database.write(lambda work: work.pictures.uploaded(name, file))
                case PictureForgotten(file=file):
                    self._pictures.forget(name, file)
                    await self._database.write(lambda work: work.pictures.forget_file(name))
        return outcome

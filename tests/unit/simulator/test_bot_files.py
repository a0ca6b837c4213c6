import struct
import zlib
from functools import partial

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramEntityTooLarge
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup, Message

from simulator.images import photo_size
from simulator.refusal import RefusalError
from simulator.world import Person, World


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IEND", b"")


async def test_a_photo_is_uploaded_measured_and_can_be_sent_again(bot: Bot, world: World, amina: Person) -> None:
    sent = await bot.send_photo(amina.id, BufferedInputFile(png(320, 200), "chart.png"), caption="Läget")
    assert sent.photo
    assert (sent.photo[-1].width, sent.photo[-1].height, sent.caption) == (320, 200, "Läget")
    again = await bot.send_photo(amina.id, sent.photo[-1].file_id)
    assert again.photo == sent.photo
    [first, _] = world.messages(amina.id)
    assert first.content["caption"] == "Läget"


async def test_a_document_can_be_downloaded_as_it_was(bot: Bot, amina: Person) -> None:
    content = "fråga;svar\r\n".encode()
    sent = await bot.send_document(amina.id, BufferedInputFile(content, "svar åäö.csv"))
    assert sent.document
    assert (sent.document.file_name, sent.document.file_size) == ("svar åäö.csv", len(content))
    downloaded = await bot.download(sent.document)
    assert downloaded
    assert downloaded.read() == content


async def test_a_document_has_its_caption_its_buttons_and_the_type_its_name_says(
    bot: Bot, world: World, amina: Person
) -> None:
    keys = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Radera", callback_data="erase")]])
    upload = BufferedInputFile(b"%PDF-1.7", "mina svar.pdf")
    sent = await bot.send_document(amina.id, upload, caption="<b>Dina</b> svar", parse_mode="HTML", reply_markup=keys)
    assert sent.document
    assert (sent.document.file_name, sent.document.mime_type) == ("mina svar.pdf", "application/pdf")
    assert sent.html_text == "<b>Dina</b> svar"
    world.press(amina.id, amina.id, sent.message_id, "erase")
    [update] = await bot.get_updates()
    assert update.callback_query
    assert isinstance(update.callback_query.message, Message)
    assert update.callback_query.message.document == sent.document
    unnamed = await bot.send_document(amina.id, BufferedInputFile(b"x", "svar"))
    assert unnamed.document
    assert unnamed.document.mime_type == "application/octet-stream"


async def test_what_is_no_photo_is_refused(bot: Bot, amina: Person) -> None:
    for data, reason in (
        (b"GIF89a", "IMAGE_PROCESS_FAILED"),
        (png(8000, 2001), "PHOTO_INVALID_DIMENSIONS"),
        (png(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (b"", "file must be non-empty"),
    ):
        with pytest.raises(TelegramBadRequest, match=reason):
            await bot.send_photo(amina.id, BufferedInputFile(data, "x.png"))
    with pytest.raises(TelegramBadRequest, match="wrong file identifier/HTTP URL specified"):
        await bot.send_photo(amina.id, "unknown")


async def test_an_unknown_file_cannot_be_fetched(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="wrong file_id or the file is temporarily unavailable"):
        await bot.get_file("unknown")


async def test_captions_are_limited_and_can_be_edited(bot: Bot, amina: Person) -> None:
    photo = BufferedInputFile(png(10, 10), "x.png")
    with pytest.raises(TelegramBadRequest, match="message caption is too long"):
        await bot.send_photo(amina.id, photo, caption="x" * 1025)
    sent = await bot.send_photo(amina.id, photo, caption="Ett")
    edit = partial(bot.edit_message_caption, chat_id=amina.id, message_id=sent.message_id)
    edited = await edit(caption="<b>Två</b>", parse_mode="HTML")
    assert isinstance(edited, Message)
    assert edited.html_text == "<b>Två</b>"
    emptied = await edit()
    assert isinstance(emptied, Message)
    assert emptied.caption is None
    text = await bot.send_message(amina.id, "Text")
    with pytest.raises(TelegramBadRequest, match="there is no caption in the message to edit"):
        await bot.edit_message_caption(chat_id=amina.id, message_id=text.message_id, caption="x")


async def test_more_than_50_megabytes_are_too_much(bot: Bot, amina: Person) -> None:
    with pytest.raises(TelegramEntityTooLarge):
        await bot.send_document(amina.id, BufferedInputFile(bytes(50 * 1024 * 1024 + 1), "big.bin"))


def test_a_jpeg_is_measured_behind_its_other_segments() -> None:
    comment = b"\xff\xfe" + struct.pack(">H", 6) + b"note"
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 8, 8, 480, 640, 0)
    assert photo_size(b"\xff\xd8" + comment + frame) == (640, 480)
    with pytest.raises(RefusalError, match="IMAGE_PROCESS_FAILED"):
        photo_size(b"\xff\xd8" + comment)

"""Width and height of a picture, from its first bytes."""

import struct

from simulator.limits import PHOTO_BYTES, PHOTO_RATIO, PHOTO_SIDES
from simulator.refusal import bad_request

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def photo_size(data: bytes) -> tuple[int, int]:
    """Width and height of a photo that Telegram would take.

    Raises:
        RefusalError: 400, when it is too big, too long and narrow, or no picture.
    """
    if len(data) > PHOTO_BYTES:
        raise bad_request("file is too big")
    size = _picture_size(data)
    if not size or not all(size):
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > PHOTO_SIDES or max(size) > PHOTO_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return size


def _picture_size(data: bytes) -> tuple[int, int] | None:
    try:
        if data.startswith(_PNG):
            width, height = struct.unpack_from(">II", data, 16)
            return width, height
        return _jpeg_size(data) if data.startswith(_JPEG) else None
    except struct.error:
        return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = len(_JPEG)
    while at < len(data):
        _, marker, length = struct.unpack_from(">BBH", data, at)
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        at += 2 + length
    return None

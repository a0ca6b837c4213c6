"""A link as a picture that a telephone's camera reads (ISO/IEC 18004)."""

import io

import segno

_SCALE, _QUIET_ZONE = 12, 4
"""Pixels of a module; the quiet zone around the code is four modules wide (ISO/IEC 18004)."""


def qr_png(address: str) -> bytes:
    """The address as a PNG; a quarter of it may be dirty or torn and it is still read."""
    picture = io.BytesIO()
    segno.make_qr(address, error="q").save(picture, kind="png", scale=_SCALE, border=_QUIET_ZONE)
    return picture.getvalue()

"""Places made coarse: where somebody stood is never kept, only the cell of a few square kilometres it lies in."""

import math

_HEIGHT, _WIDTH = 0.02, 0.04
"""Degrees: about 2.2 by 2.2 km at the latitude of central Sweden."""


def coarse_place(latitude: float, longitude: float) -> tuple[float, float]:
    """The middle of the cell a place lies in, in degrees (WGS 84)."""
    return _middle(latitude, _HEIGHT), _middle(longitude, _WIDTH)


def written_place(latitude: float, longitude: float) -> str:
    """The cell a place lies in, as answers name it: latitude and longitude of its middle, `60.63 16.78`."""
    middle = coarse_place(latitude, longitude)
    return f"{middle[0]:.2f} {middle[1]:.2f}"


def _middle(degrees: float, size: float) -> float:
    return round((math.floor(round(degrees / size, 9)) + 0.5) * size, 2)

"""How far apart two points of the earth are."""

from __future__ import annotations

import math

EARTH_KM = 6371.0
"""The earth's mean radius."""


def distance_km(north: float, east: float, other_north: float, other_east: float) -> float:
    """Measure the way over the globe between two points.

    Args:
        north: WGS 84 latitude of the one, in degrees.
        east: Its longitude.
        other_north: WGS 84 latitude of the other, in degrees.
        other_east: Its longitude.

    Returns:
        Kilometres.

    Source:
        The haversine formula, on a sphere.

    Example:
        >>> round(distance_km(0, 0, 0, 1))
        111
    """
    here, there = math.radians(north), math.radians(other_north)
    across = math.sin(math.radians(other_east - east) / 2) ** 2
    half = math.sin((there - here) / 2) ** 2 + math.cos(here) * math.cos(there) * across
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))

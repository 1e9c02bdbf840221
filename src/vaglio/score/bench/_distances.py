"""How far off places are, counted once for every set that has coordinates."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median

from vaglio.model import distance
from vaglio.model.claim import Place
from vaglio.score.bench._rows import ALL, BenchRow, Better

NEAR_KM = 25.0
"""As near as a map of a country needs."""
CLOSE_KM = 161.0
"""A hundred miles: what the field counts as the right place."""


def distance_km(place: Place, latitude: float, longitude: float) -> float | None:
    """Measure the way from a place to a point, over the globe.

    Args:
        place: A place as it was read.
        latitude: WGS 84 degrees of the point.
        longitude: WGS 84 degrees of the point.

    Returns:
        Kilometres; None for a place that is only named.
    """
    if place.latitude is None or place.longitude is None:
        return None
    return distance.distance_km(place.latitude, place.longitude, latitude, longitude)


@dataclass(slots=True, kw_only=True)
class Distances:
    """Collect how far off places are; a place without a point counts as not reached."""

    measured: list[float] = field(default_factory=list)
    """The way from each place that has a point to where it should be, in kilometres."""
    asked: int = 0
    """How many places were asked for."""

    def add(self, way: float | None) -> None:
        """Count one place."""
        self.asked += 1
        if way is not None:
            self.measured.append(way)

    def rows(self, set_name: str, what: str, *, slice_name: str = ALL) -> tuple[BenchRow, ...]:
        """Write the shares within both distances and the median as rows of the scoreboard."""
        shares = [
            BenchRow(
                set=set_name,
                slice=slice_name,
                metric=f"{what}, within {limit:.0f} km",
                value=self._within(limit),
                n=self.asked,
            )
            for limit in (CLOSE_KM, NEAR_KM)
        ]
        middle = BenchRow(
            set=set_name,
            slice=slice_name,
            metric=f"{what}, median km",
            value=median(self.measured) if self.measured else None,
            n=len(self.measured),
            better=Better.LOWER,
        )
        return (*shares, middle)

    def _within(self, limit: float) -> float | None:
        """Give the share of all places asked for that lie within a distance."""
        return sum(way <= limit for way in self.measured) / self.asked if self.asked else None

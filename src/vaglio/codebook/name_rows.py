"""The rows of the tables of names: actors, regions, roads and lines."""

from __future__ import annotations

from dataclasses import dataclass

from vaglio.model.claim import Precision, SpeakerType


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """Define one actor: a state, an organisation, an armed group, a people."""

    id: str
    name: str
    type: SpeakerType
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    seats: tuple[str, ...]
    country: str | None
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionRow:
    """Define one region, road, corridor, crossing or line that gazetteers lack."""

    id: str
    name: str
    aliases: tuple[str, ...]
    latitude: float
    longitude: float
    radius_km: float
    precision: Precision
    country: str | None
    source: str
    example: str

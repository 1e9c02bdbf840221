"""Incidents of a report of one's own words, and their tolls."""

from __future__ import annotations

from tests.library.extract_reports import read
from vaglio.model.claim import Harm
from vaglio.model.incident import Incident, IncidentToll
from vaglio.pipeline import incidents_of


def incidents_told(text: str) -> list[Incident]:
    """Read a report of 4 May 2031 and join its claims."""
    return incidents_of(*read(text))


def toll_of(incident: Incident, harm: Harm) -> IncidentToll:
    """Give the line of an incident's toll that counts everybody harmed in one way."""
    [line] = [t for t in incident.tolls if t.harm is harm and t.part_of is None]
    return line


def range_of(line: IncidentToll) -> tuple[int | None, int | None, int | None]:
    """Give low, best and high."""
    return (line.low, line.best, line.high)

"""What the queue is filtered by: read from an address, and written into one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from vaglio.model.claim import Kind
from vaglio_web.desk.queries.addresses import Narrowing, read_day
from vaglio_web.store.models import Claim, ClaimState, Dossier, Report
from vaglio_web.store.queries.waiting import OPEN_STATES


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFilter(Narrowing):
    """Hold what the queue is narrowed to; an empty word narrows nothing."""

    dossier: str = ""
    """A dossier's slug."""
    kind: str = ""
    """What a claim is about."""
    source: str = ""
    """The outlet that published the report."""
    report: str = ""
    """A report's key."""
    speaker: str = ""
    """Who says so, as written."""
    place: str = ""
    """The first place that is named, as written."""
    since: dt.date | None = None
    """The first day told of."""
    until: dt.date | None = None
    """The last day told of."""
    state: str = ""
    """One state; empty for all that wait."""

    @property
    def is_open(self) -> bool:
        """Tell whether it asks for claims that wait for somebody."""
        return not self.state or self.state in OPEN_STATES

    def equal(self) -> dict[str, object] | None:
        """Give the columns that have to have one value; None where nothing can fit."""
        wanted: dict[str, object] = {}
        if self.dossier:
            wanted["dossier_id"] = _pk(Dossier.objects.filter(slug=self.dossier).first())
        if self.report:
            wanted["report_id"] = _pk(Report.objects.filter(key=self.report).first())
        if self.state:
            wanted["state"] = self.state
        words = {
            "kind": self.kind,
            "outlet": self.source,
            "speaker": self.speaker,
            "place": self.place,
        }
        wanted |= {column: word for column, word in words.items() if word}
        return None if None in wanted.values() else wanted


def read_filter(params: Mapping[str, str]) -> QueueFilter:
    """Read a filter from the part of an address after the question mark.

    What cannot be read narrows nothing: an address from elsewhere still opens.
    """
    kind, state = params.get("kind", ""), params.get("state", "")
    return QueueFilter(
        dossier=params.get("dossier", "").strip(),
        kind=kind if kind in set(Kind) else "",
        source=params.get("source", "").strip(),
        report=params.get("report", "").strip(),
        speaker=params.get("speaker", "").strip(),
        place=params.get("place", "").strip(),
        since=read_day(params.get("since", "")),
        until=read_day(params.get("until", "")),
        state=state if state in set(ClaimState) else "",
    )


def _pk(found: Dossier | Report | Claim | None) -> object:
    """Give the number of a row that was looked for."""
    return None if found is None else found.pk

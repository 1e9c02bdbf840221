"""What the reports and speakers of an entry say, in one cell each."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from vaglio.export._cells import clean, joined
from vaglio.export._outgoing import PROPOSAL, Outgoing
from vaglio.model.claim import When
from vaglio.model.claim_json import ReportHeader
from vaglio.model.incident import Incident

_FILE = re.compile(r"^(?!https?://).*[/\\][^/\\]*\.\w{1,6}(:\d+)?$", re.DOTALL)


def headers_of(going: Outgoing) -> list[ReportHeader]:
    """Give the reports that an entry's claims were read in, each once, in order."""
    return list({each.report.id: each.report for each in going.claims}.values())


def shown(header: ReportHeader) -> str:
    """Name where a report came from; of a file only its name, since its folder is the desk's own.

    Example:
        >>> shown(ReportHeader(id="r:0", ref=None, source="desk/in/a.txt", title=None,
        ...     published=None, url=None))
        'a.txt'
    """
    return re.split(r"[/\\]", header.source)[-1] if _FILE.search(header.source) else header.source


def publishers_of(going: Outgoing) -> str | None:
    """Name who published the reports."""
    return joined(shown(header) for header in headers_of(going))


def headlines_of(going: Outgoing) -> str | None:
    """Give the headlines of the reports."""
    return joined(header.title for header in headers_of(going))


def published_days_of(going: Outgoing) -> str | None:
    """Give the days of publication of the reports."""
    days = (header.published for header in headers_of(going))
    return joined(day.isoformat() for day in days if day is not None)


def articles_of(going: Outgoing) -> str | None:
    """Name each report: publisher, day, headline, address."""
    return joined(", ".join(_parts(header)) for header in headers_of(going))


def speakers_of(going: Outgoing) -> str | None:
    """Name who gave the information, each once."""
    if isinstance(going.entry, Incident):
        return joined(source.full_name for source in going.entry.sources)
    return joined(each.claim.speaker.name for each in going.claims)


def quotes_of(ids: Iterable[str], going: Outgoing) -> str | None:
    """Give the words of some claims with their speakers: `Mayor: "12 were killed"`."""
    wanted = set(ids)
    return joined(
        f'{each.claim.speaker.name}: "{clean(each.claim.quote)}"'
        for each in going.claims
        if each.claim.id in wanted
    )


def notes_of(going: Outgoing) -> str:
    """Say in sentences what the columns of a format have no room for."""
    entry = going.entry
    parts = [entry.title]
    if not going.vetted:
        parts.insert(0, f"{PROPOSAL}:")
    if isinstance(entry, Incident):
        for each in entry.actors:
            denied = f"; denied by {', '.join(each.denied_by)}" if each.denied_by else ""
            parts.append(f"[{each.name}: said by {', '.join(each.said_by) or '?'}{denied}]")
        for toll in entry.tolls:
            numbers = "/".join(
                "?" if n is None else str(n) for n in (toll.low, toll.best, toll.high)
            )
            parts.append(f"[{toll.harm}, {toll.who}: {numbers} low/best/high]")
        parts.append(f"[grade: {entry.grade}]")
    if going.note:
        parts.append(f"[corrected: {going.note}]")
    return clean(" ".join(parts))


def days_of(when: When | None) -> tuple[dt.date, dt.date] | None:
    """Give first and last day; None where either is not known."""
    if when is None or when.start is None or when.end is None:
        return None
    return when.start, when.end


def _parts(header: ReportHeader) -> Iterable[str]:
    """Give what is known of a report."""
    day = header.published.isoformat() if header.published else None
    return (part for part in (shown(header), day, header.title, header.url) if part)

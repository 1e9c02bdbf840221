"""Which pages of a filled desk are opened: filters alone and together, fitting much or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Hold one page that is opened."""

    what: str
    """queue, review, incident list, incident, log or state."""
    path: str
    """Its address."""


_WIDE = {"since": "2031-01-01", "until": "2046-12-31"}
_NARROW = {"since": "2040-03-01", "until": "2040-03-02"}
_EARLY = {"since": "2020-01-01", "until": "2020-12-31"}
_QUEUES: tuple[dict[str, str], ...] = (
    {},
    {"dossier": "war-0"},
    {"dossier": "war-2"},
    {"dossier": "no-such"},
    {"kind": "incident"},
    {"kind": "access"},
    {"kind": "agreement"},
    {"source": "Outlet 1"},
    {"source": "Outlet 180"},
    {"source": "No outlet"},
    {"speaker": "ministry 1"},
    {"speaker": "the mayor of Town 940"},
    {"speaker": "nobody"},
    {"place": "Town 1"},
    {"place": "Town 1440"},
    {"place": "Nowhere"},
    _WIDE,
    _NARROW,
    _EARLY,
    {"state": "waiting"},
    {"state": "second look"},
    {"state": "accepted"},
    {"state": "rejected"},
    {"state": "withdrawn"},
    {"dossier": "war-0", "kind": "incident"},
    {"dossier": "war-2", "kind": "access"},
    {"kind": "access", "place": "Town 1"},
    {"kind": "politics", "speaker": "the mayor of Town 940"},
    {"kind": "statement", "source": "Outlet 1"},
    {"source": "Outlet 1", "speaker": "ministry 1"},
    {"source": "Outlet 180", "speaker": "nobody"},
    {"place": "Town 1", "source": "Outlet 1"},
    {"place": "Town 1440", "dossier": "war-2"},
    {"state": "accepted", "speaker": "nobody"},
    {"state": "rejected", "kind": "access", "dossier": "war-2"},
    {"state": "waiting", "kind": "incident"},
    {"state": "second look", "kind": "access"},
    {"state": "accepted", **_NARROW},
    {"dossier": "war-0", **_WIDE},
    {"speaker": "nobody", **_WIDE},
    {"kind": "access", **_WIDE},
    {"source": "Outlet 180", **_NARROW},
    {"dossier": "war-0", "kind": "incident", "source": "Outlet 1", "place": "Town 1", **_WIDE},
)
_DEEP: tuple[dict[str, str], ...] = (
    {},
    {"dossier": "war-0"},
    {"kind": "statement"},
    {"dossier": "war-0", "kind": "statement"},
    {"source": "Outlet 1", "speaker": "ministry 1"},
)


def queue_pages(middle: int) -> Iterator[Opened]:
    """Give pages of the queue.

    Args:
        middle: The number of a claim that stands in the middle.
    """
    for query in _QUEUES:
        yield Opened(what="queue", path=f"/desk/?{urlencode(query)}")
    for query in _DEEP:
        yield Opened(what="queue", path=f"/desk/?{urlencode({**query, 'after': str(middle)})}")
    deep = {**_WIDE, "after": f"2040-03-01_{middle}"}
    yield Opened(what="queue", path=f"/desk/?{urlencode(deep)}")


_OTHERS = {
    "incident list": (
        {},
        {"dossier": "war-0"},
        {"state": "accepted"},
        {"place": "Town 1"},
        {"place": "Nowhere"},
        _NARROW,
    ),
    "log": (
        {},
        {"action": "claim.accept"},
        {"action": "entry.publish"},
        {"action": "claim."},
        {"action": "report."},
        {"who": "3"},
        {"who": "machine"},
        {"who": "3", "action": "entry.publish"},
        {"subject": "c:0000000000000000"},
        {"since": "2030-01-02", "until": "2030-01-03"},
        {"before": "500000"},
    ),
    "state": ({},),
}


def other_pages(addresses: dict[str, str]) -> Iterator[Opened]:
    """Give pages of the lists beside the queue, where the desk has them.

    Args:
        addresses: The address of each, by what it is.
    """
    for what, queries in _OTHERS.items():
        for query in queries:
            if what in addresses:
                yield Opened(what=what, path=f"{addresses[what]}?{urlencode(query)}")

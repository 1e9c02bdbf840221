"""Where claims, accounts and incidents stand among all others, however they came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from vaglio.model.incident import Incident
from vaglio.model.record import Reported, SetAside

if TYPE_CHECKING:
    from vaglio.reconcile._told import Told

LAST_DAY = dt.date.max
"""Where reports without a day stand in order: after all others."""


def in_order(reported: Iterable[Reported]) -> list[Reported]:
    """Put claims in the order of their reports' days, of the reports and of the text."""
    return sorted(reported, key=place_in_order)


def place_in_order(each: Reported) -> tuple[dt.date, str, int, int, str]:
    """Say where a claim stands among all others."""
    span = each.claim.span
    return (
        each.report.published or LAST_DAY,
        each.report.id,
        span.start,
        span.end,
        each.claim.id,
    )


def told_in_order(each: Told) -> tuple[dt.date, str, int, int, str]:
    """Say where an account stands among all others: where its first claim does."""
    return place_in_order(Reported(claim=each.claims[0], report=each.report))


def day_of(incident: Incident) -> tuple[dt.date, str]:
    """Say where an incident stands in order."""
    when = incident.when
    return ((when.start or when.end or LAST_DAY) if when else LAST_DAY, incident.id)


def set_aside_in_order(each: SetAside) -> tuple[str, str, str]:
    """Say where something set aside stands among the others."""
    return each.input, each.claim or "", each.why

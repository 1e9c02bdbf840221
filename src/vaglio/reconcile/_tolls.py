"""Toll rule 1: low, best and high of an incident, with the claims that set each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from vaglio.model.incident import Figure, IncidentToll
from vaglio.reconcile._accounts import Account, account_of
from vaglio.reconcile._people import People, by_people


def tolls_of_incident(figures: Sequence[Figure]) -> tuple[IncidentToll, ...]:
    """Apply toll rule 1 to the figures of an incident.

    Each source's latest figure for the same harm, group and side counts. Low
    is the smallest (its low), high the largest (its high), best the one that
    most sources give, the latest where that ties. A report is one source: its
    figures are first brought to one account.

    Args:
        figures: Every figure that the incident's claims give, oldest first.

    Returns:
        One line for each harm, group and side, wholes before their parts.

    Source:
        Toll rule 1 of the incident contract, `vaglio.incident/1`.
    """
    wholes = by_people([figure for figure in figures if not figure.part])
    parts = by_people([figure for figure in figures if figure.part])
    lines = [_line(people, given) for people, given in wholes.items()]
    for people, given in parts.items():
        whole = next((i for i, line in enumerate(lines) if _holds(line, people)), None)
        if people not in wholes and whole is not None:
            lines.append(replace(_line(people, given), part_of=whole))
    return tuple(lines)


def _holds(line: IncidentToll, people: People) -> bool:
    """Tell whether some people are counted in a line of the toll."""
    return line.harm is people.harm and line.part_of is None and line.who is not people.who


def _line(people: People, figures: Sequence[Figure]) -> IncidentToll:
    """Make one line of the toll."""
    latest = _latest(figures)
    smallest = min(latest, key=lambda account: account.floor)
    largest = max(latest, key=lambda account: account.reach)
    best = _best(latest)
    return IncidentToll(
        harm=people.harm,
        who=people.who,
        side=people.side,
        low=smallest.low,
        best=best,
        high=largest.high,
        low_set_by=_claims(smallest.low_set_by),
        best_set_by=_claims(c for a in latest if a.best == best for c in a.best_set_by),
        high_set_by=_claims(largest.high_set_by),
    )


def _latest(figures: Sequence[Figure]) -> list[Account]:
    """Bring each report's figures to one account, and keep the latest of each source.

    A later report of the same source corrects its earlier one; another source
    never does.
    """
    reports: dict[str, list[Figure]] = {}
    for figure in figures:
        reports.setdefault(figure.report_id, []).append(figure)
    latest: dict[str, Account] = {}
    for id, given in reports.items():
        account = account_of(given)
        source = _source_of(account, given) or id
        latest.pop(source, None)
        latest[source] = account
    return list(latest.values())


def _source_of(account: Account, figures: Sequence[Figure]) -> str | None:
    """Name the source behind a report's account; None where it has no name of its own."""
    best = next(figure for figure in figures if figure.claim in account.best_set_by)
    return best.voice if best.named else None


def _best(latest: Sequence[Account]) -> int | None:
    """Give the number that most sources give; the latest where that ties."""
    given = Counter(account.best for account in latest if account.best is not None)
    most = max(given.values(), default=0)
    return next((a.best for a in reversed(latest) if a.best and given[a.best] == most), None)


def _claims(claims: Iterable[str]) -> tuple[str, ...]:
    """List claims, each once."""
    return tuple(dict.fromkeys(claims))

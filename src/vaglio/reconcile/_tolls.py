"""Toll rule 1: low, best and high of an incident, with the claims that set each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from vaglio.model.incident import Figure, IncidentToll
from vaglio.reconcile._accounts import Account, account_of
from vaglio.reconcile._latest import SourceKey, latest_of, source_of
from vaglio.reconcile._people import People, by_people

ONLY = "no source gives another"
MOST = "most sources give it"
LATEST = "it is the latest of those that as many sources give"
NO_PARTY = "it is that of no party to the conflict, of one day's figures"
MIDDLE = "it is the middle of one day's figures"


def tolls_of_incident(figures: Sequence[Figure]) -> tuple[IncidentToll, ...]:
    """Apply toll rule 1 to the figures of an incident.

    Each source's latest figure for the same harm, group and side counts. Low
    is the smallest (its low), high the largest (its high), best the one that
    most sources give, the latest where that ties; within one day the middle
    one of those that no party to the conflict gives. A report is one source:
    what stands of its figures is first brought to one account.

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
    given = _accounts(figures)
    latest = [each.account for each in given]
    smallest = min(latest, key=lambda account: account.floor)
    largest = max(latest, key=lambda account: account.reach)
    best, why = _best(given)
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
        best_why=why,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """Hold one source's account, with the day up to which it counts."""

    account: Account
    day: int
    party: bool


def _accounts(figures: Sequence[Figure]) -> list[_Given]:
    """Bring what stands of each report to one account, one for each source."""
    reports: dict[str, list[Figure]] = {}
    for figure in latest_of(figures):
        reports.setdefault(figure.report_id, []).append(figure)
    latest: dict[SourceKey, _Given] = {}
    for given in reports.values():
        account = account_of(given)
        best = next(figure for figure in given if figure.claim in account.best_set_by)
        source = source_of(best)
        latest.pop(source, None)
        latest[source] = _Given(
            account=account,
            day=best.as_of.toordinal() if best.as_of else 0,
            party=best.party,
        )
    return list(latest.values())


def _best(given: Sequence[_Given]) -> tuple[int | None, str | None]:
    """Give the number that most sources give, and why it is that one.

    Where that ties, the latest day decides, then whoever is no party to the
    conflict, then the middle: of an even number of figures the lower of the two.
    """
    votes = Counter(each.account.best for each in given if each.account.best is not None)
    if not votes:
        return None, None
    most = max(votes.values())
    tied = [e for e in given if e.account.best is not None and votes[e.account.best] == most]
    if len(numbers := _numbers(tied)) == 1:
        return numbers[0], ONLY if len(votes) == 1 else MOST
    last = max(each.day for each in tied)
    tied = [each for each in tied if each.day == last]
    if len(numbers := _numbers(tied)) == 1:
        return numbers[0], LATEST
    free = [each for each in tied if not each.party] or tied
    if len(numbers := _numbers(free)) == 1:
        return numbers[0], NO_PARTY
    return numbers[(len(numbers) - 1) // 2], MIDDLE


def _numbers(given: Sequence[_Given]) -> list[int]:
    """List the numbers that some sources give, each once, the smallest first."""
    return sorted({each.account.best for each in given if each.account.best is not None})


def _claims(claims: Iterable[str]) -> tuple[str, ...]:
    """List claims, each once."""
    return tuple(dict.fromkeys(claims))

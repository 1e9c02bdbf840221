"""What people decided stays as it is; what the machine would change is proposed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from vaglio.codebook import Codebook
from vaglio.model.incident import Incident
from vaglio.model.record import Proposal, Record, Reported, Standing
from vaglio.reconcile._incidents import make_incident
from vaglio.reconcile._order import in_order
from vaglio.reconcile._voices import outlets_of


class Found(Protocol):
    """Show of what was joined afresh the claims and reports."""

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of the claims."""
        ...

    @property
    def reports(self) -> tuple[str, ...]:
        """Ids of their reports."""
        ...


_OPEN = frozenset({Standing.PROPOSED})


def decided_incidents(record: Record) -> dict[str, Incident]:
    """Give the incidents that people have decided on, by their ids.

    Args:
        record: The record as it stands.

    Returns:
        Those accepted, rejected, withdrawn or merged.
    """
    standing = {each.id: each.standing for each in record.decided}
    return {
        incident.id: incident
        for incident in record.incidents
        if standing.get(incident.id, Standing.PROPOSED) not in _OPEN
    }


def owners_of(decided: Mapping[str, Incident]) -> dict[str, str]:
    """Name for each claim of a decided incident the incident that owns it."""
    return {claim: id for id, incident in decided.items() for claim in incident.claims}


def told_as(
    incident: Incident,
    claims: Iterable[Reported],
    owner: Mapping[str, str],
    *,
    codebook: Codebook,
) -> Incident | None:
    """Say what stands in the record for what was joined afresh.

    Args:
        incident: What was joined.
        claims: Its claims with their reports.
        owner: For each claim of a decided incident that incident's id.
        codebook: The definitions in force.

    Returns:
        The incident; of one that holds claims of a decided one, the new
        claims alone, which wait; None where it holds no others.
    """
    fresh = [each for each in in_order(claims) if each.claim.id not in owner]
    if len(fresh) == len(incident.claims):
        return incident
    if not fresh:
        return None
    return make_incident(
        [each.claim for each in fresh], codebook=codebook, outlets=outlets_of(fresh)
    )


def proposals_for(found: Iterable[Found], owner: Mapping[str, str]) -> list[Proposal]:
    """Say what joining afresh would change in incidents that people have decided on.

    Args:
        found: What joining all claims afresh gives, in order; what holds no
            claim of a decided incident may be left out.
        owner: For each claim of a decided incident that incident's id.

    Returns:
        A proposal to add claims, to join two incidents or to part one.
    """
    proposals = []
    parts: dict[str, list[Found]] = {}
    for incident in found:
        owners = list(dict.fromkeys(owner[claim] for claim in incident.claims if claim in owner))
        for id in owners:
            parts.setdefault(id, []).append(incident)
        fresh = tuple(claim for claim in incident.claims if claim not in owner)
        if len(owners) == 1 and fresh:
            proposals.append(_add(owners[0], fresh, incident))
        if len(owners) > 1:
            proposals.append(_join(owners, incident))
    proposals += [_split(id, given) for id, given in parts.items() if len(given) > 1]
    return sorted(proposals, key=lambda each: (each.entry, each.change, each.claims))


def _add(id: str, claims: tuple[str, ...], incident: Found) -> Proposal:
    """Propose that claims join a decided incident."""
    return Proposal(
        entry=id,
        change="add claims",
        claims=claims,
        why=f"{_counted(claims, 'new claim')} and, with those that it has, "
        f"{_counted(incident.reports, 'report')} tell of it",
    )


def _counted(things: Sequence[str], noun: str) -> str:
    """Write how many there are."""
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"


def _join(ids: Sequence[str], incident: Found) -> Proposal:
    """Propose that decided incidents become one."""
    return Proposal(
        entry=ids[0],
        change="join",
        claims=incident.claims,
        others=tuple(ids[1:]),
        why="what their reports tell agrees in day, place and numbers",
    )


def _split(id: str, given: Sequence[Found]) -> Proposal:
    """Propose that a decided incident be parted."""
    return Proposal(
        entry=id,
        change="split",
        claims=tuple(claim for incident in given[1:] for claim in incident.claims),
        why=f"joined afresh, its claims tell of {len(given)} incidents",
    )

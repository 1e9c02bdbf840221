"""What people decided stays as it is; what the machine would change is proposed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from vaglio.model.incident import Incident
from vaglio.model.record import Proposal, Record, Standing

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


def proposals_for(found: Sequence[Incident], decided: Mapping[str, Incident]) -> list[Proposal]:
    """Say what joining afresh would change in incidents that people have decided on.

    Args:
        found: What joining all claims afresh gives.
        decided: The incidents that people have decided on.

    Returns:
        A proposal to add claims, to join two incidents or to part one.
    """
    owner = {claim: id for id, incident in decided.items() for claim in incident.claims}
    proposals = []
    parts: dict[str, list[Incident]] = {}
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


def without_decided(found: Iterable[Incident], decided: Mapping[str, Incident]) -> list[Incident]:
    """List the incidents that hold no claim of a decided one."""
    taken = {claim for incident in decided.values() for claim in incident.claims}
    return [incident for incident in found if not taken & set(incident.claims)]


def fresh_claims(found: Iterable[Incident], decided: Mapping[str, Incident]) -> list[set[str]]:
    """List, incident by incident, the new claims that would join a decided one."""
    taken = {claim for incident in decided.values() for claim in incident.claims}
    fresh = [set(incident.claims) - taken for incident in found if taken & set(incident.claims)]
    return [claims for claims in fresh if claims]


def _add(id: str, claims: tuple[str, ...], incident: Incident) -> Proposal:
    """Propose that claims join a decided incident."""
    return Proposal(
        entry=id,
        change="add claims",
        claims=claims,
        why=f"{len(claims)} new claims of {len(incident.reports)} reports tell of it",
    )


def _join(ids: Sequence[str], incident: Incident) -> Proposal:
    """Propose that decided incidents become one."""
    return Proposal(
        entry=ids[0],
        change="join",
        claims=incident.claims,
        others=tuple(ids[1:]),
        why="what their reports tell agrees in day, place and numbers",
    )


def _split(id: str, given: Sequence[Incident]) -> Proposal:
    """Propose that a decided incident be parted."""
    return Proposal(
        entry=id,
        change="split",
        claims=tuple(claim for incident in given[1:] for claim in incident.claims),
        why=f"joined afresh, its claims tell of {len(given)} incidents",
    )

"""Roads, corridors and crossings: whether they could be used, and since when."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence

from vaglio.codebook import Codebook, split_words
from vaglio.model.access import Access, AccessChange, AccessState
from vaglio.model.claim import Claim, Kind, Reality
from vaglio.model.record import Reported
from vaglio.reconcile._agreement import Verdict, of_places
from vaglio.reconcile._groups import grouped, ids_of, places_once, reports_of

_TOLD = frozenset({Reality.HAPPENED, Reality.ONGOING})
_OPENS, _RESTRICTS = ("RETREAT", "access"), ("COERCE", "restrict")
"""The PLOVER codes that say that a way was opened, or that it cannot be used as before."""

_BEFORE_A_NAME = frozenset({"the", "a", "an", "its", "their", "this", "that"})
_MOST_BEFORE = 3

_MEANT = frozenset({"it", "they"})
_NEXT = 3
"""How many characters may stand between a sentence and the next."""


def access_in(claims: Sequence[Reported], *, codebook: Codebook) -> list[Access]:
    """Bring together what claims say of each road, corridor and crossing.

    Args:
        claims: All claims, in their order.
        codebook: The definitions in force: words for ways and their states.

    Returns:
        One entry for each way, with its state over time; what tells no state,
        plans and demands change none, and stay claims.
    """
    told = [
        each
        for each in claims
        if each.claim.kind is Kind.ACCESS
        and each.claim.reality in _TOLD
        and state_of(each.claim, codebook) is not None
    ]

    names = _ways_of(told, codebook)

    def same(group: Sequence[Reported], each: Reported) -> bool:
        return _is_one_way([g.claim for g in group], each.claim, names)

    return [make_access(group, codebook) for group in grouped(told, same)]


def _ways_of(told: Sequence[Reported], codebook: Codebook) -> dict[str, str | None]:
    """Name the way of each claim; "it remained open" is of the way named right before."""
    names: dict[str, str | None] = {}
    before: Claim | None = None
    for each in told:
        claim = each.claim
        name = way_of(claim, codebook)
        if name is None and before is not None and before.report_id == claim.report_id:
            near = claim.sentence.start - before.sentence.end <= _NEXT
            if near and _MEANT & set(split_words(claim.quote.lower())):
                name = names[before.id]
        names[claim.id] = name
        before = claim
    return names


def _is_one_way(group: Sequence[Claim], claim: Claim, ways: Mapping[str, str | None]) -> bool:
    """Tell whether a claim is of the way that a group tells of; ways are named by their claims."""
    name = ways[claim.id]
    verdict = of_places([p for other in group for p in other.where], claim.where)
    if verdict is Verdict.APART or name is None:
        return False
    names = {ways[other.id] for other in group}
    alike = any(other is not None and other.split()[-1] == name.split()[-1] for other in names)
    if name in names and len(name.split()) > 1:
        return True
    same_report = any(other.report_id == claim.report_id for other in group)
    return alike and (verdict is Verdict.SAME or (same_report and name in names))


def way_of(claim: Claim, codebook: Codebook) -> str | None:
    """Name the way that a claim tells of, as it is written; None where it names none."""
    words = list(split_words(claim.quote))
    lowers = [word.strip(",.;:").lower() for word in words]
    hits = [hit for hit in codebook.way_words.find(lowers) if hit.row.state is None]
    if not hits:
        return None
    # "the port road" is a road: of nouns in a row the last one counts.
    row = [hit for index, hit in enumerate(hits) if hit.first == hits[0].first + index]
    at = row[0].first
    first = at
    for place in range(at - 1, max(at - 1 - _MOST_BEFORE, -1), -1):
        if lowers[place] in _BEFORE_A_NAME:
            first = place + 1
            break
        if not words[place][:1].isupper():
            break
        first = place
    return " ".join(lowers[first : row[-1].last])


def make_access(group: Sequence[Reported], codebook: Codebook) -> Access:
    """Make the entry of one way."""
    changes = [
        _change(each, state)
        for each in sorted(group, key=_from_when)
        if (state := state_of(each.claim, codebook)) is not None
    ]
    names = (way_of(each.claim, codebook) for each in group)
    first = group[0].claim
    return Access(
        id="a:" + hashlib.sha256(first.id.encode()).hexdigest()[:16],
        title=first.quote,
        way=next((name for name in names if name), None),
        where=places_once(place for each in group for place in each.claim.where),
        state=changes[-1].state,
        changes=tuple(changes),
        claims=ids_of(group),
        reports=reports_of(group),
    )


def _change(each: Reported, state: AccessState) -> AccessChange:
    """Say what one claim says of the way, and from when it holds."""
    when = each.claim.when
    return AccessChange(
        state=state,
        since=when.start if when else None,
        until=when.end if when and when.end != when.start else None,
        claim=each.claim.id,
        source=each.claim.speaker.name,
    )


def _from_when(each: Reported) -> dt.date:
    """Say where a claim stands over time: from the day it says, else of its report."""
    said = each.claim.when.start if each.claim.when else None
    if said is None and _tells_of_before(each.claim):
        return dt.date.min
    return said or each.report.published or dt.date.min


def _tells_of_before(claim: Claim) -> bool:
    """Tell whether the report itself looks back: "it had been shut", before what it tells."""
    return claim.cue is None and "had" in split_words(claim.quote.lower())


def state_of(claim: Claim, codebook: Codebook) -> AccessState | None:
    """Say in which state a claim puts a way, by its words and its event; None where in none."""
    lowers = [word.strip(",.;:").lower() for word in split_words(claim.quote)]
    states = [hit.row.state for hit in codebook.way_words.find(lowers) if hit.row.state]
    code = (claim.event.type, claim.event.mode) if claim.event is not None else None
    if code not in (_OPENS, _RESTRICTS):
        return None
    if AccessState.DISRUPTED in states:
        return AccessState.DISRUPTED
    if code == _OPENS:
        return AccessState.OPEN
    return AccessState.CLOSED if AccessState.CLOSED in states else AccessState.DISRUPTED

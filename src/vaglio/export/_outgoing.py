"""Which entries of a record go out, and why the others do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vaglio.export._cells import clean
from vaglio.export._flaws import flaw_of
from vaglio.model.access import Access
from vaglio.model.agreement import Agreement
from vaglio.model.exported import LeftOut
from vaglio.model.incident import Incident
from vaglio.model.record import Decided, Record, Reported, Standing
from vaglio.model.track import Track

Entry = Incident | Agreement | Track | Access

PROPOSAL = "PROPOSAL, not vetted"
"""The words that mark what nobody has accepted, wherever a format has room for words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """Hold one entry that goes out, with what was decided of it and its claims."""

    entry: Entry
    """The entry."""
    ref: str
    """The desk's reference code, else the entry's id."""
    vetted: bool
    """Whether people have accepted it."""
    decided: Decided | None
    """What they decided; None where nobody has."""
    claims: tuple[Reported, ...]
    """Its claims, in order."""

    @property
    def note(self) -> str | None:
        """The public note of a correction."""
        return self.decided.note if self.decided and self.decided.corrected else None


def outgoing_of(record: Record, *, proposals: bool) -> tuple[list[Outgoing], list[LeftOut]]:
    """Take the entries that people have accepted, and proposals if they are asked for.

    What was rejected, withdrawn or merged never goes out. An entry whose own
    data contradict one another is left out and named. What is accepted comes
    first.
    """
    decided = decided_of(record)
    torn = {each.id for each in record.decided if each.standing is not decided[each.id].standing}
    claims = {each.claim.id: each for each in record.claims}
    going: list[Outgoing] = []
    left: list[LeftOut] = []
    refs: set[str] = set()
    for entry in _entries(record):
        decision = decided.get(entry.id)
        standing = decision.standing if decision else Standing.PROPOSED
        if standing is not Standing.ACCEPTED and not (proposals and standing is Standing.PROPOSED):
            continue
        ref = ref_of(entry.id, decision)
        told = tuple(claims[id] for id in entry.claims if id in claims)
        flaw = flaw_of(entry, told)
        if entry.id in torn:
            flaw = "it was decided on twice, and not alike"
        elif flaw is None and ref in refs:
            flaw = "its reference is another entry's too"
        refs.add(ref)
        if flaw is not None:
            vetted = standing is Standing.ACCEPTED
            left.append(LeftOut(id=entry.id, ref=ref, vetted=vetted, why=flaw))
            continue
        going.append(
            Outgoing(
                entry=entry,
                ref=ref,
                vetted=standing is Standing.ACCEPTED,
                decided=decision,
                claims=told,
            )
        )
    going.sort(key=lambda each: not each.vetted)
    return going, left


def decided_of(record: Record) -> dict[str, Decided]:
    """Give what was decided by the entries' ids; the first that is said of an entry counts."""
    decided: dict[str, Decided] = {}
    for each in record.decided:
        decided.setdefault(each.id, each)
    return decided


def ref_of(id: str, decided: Decided | None) -> str:
    """Give the reference under which an entry goes out: the desk's own, else its id."""
    return clean((decided.ref if decided else None) or "") or clean(id)


def _entries(record: Record) -> Iterator[Entry]:
    """Give every entry of a record."""
    yield from record.incidents
    yield from record.agreements
    yield from record.tracks
    yield from record.access

"""What a join found laid beside what is stored, and written in small steps.

What takes long is done before anything is locked. Entries between which claims move
are written together or not at all. Where people decided on one of them or on one of
their claims meanwhile, they wait for the next join.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from vaglio.model.record import Proposal as Proposed
from vaglio.model.record import Record
from vaglio.pipeline import Told
from vaglio_web.store.actions._additions import additions, told_by_itself
from vaglio_web.store.actions._belonging import claims_of_dossier
from vaglio_web.store.actions._grouping import grouped
from vaglio_web.store.actions._leases import is_mine
from vaglio_web.store.actions._log import Written, append
from vaglio_web.store.actions._telling import body_of, mirror_entry, own_claims
from vaglio_web.store.models import (
    Claim,
    Dossier,
    Entry,
    EntryClaim,
    EntryKind,
    EntryState,
    Joining,
    LogEntry,
    LogHead,
    Proposal,
    ProposalState,
    Publication,
    Reference,
)

_QUIET = frozenset({"claim.accept", "claim.look", "note.write", "report.bring", "report.read"})
"""Acts that change nothing that a join goes by."""
_AT_ONCE = 100
"""How many entries are written while everybody else waits."""
_COLUMNS = ("body", "version", "title", "day", "place", "grade")
_KILLED = ("killed_low", "killed_best", "killed_high")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Hold one entry that a join makes, changes or takes away."""

    key: str
    """The entry's key."""
    kind: EntryKind
    """What it is."""
    stored: Entry | None
    """As it is stored; None where it is new."""
    told: Told | None
    """As the join found it; None where it found it no more."""
    claims: frozenset[str]
    """The claims that tell of it, before or after."""

    @property
    def keys(self) -> frozenset[str]:
        """Give what a decision may be about that would make this step wrong."""
        return self.claims | {self.key}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Hold what a join would write."""

    groups: tuple[tuple[Step, ...], ...]
    """Steps that belong together."""
    decided: Mapping[str, Entry]
    """What people have decided on, by key: never written, only proposed to."""
    proposals: tuple[Proposed, ...]
    """What is proposed for those."""
    claims: Mapping[str, int]
    """The number of each claim, by key."""


def decided_entries(dossier_id: int) -> dict[str, Entry]:
    """Give the entries of a dossier that people decided on, now or once, by key."""
    coded = Exists(Reference.objects.filter(entry=OuterRef("pk")))
    public = Exists(Publication.objects.filter(entry=OuterRef("pk")))
    asked = Exists(Proposal.objects.filter(entry=OuterRef("pk")))
    found = Entry.objects.filter(
        ~Q(state=EntryState.WAITING) | Q(coded) | Q(public) | Q(asked), dossier_id=dossier_id
    )
    keys = Prefetch("claims", Claim.objects.only("key"))
    return {entry.key: entry for entry in found.prefetch_related(keys)}


def plan(dossier_id: int, record: Record) -> Plan:
    """Compare what a join found with what is stored; nothing is written or locked."""
    decided = decided_entries(dossier_id)
    proposals = list(record.proposals)
    steps: list[Step] = []
    for kind, found in (
        (EntryKind.INCIDENT, record.incidents),
        (EntryKind.AGREEMENT, record.agreements),
        (EntryKind.TRACK, record.tracks),
        (EntryKind.ACCESS, record.access),
    ):
        homes = [entry for entry in decided.values() if entry.kind == kind]
        owner = {key: entry.key for entry in homes for key in own_claims(entry)}
        free = [told for told in found if told.id not in decided or kind != EntryKind.INCIDENT]
        if kind != EntryKind.INCIDENT:
            proposals += additions(free, owner, decided)
        free = [told for told in free if not any(key in owner for key in told_by_itself(told))]
        steps += _steps(dossier_id, kind, free, decided)
    return Plan(
        groups=tuple(grouped(steps)),
        decided=decided,
        proposals=tuple(proposals),
        claims=dict(claims_of_dossier(dossier_id).values_list("key", "pk")),
    )


def _steps(
    dossier_id: int, kind: EntryKind, found: Sequence[Told], decided: Mapping[str, Entry]
) -> Iterator[Step]:
    """Give the entries of one kind that have to be made, changed or taken away."""
    told = {
        each.id if each.id not in decided else f"{each.id}:{len(each.claims)}": each
        for each in found
    }
    waiting = Entry.objects.filter(dossier_id=dossier_id, kind=kind, state=EntryState.WAITING)
    for entry in waiting.prefetch_related(Prefetch("claims", Claim.objects.only("key"))).iterator(
        chunk_size=1000
    ):
        if entry.key in decided:
            continue
        now = told.pop(entry.key, None)
        were = frozenset(claim.key for claim in entry.claims.all())
        if now is not None and were == {*now.claims} and entry.body == _body(now, entry.key):
            continue
        after = now.claims if now is not None else ()
        yield Step(key=entry.key, kind=kind, stored=entry, told=now, claims=were | {*after})
    for key, each in told.items():
        yield Step(key=key, kind=kind, stored=None, told=each, claims=frozenset(each.claims))


def _body(told: Told, key: str) -> dict[str, object]:
    """Give an entry as it is stored under a key."""
    return {**body_of(told), "id": key}


def settle(joining: Joining, planned: Plan, *, began: int) -> int:
    """Write what a join found, a little at a time; others write in between.

    Args:
        joining: The dossier that was taken up for it.
        planned: What to write.
        began: The last number of the log when the join began.

    Returns:
        How many groups and proposals wait for the next join.
    """
    left = 0
    for groups in _portions(planned.groups):
        entries = {s.key: _prepared(joining.dossier_id, s) for group in groups for s in group}
        with transaction.atomic():
            LogHead.objects.select_for_update().get()
            if not is_mine(joining):
                return 0  # another worker took it up, and joins anew
            touched = _touched_since(began)
            fitting = [group for group in groups if not any(s.keys & touched for s in group)]
            left += len(groups) - len(fitting)
            steps = [step for group in fitting for step in group]
            _write(joining.dossier_id, steps, entries, planned)
    with transaction.atomic():
        LogHead.objects.select_for_update().get()
        touched = _touched_since(began)
        left += _propose(planned, touched) if is_mine(joining) else 0
    return left


def _portions(groups: Sequence[tuple[Step, ...]]) -> Iterator[list[tuple[Step, ...]]]:
    """Give so many groups together as may be written at once; no group is parted."""
    portion: list[tuple[Step, ...]] = []
    for group in groups:
        portion.append(group)
        if sum(map(len, portion)) >= _AT_ONCE:
            yield portion
            portion = []
    if portion:
        yield portion


def _touched_since(began: int) -> set[str]:
    """Give the keys of all that was decided on since a number of the log."""
    since = LogEntry.objects.filter(number__gt=began).exclude(action__in=_QUIET)
    touched: set[str] = set()
    for before, after, subject in since.values_list("before", "after", "subject"):
        touched.update(before, after, (subject,))
    return touched


def _prepared(dossier_id: int, step: Step) -> Entry | None:
    """Give an entry as a step leaves it, not yet written; None where it goes."""
    if step.told is None:
        return None
    entry = step.stored or Entry(
        key=step.key, kind=step.kind, dossier_id=dossier_id, arrived_at=timezone.now()
    )
    entry.body = _body(step.told, step.key)
    mirror_entry(entry)
    if step.stored is not None:
        entry.version += 1
    return entry


def _write(
    dossier_id: int, steps: Sequence[Step], entries: Mapping[str, Entry | None], planned: Plan
) -> None:
    """Make, change and take away some entries, and log it."""
    kept = [(step, entry) for step in steps if (entry := entries[step.key]) is not None]
    made = [entry for step, entry in kept if step.stored is None]
    changed = [entry for step, entry in kept if step.stored is not None]
    gone = [step.stored.pk for step in steps if step.stored is not None and step.told is None]
    # What the machine alone proposed and no longer finds was nobody's decision.
    Entry.objects.filter(pk__in=gone).delete()
    for entry in changed:  # quicker than one statement for all of them
        entry.save(update_fields=[*_COLUMNS, *_KILLED])
    EntryClaim.objects.filter(entry__in=changed).delete()
    Entry.objects.bulk_create(made)
    EntryClaim.objects.bulk_create(
        EntryClaim(entry=entry, claim_id=planned.claims[key])
        for step, entry in kept
        for key in (step.told.claims if step.told is not None else ())
    )
    if made or changed or gone:
        _log(dossier_id, {"made": len(made), "changed": len(changed), "gone": len(gone)})


def _propose(planned: Plan, touched: set[str]) -> int:
    """Offer what the machine would change, each change once; what no longer fits is stale."""
    ids = {entry.pk: key for key, entry in planned.decided.items() if key not in touched}
    waiting = {
        (each.entry_id, each.change, tuple(each.claims)): each
        for each in Proposal.objects.filter(entry__in=ids).exclude(state=ProposalState.STALE)
    }
    left, fresh = 0, []
    for each in planned.proposals:
        entry = planned.decided[each.entry]
        if each.entry in touched:
            left += 1
        elif waiting.pop((entry.pk, each.change, each.claims), None) is None:
            fresh.append(
                Proposal(
                    change=each.change,
                    entry=entry,
                    others=list(each.others),
                    claims=list(each.claims),
                    why=each.why,
                    made_at=timezone.now(),
                )
            )
    Proposal.objects.bulk_create(fresh)
    stale = [each.pk for each in waiting.values() if each.state == ProposalState.WAITING]
    Proposal.objects.filter(pk__in=stale).update(state=ProposalState.STALE)
    if fresh or stale:
        dossier_id = next(iter(planned.decided.values())).dossier_id
        _log(dossier_id, {"proposed": len(fresh), "stale": len(stale)})
    return left


def _log(dossier_id: int, after: dict[str, int]) -> None:
    """Log what a join wrote."""
    subject = f"d:{Dossier.objects.get(pk=dossier_id).slug}"
    append(Written(who=None, action="record.join", subject=subject, before={}, after=after))

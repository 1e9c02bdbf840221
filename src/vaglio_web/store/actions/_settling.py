"""What a join found, written in small steps.

What takes long is done before anything is locked. Entries between which claims move
are written together or not at all. Where people decided on one of them or on one of
their claims meanwhile, they wait for the next join.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from vaglio_web.store.actions._leases import is_mine
from vaglio_web.store.actions._log import Written, append
from vaglio_web.store.actions._planning import Plan, Step, step_body
from vaglio_web.store.actions._telling import mirror_entry
from vaglio_web.store.models import (
    Dossier,
    Entry,
    EntryClaim,
    Joining,
    LogEntry,
    LogHead,
    Proposal,
    ProposalState,
)

_QUIET = frozenset({"claim.accept", "claim.look", "note.write", "report.bring", "report.read"})
"""Acts that change nothing that a join goes by."""
_AT_ONCE = 100
"""How many entries are written while everybody else waits."""
_COLUMNS = ("body", "version", "title", "day", "place", "grade")
_KILLED = ("killed_low", "killed_best", "killed_high")


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
    entry.body = step_body(step.told, step.key)
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

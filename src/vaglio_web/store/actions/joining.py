"""The claims of a dossier joined into entries; what was decided stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from vaglio.model.record import Decided, Record, Standing
from vaglio.model.record import Proposal as Proposed
from vaglio.pipeline import Told, reconcile_claims
from vaglio_web.store.actions._log import Written, append
from vaglio_web.store.actions._telling import OUT, body_of, form_of, mirror_entry, reported_of
from vaglio_web.store.models import (
    Claim,
    Entry,
    EntryClaim,
    EntryKind,
    EntryState,
    LogEntry,
    LogHead,
    Proposal,
    ProposalState,
)

_QUIET = frozenset({"claim.accept", "claim.look", "note.write", "report.bring", "report.read"})
"""Acts after which a join that was under way still holds."""
_TRIES = 3


@task()
def join_dossier(dossier_id: int) -> None:
    """Join the claims of a dossier anew, and propose what has to be decided."""
    for tried in range(_TRIES + 1):
        if tried == _TRIES:
            with transaction.atomic():
                LogHead.objects.select_for_update().get()
                _settle(dossier_id, _joined(dossier_id))
            return
        began = LogHead.objects.get().number
        joined = _joined(dossier_id)
        with transaction.atomic():
            LogHead.objects.select_for_update().get()
            since = LogEntry.objects.filter(number__gt=began).exclude(action__in=_QUIET)
            if not since.exists():
                _settle(dossier_id, joined)
                return


def _decided(dossier_id: int) -> dict[str, Entry]:
    """Give the entries of a dossier that people have decided on, by key."""
    found = Entry.objects.filter(dossier_id=dossier_id).exclude(state=EntryState.WAITING)
    return {entry.key: entry for entry in found.prefetch_related("claims")}


def _joined(dossier_id: int) -> Record:
    """Join all claims of a dossier that nobody rejected."""
    claims = Claim.objects.filter(dossier_id=dossier_id).exclude(state__in=OUT).order_by("id")
    incidents = []
    for entry in _decided(dossier_id).values():
        if entry.kind == EntryKind.INCIDENT:
            told = form_of(entry)
            keys = tuple(claim.key for claim in entry.claims.all())
            incidents.append(replace(told, id=entry.key, claims=keys))
    before = Record(
        claims=(),
        incidents=tuple(incidents),  # type: ignore[arg-type]
        decided=tuple(Decided(id=each.id, standing=Standing.ACCEPTED) for each in incidents),
    )
    return reconcile_claims(reported_of(claims.iterator(chunk_size=2000)), before=before)


def _settle(dossier_id: int, record: Record) -> None:
    """Keep the entries that were joined, and the proposals for those decided."""
    decided = _decided(dossier_id)
    claims = dict(Claim.objects.filter(dossier_id=dossier_id).values_list("key", "pk").iterator())
    proposals = list(record.proposals)
    kept = 0
    for kind, found in (
        (EntryKind.INCIDENT, record.incidents),
        (EntryKind.AGREEMENT, record.agreements),
        (EntryKind.TRACK, record.tracks),
        (EntryKind.ACCESS, record.access),
    ):
        owner = {
            claim.key: entry.key
            for entry in decided.values()
            if entry.kind == kind
            for claim in entry.claims.all()
        }
        free = [told for told in found if told.id not in decided or kind != EntryKind.INCIDENT]
        if kind != EntryKind.INCIDENT:
            proposals += _additions(free, owner)
        free = [told for told in free if not any(key in owner for key in told.claims)]
        _keep(dossier_id, kind, free, decided=decided, claims=claims)
        kept += len(free)
    _propose(decided, proposals)
    append(
        Written(
            who=None,
            action="record.join",
            subject=f"d:{dossier_id}",
            before={},
            after={"entries": kept, "decided": len(decided), "claims": len(claims)},
        )
    )


def _additions(found: Iterable[Told], owner: Mapping[str, str]) -> list[Proposed]:
    """Propose that fresh claims join an agreement, track or access that was decided on."""
    made = []
    for told in found:
        homes = list(dict.fromkeys(owner[key] for key in told.claims if key in owner))
        fresh = tuple(key for key in told.claims if key not in owner)
        if homes and fresh:
            why = f"{len(fresh)} new claims tell of it"
            made.append(Proposed(entry=homes[0], change="add claims", claims=fresh, why=why))
    return made


def _keep(
    dossier_id: int,
    kind: EntryKind,
    found: Sequence[Told],
    *,
    decided: Mapping[str, Entry],
    claims: Mapping[str, int],
) -> None:
    """Bring the entries that nobody has decided on up to date."""
    waiting = {
        entry.key: entry
        for entry in Entry.objects.filter(
            dossier_id=dossier_id, kind=kind, state=EntryState.WAITING
        )
    }
    now = timezone.now()
    links: list[EntryClaim] = []
    for told in found:
        key = told.id if told.id not in decided else f"{told.id}:{len(told.claims)}"
        body = {**body_of(told), "id": key}
        entry = waiting.pop(key, None)
        if entry is not None and entry.body == body:
            continue
        if entry is None:
            entry = Entry(key=key, kind=kind, dossier_id=dossier_id, arrived_at=now)
        else:
            entry.version += 1
            entry.links.all().delete()
        entry.body = body
        mirror_entry(entry)
        entry.save()
        links += [EntryClaim(entry=entry, claim_id=claims[each]) for each in told.claims]
    EntryClaim.objects.bulk_create(links, batch_size=1000)
    # What the machine alone proposed and no longer finds was nobody's decision.
    Entry.objects.filter(pk__in=[entry.pk for entry in waiting.values()]).delete()


def _propose(decided: Mapping[str, Entry], proposals: Sequence[Proposed]) -> None:
    """Offer what the machine would change, each change once; what no longer fits is stale."""
    ids = [entry.pk for entry in decided.values()]
    waiting = {
        (each.entry_id, each.change, tuple(each.claims)): each
        for each in Proposal.objects.filter(entry_id__in=ids).exclude(state=ProposalState.STALE)
    }
    for each in proposals:
        entry = decided[each.entry]
        if waiting.pop((entry.pk, each.change, each.claims), None) is not None:
            continue
        Proposal.objects.create(
            change=each.change,
            entry=entry,
            others=list(each.others),
            claims=list(each.claims),
            why=each.why,
            made_at=timezone.now(),
        )
    stale = [each.pk for each in waiting.values() if each.state == ProposalState.WAITING]
    Proposal.objects.filter(pk__in=stale).update(state=ProposalState.STALE)

"""What becomes of the machine's proposals for things that people have decided on."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from vaglio_web.store.access import Absent, require
from vaglio_web.store.actions._deciding import Conflict, deciding
from vaglio_web.store.actions._log import Written, append
from vaglio_web.store.actions._standing import carry_cares, fold, settle, standing
from vaglio_web.store.actions._telling import own_claims
from vaglio_web.store.actions.claims import amend_claim, reject_claim
from vaglio_web.store.actions.regrouping import merge_entries, split_entry
from vaglio_web.store.models import Claim, Entry, Proposal, ProposalState, User


def take_proposal(*, who: User, id: int, why: str = "") -> Proposal:
    """Do what the machine proposes, as a decision of this person.

    Raises:
        Conflict: It no longer fits, or was decided on before.
    """
    require(who, "proposal.take")
    with transaction.atomic():
        proposal = _waiting(id)
        reason = why or proposal.why
        if proposal.entry is not None:
            _take_for_entry(who, proposal, proposal.entry, reason)
        elif proposal.claim is not None and proposal.change == "changed":
            amend_claim(who=who, key=proposal.claim.key, body=proposal.body or {}, why=reason)
        elif proposal.claim is not None:
            reject_claim(who=who, key=proposal.claim.key, reason="not said", why=reason)
        _close(who, proposal, ProposalState.TAKEN, why)
    return proposal


def decline_proposal(*, who: User, id: int, why: str = "") -> Proposal:
    """Leave things as they are; the machine does not propose the same again."""
    require(who, "proposal.decline")
    with transaction.atomic():
        proposal = _waiting(id)
        _close(who, proposal, ProposalState.DECLINED, why)
    return proposal


def _waiting(id: int) -> Proposal:
    """Give a proposal that waits."""
    proposal = Proposal.objects.select_for_update(of=("self",)).filter(pk=id).first()
    if proposal is None:
        raise Absent(str(id))
    if proposal.state != ProposalState.WAITING:
        raise Conflict(f"it is {proposal.get_state_display().lower()}")
    return proposal


def _take_for_entry(who: User, proposal: Proposal, entry: Entry, why: str) -> None:
    """Join, split or add to an entry as proposed."""
    if proposal.change == "join":
        for other in proposal.others:
            merge_entries(who=who, key=entry.key, other_key=other, why=why)
    elif proposal.change == "split":
        split_entry(who=who, key=entry.key, claim_keys=proposal.claims, why=why)
    else:
        _add_claims(who, entry, proposal.claims, why)


def _add_claims(who: User, entry: Entry, keys: list[str], why: str) -> None:
    """Let claims join an entry, out of whatever the machine had put them in.

    An entry of which nothing would be left becomes part of this one.
    """
    with deciding(who=who, action="entry.move", why=why) as act:
        home = standing(act, entry.key)
        fresh = list(Claim.objects.filter(key__in=keys))
        elsewhere = Entry.objects.filter(kind=entry.kind, links__claim__in=fresh)
        for other in elsewhere.exclude(pk=entry.pk).distinct():
            source = act.entry(other.key)
            own = own_claims(source)
            staying = [c for c in source.claims.all() if c not in fresh or c.key not in own]
            if not any(claim.key in own for claim in staying):
                fold(act, source, home)
                continue
            carry_cares(act, source, home)
            act.link(source, staying)
        act.link(home, list(dict.fromkeys([*home.claims.all(), *fresh])))
        settle(home)


def _close(who: User, proposal: Proposal, state: ProposalState, why: str) -> None:
    """Keep what became of a proposal."""
    proposal.state = state
    proposal.save()
    append(
        Written(
            who=who,
            action="proposal.take" if state == ProposalState.TAKEN else "proposal.decline",
            subject=f"p:{proposal.pk}",
            why=why,
            before={"state": ProposalState.WAITING},
            after={"state": state, "at": timezone.now().isoformat()},
        )
    )

"""What the machine proposes for things that people have decided on."""

from __future__ import annotations

from dataclasses import dataclass

from vaglio_web.desk.queries.differences import Difference, differences
from vaglio_web.store.models import Claim, Entry, Proposal, ProposalState

_A_PAGE = 25
_MOST_CLAIMS = 20

WORDS = {
    "changed": "Read otherwise",
    "gone": "No longer found",
    "join": "Join into one",
    "split": "Split",
    "add claims": "Add claims",
}
"""What each change is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Hold one proposal as the list shows it."""

    proposal: Proposal
    """The proposal."""
    title: str
    """What it would do, in words."""
    differences: list[Difference]
    """For a claim that is read otherwise, what would change."""
    claims: list[Claim]
    """The claims it is about, or the first of them."""
    others: list[Entry]
    """The entries that would go into this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferPage:
    """Hold one page of proposals, oldest first."""

    offers: list[Offer]
    """The proposals."""
    waiting: int
    """How many wait in all."""
    after: int | None
    """Behind which number the next page begins; None on the last."""


def list_proposals(*, state: str, kind: str, after: int) -> OfferPage:
    """Give a page of proposals.

    Args:
        state: The only state.
        kind: `claim` or `entry`, for those about one or the other; nothing for both.
        after: The number behind which the page begins.

    Returns:
        The page, and how many wait.
    """
    rows = Proposal.objects.filter(state=state, id__gt=after)
    if kind == "claim":
        rows = rows.exclude(claim=None)
    elif kind == "entry":
        rows = rows.exclude(entry=None)
    rows = rows.select_related("claim__report", "entry", "report").order_by("id")
    shown = list(rows[: _A_PAGE + 1])
    return OfferPage(
        offers=[offer_of(each) for each in shown[:_A_PAGE]],
        waiting=Proposal.objects.filter(state=ProposalState.WAITING).count(),
        after=shown[_A_PAGE - 1].pk if len(shown) > _A_PAGE else None,
    )


def offer_of(proposal: Proposal) -> Offer:
    """Give one proposal with what it would change."""
    changes: list[Difference] = []
    if proposal.claim is not None and proposal.body is not None:
        changes = differences(proposal.claim.body, proposal.body)
    return Offer(
        proposal=proposal,
        title=WORDS.get(proposal.change, proposal.change),
        differences=changes,
        claims=list(
            Claim.objects.filter(key__in=proposal.claims)
            .select_related("report")
            .order_by("id")[:_MOST_CLAIMS]
        ),
        others=list(Entry.objects.filter(key__in=proposal.others)),
    )

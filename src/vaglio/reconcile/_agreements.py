"""Agreements, what is owed under them, and what becomes of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from vaglio.model.agreement import Agreement, CommitmentNews, CommitmentState, Owed
from vaglio.model.claim import Claim, Commitment, Kind, Reality
from vaglio.model.record import Reported
from vaglio.reconcile._agreement import Verdict, of_places
from vaglio.reconcile._groups import (
    day_of_claim,
    days_between,
    each_once,
    first_time,
    grouped,
    ids_of,
    parties_of,
    places_once,
    reports_of,
)
from vaglio.reconcile._known_as import all_known_as, known_as
from vaglio.reconcile._order import in_order

DEALS = frozenset({Kind.AGREEMENT, Kind.COMMITMENT})
"""Kinds of claims that tell of a deal."""

_MADE = frozenset({Reality.HAPPENED, Reality.ONGOING, Reality.PLANNED})
"""How a deal stands that was made or is announced; what is demanded or feared is none."""

_NEAR_DAYS = 14
"""Deals of the same parties told of further apart are two deals."""

_LATER = frozenset({Kind.INCIDENT, Kind.ACCESS, Kind.POLITICS, Kind.AGREEMENT})
"""Kinds of claims that can tell that a commitment was kept or broken."""

_ALIKE = 0.4
"""Share of a commitment's words that a later claim has to repeat, beside its debtor."""

_WORD = re.compile(r"[a-z]{4,}")


def agreements_in(claims: Sequence[Reported]) -> list[Agreement]:
    """Bring together what claims say of each agreement.

    Two claims are of one agreement where they share a party, are told of
    within two weeks and give no two places; what is owed is attached to it,
    and later claims that the debtor did it, did not or broke the deal change
    its state. Sources that differ make it disputed.

    Args:
        claims: All claims, in their order.

    Returns:
        The agreements, in the order in which they were first told of.
    """
    deals = grouped((each for each in claims if is_deal(each.claim)), _is_of)
    return [make_agreement(group, claims) for group in deals]


def agreements_again(
    deals: Sequence[Reported],
    *,
    fresh: Sequence[Reported],
    before: Mapping[str, Agreement],
    naming: Callable[[Collection[str]], Iterable[Reported]],
) -> list[Agreement]:
    """Bring deals together again, and make only those agreements anew that are touched.

    Args:
        deals: All claims of deals, in their order.
        fresh: The claims that are new, whatever they tell.
        before: The agreements as they stand, by their ids.
        naming: Gives all claims that may tell what became of these parties' promises.

    Returns:
        The agreements, the same as `agreements_in` gives for all claims.
    """
    groups = grouped((each for each in deals if is_deal(each.claim)), _is_of)
    kept = {
        id: known
        for group in groups
        if (known := before.get(id := _identity(group))) is not None
        and known.deal == ids_of(group)
        and not _has_news(known, fresh)
    }
    touched = [group for group in groups if _identity(group) not in kept]
    later = naming(debtors_of(each.claim for group in touched for each in group))
    every = in_order({each.claim.id: each for each in [*later, *deals, *fresh]}.values())
    return [kept.get(_identity(group)) or make_agreement(group, every) for group in groups]


def _has_news(agreement: Agreement, claims: Iterable[Reported]) -> bool:
    """Tell whether a claim says what became of something owed under an agreement."""
    owed = [(known_as(each.debtor or ""), _words(each.text)) for each in agreement.commitments]
    return any(
        _told_state(each.claim, debtor, words) is not None
        for each in claims
        if each.claim.kind in _LATER
        for debtor, words in owed
    )


def is_deal(claim: Claim) -> bool:
    """Tell whether a claim tells of a deal, and not that one was broken."""
    if claim.kind not in DEALS or claim.reality not in _MADE:
        return False
    return claim.event is None or claim.event.type != "ACCUSE"


def _is_of(group: Sequence[Reported], each: Reported) -> bool:
    """Tell whether a claim is of the agreement that a group tells of."""
    near = days_between(group[0], each)
    if near is not None and near > _NEAR_DAYS:
        return False
    where = [place for other in group for place in other.claim.where]
    if of_places(where, each.claim.where) is Verdict.APART:
        return False
    theirs = {key for other in group for key in _keys(other.claim)}
    own = set(_keys(each.claim))
    if theirs & own:
        return True
    same_report = any(other.report.id == each.report.id for other in group)
    return same_report and (not own or not theirs or each.claim.kind is Kind.COMMITMENT)


def _keys(claim: Claim) -> Iterator[str]:
    """Name the parties of a claim, debtors included."""
    yield from all_known_as(parties_of(claim))
    yield from (_debtor(owed) for owed in claim.commitments if owed.debtor)


def _debtor(owed: Commitment) -> str:
    """Name who owes, without a leading article."""
    return known_as(owed.debtor or "")


def make_agreement(group: Sequence[Reported], claims: Sequence[Reported]) -> Agreement:
    """Make the agreement of the claims that tell of it, with what all claims say became of it."""
    first = group[0].claim
    commitments = tuple(_owed(group, claims))
    news = {each.claim for owed in commitments for each in owed.news}
    told = [*group, *(each for each in claims if each.claim.id in news)]
    return Agreement(
        id=_identity(group),
        title=first.quote,
        parties=each_once(actor for each in group for actor in parties_of(each.claim)),
        mediators=each_once(actor for each in group for actor in each.claim.mediators),
        when=first_time(each for each in group if not _is_term(each.claim)),
        where=places_once(place for each in group for place in each.claim.where),
        commitments=commitments,
        claims=ids_of(told),
        reports=reports_of(told),
    )


def _is_term(claim: Claim) -> bool:
    """Tell whether the time that a claim gives is by when something is owed."""
    return any(owed.due is not None and owed.due == claim.when for owed in claim.commitments)


def _identity(group: Sequence[Reported]) -> str:
    """Make the agreement's id from the claim that tells of it first."""
    return "g:" + hashlib.sha256(group[0].claim.id.encode()).hexdigest()[:16]


def _owed(group: Sequence[Reported], claims: Sequence[Reported]) -> Iterator[Owed]:
    """List what is owed under an agreement, each thing once, with what became of it."""
    told: dict[tuple[str, frozenset[str]], list[tuple[Reported, Commitment]]] = {}
    for each in group:
        for owed in each.claim.commitments:
            told.setdefault((_debtor(owed), _words(owed.text)), []).append((each, owed))
    deal = set(ids_of(group))
    for given in told.values():
        reported, owed = given[0]
        news = tuple(_news(owed, reported, claims, deal))
        yield Owed(
            debtor=owed.debtor,
            text=owed.text,
            due=next((term.due for _, term in given if term.due is not None), None),
            state=_state(news),
            claims=ids_of(each for each, _ in given),
            news=news,
        )


def _news(
    owed: Commitment, promised: Reported, claims: Sequence[Reported], deal: set[str]
) -> Iterator[CommitmentNews]:
    """List what later claims say of one thing that is owed."""
    words, debtor = _words(owed.text), _debtor(owed)
    started = False
    for each in claims:
        started = started or each is promised
        claim = each.claim
        if not started or claim.id in deal or claim.kind not in _LATER or not debtor:
            continue
        state = _told_state(claim, debtor, words)
        if state is not None and not (state is CommitmentState.BROKEN and _is_early(each, owed)):
            yield CommitmentNews(
                state=state, claim=claim.id, source=claim.speaker.name, when=claim.when
            )


def _is_early(each: Reported, owed: Commitment) -> bool:
    """Tell whether a claim was made before the day by which something was owed.

    Who says then that it was not done does not say that the promise was broken.
    """
    day = day_of_claim(each)
    due = owed.due.end if owed.due is not None else None
    is_denied = each.claim.reality is Reality.DENIED
    return is_denied and day is not None and due is not None and day < due


def parties_told_of(claim: Claim) -> set[str]:
    """Name the parties of which a claim may tell that they kept or broke a promise."""
    if claim.kind not in _LATER:
        return set()
    return all_known_as(claim.actors) | all_known_as(claim.targets)


def debtors_of(claims: Iterable[Claim]) -> set[str]:
    """Name all who owe something by some claims, as `parties_told_of` names them."""
    return {_debtor(owed) for claim in claims for owed in claim.commitments if owed.debtor}


def _told_state(claim: Claim, debtor: str, words: frozenset[str]) -> CommitmentState | None:
    """Say whether a claim tells that the debtor kept or broke a promise; None where neither."""
    doers = all_known_as(claim.actors)
    accused = doers | all_known_as(claim.targets)
    breaks = claim.event is not None and claim.event.type == "ACCUSE"
    if claim.kind is Kind.AGREEMENT:
        return CommitmentState.BROKEN if breaks and debtor in accused else None
    shared = len(words & _words(claim.quote))
    if debtor not in doers or not words or shared < _ALIKE * len(words):
        return None
    if claim.reality is Reality.DENIED:
        return CommitmentState.BROKEN
    done = claim.reality in (Reality.HAPPENED, Reality.ONGOING)
    return CommitmentState.KEPT if done else None


def _state(news: Sequence[CommitmentNews]) -> CommitmentState:
    """Say how a commitment stands: as promised, kept, broken, or told differently."""
    states = {each.state for each in news}
    if len(states) > 1:
        return CommitmentState.DISPUTED
    return next(iter(states), CommitmentState.PROMISED)


def _words(text: str) -> frozenset[str]:
    """List the longer words of a text, in their first letters, so that forms of one agree."""
    return frozenset(word[:5] for word in _WORD.findall(text.lower()))

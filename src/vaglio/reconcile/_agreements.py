"""Agreements, what is owed under them, and what becomes of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from vaglio.model.agreement import Agreement, CommitmentNews, CommitmentState, Owed
from vaglio.model.claim import Actor, Claim, Commitment, Kind, Reality, When
from vaglio.model.record import Reported
from vaglio.reconcile._agreement import Verdict, of_places
from vaglio.reconcile._groups import (
    day_of_claim,
    days_between,
    each_once,
    first_time,
    grouped,
    ids_of,
    is_all_together,
    negotiators,
    parties_of,
    places_once,
    reports_of,
)
from vaglio.reconcile._kept import (
    debtor_in,
    debtors_of,
    is_of_deal,
    news_of,
    tells,
    words_of,
)
from vaglio.reconcile._known_as import all_known_as, known_as
from vaglio.reconcile._order import in_order

DEALS = frozenset({Kind.AGREEMENT, Kind.COMMITMENT})
"""Kinds of claims that tell of a deal."""

_MADE = frozenset({Reality.HAPPENED, Reality.ONGOING, Reality.PLANNED})
"""How a deal stands that was made or is announced; what is demanded or feared is none."""

_NEAR_DAYS = 14
"""Deals of the same parties told of further apart are two deals."""

_COUNTED = "within"
"""How a time limit begins that is counted from the day of the deal."""


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
        and not _has_news(known, fresh, _who_owes(group))
    }
    touched = [group for group in groups if _identity(group) not in kept]
    later = naming(debtors_of(each.claim for group in touched for each in group))
    every = in_order({each.claim.id: each for each in [*later, *deals, *fresh]}.values())
    return [kept.get(_identity(group)) or make_agreement(group, every) for group in groups]


def _has_news(agreement: Agreement, claims: Iterable[Reported], debtors: Mapping[str, str]) -> bool:
    """Tell whether a claim says what became of something owed under an agreement."""
    owed: dict[str, list[str]] = {}
    for each in agreement.commitments:
        if each.debtor is not None:
            who = debtors.get(each.debtor, known_as(each.debtor))
            owed.setdefault(who, []).append(each.text)
    return any(tells(each.claim, who, what) for each in claims for who, what in owed.items())


def is_deal(claim: Claim) -> bool:
    """Tell whether a claim tells of a deal, and not that one was kept or broken."""
    return claim.kind in DEALS and claim.reality in _MADE and not is_of_deal(claim)


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
    """Name the parties of a claim, debtors included, by name and as the codebook knows them."""
    parties = parties_of(claim)
    yield from all_known_as(parties)
    yield from (known_as(each.name) for each in parties)
    yield from (debtor_in(claim, owed) for owed in claim.commitments if owed.debtor)


def make_agreement(group: Sequence[Reported], claims: Sequence[Reported]) -> Agreement:
    """Make the agreement of the claims that tell of it, with what all claims say became of it."""
    first = group[0].claim
    commitments = tuple(_owed(group, claims))
    news = {each.claim for owed in commitments for each in owed.news}
    told = [*group, *(each for each in claims if each.claim.id in news)]
    return Agreement(
        id=_identity(group),
        title=first.quote,
        parties=negotiators(group),
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


def _who_owes(group: Sequence[Reported]) -> dict[str, str]:
    """Say as whom all who may owe under an agreement are known, by their names as written."""
    parties = {each.name: known_as(each.name, each.actor) for each in negotiators(group)}
    return parties | {
        owed.debtor: debtor_in(each.claim, owed)
        for each in reversed(group)
        for owed in each.claim.commitments
        if owed.debtor is not None
    }


def _owed(group: Sequence[Reported], claims: Sequence[Reported]) -> Iterator[Owed]:
    """List what is owed under an agreement, each thing once, with what became of it."""
    parties = negotiators(group)
    known = _who_owes(group)
    told: dict[tuple[str, frozenset[str]], list[tuple[Reported, Commitment]]] = {}
    for each in group:
        for owed in _by_each(each.claim, parties):
            key = known.get(owed.debtor or "", ""), words_of(owed.text)
            told.setdefault(_same(key, told), []).append((each, owed))
    made, deal = _made_on(group), set(ids_of(group))
    for (who, _), given in told.items():
        reported, owed = given[0]
        beside = [terms[0][1].text for (other, _), terms in told.items() if other == who]
        due = next((due for each, term in given if (due := _due(each, term, made))), None)
        of_all = news_of(who, beside, since=reported, made=made, claims=claims, deal=deal)
        early = _denied_before(due, claims)
        news = tuple(n for text, n in of_all if text == owed.text and n.claim not in early)
        yield Owed(
            debtor=owed.debtor,
            text=owed.text,
            due=due,
            state=_state(news),
            claims=ids_of(each for each, _ in given),
            news=news,
        )


def _by_each(claim: Claim, parties: Sequence[Actor]) -> Iterator[Commitment]:
    """List what a claim says is owed; what "both sides" owe, each of them owes."""
    for owed in claim.commitments:
        if owed.debtor is None or len(parties) < 2 or not is_all_together(owed.debtor):
            yield owed
        else:
            yield from (replace(owed, debtor=each.name) for each in parties)


def _same(
    key: tuple[str, frozenset[str]], told: Collection[tuple[str, frozenset[str]]]
) -> tuple[str, frozenset[str]]:
    """Give what is owed already that a thing tells again in more words or fewer."""
    who, words = key
    again = (
        other
        for other in told
        if words and other[0] == who and other[1] and (words <= other[1] or other[1] <= words)
    )
    return next(again, key)


def _denied_before(due: When | None, claims: Iterable[Reported]) -> set[str]:
    """List the claims made before the day by which a thing is owed that it is not done.

    Who says so then does not say that the promise was broken.
    """
    if due is None or due.end is None:
        return set()
    days = ((each.claim, day_of_claim(each)) for each in claims)
    return {
        claim.id
        for claim, day in days
        if claim.reality is Reality.DENIED and not is_of_deal(claim) and day and day < due.end
    }


def _made_on(group: Sequence[Reported]) -> dt.date | None:
    """Give the day on which a deal was made; None where no claim gives one day."""
    whens = [each.claim.when for each in group if each.claim.kind is Kind.AGREEMENT]
    whens += [each.claim.when for each in group]
    return next((when.start for when in whens if when and when.start == when.end), None)


def _due(each: Reported, owed: Commitment, made: dt.date | None) -> When | None:
    """Say by when a thing is owed; "within two weeks" runs from the day of the deal."""
    due = owed.due
    if due is None or due.start is None or due.end is None or made is None:
        return due
    if due.start != each.report.published or not due.text.lower().startswith(_COUNTED):
        return due
    return replace(due, start=made, end=made + (due.end - due.start))


def _state(news: Sequence[CommitmentNews]) -> CommitmentState:
    """Say how a commitment stands: as promised, kept, broken, or told differently."""
    states = {each.state for each in news}
    if len(states) > 1:
        return CommitmentState.DISPUTED
    return next(iter(states), CommitmentState.PROMISED)

"""What later claims say of a promise: that it was kept, broken, or that neither is true."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from vaglio.model.agreement import CommitmentNews, CommitmentState
from vaglio.model.claim import Claim, Commitment, Kind, Reality, Stance
from vaglio.model.record import Reported
from vaglio.reconcile._groups import parties_of
from vaglio.reconcile._known_as import all_known_as, known_as

LATER = frozenset({Kind.INCIDENT, Kind.ACCESS, Kind.POLITICS, Kind.AGREEMENT, Kind.COMMITMENT})
"""Kinds of claims that can tell that a commitment was kept or broken."""

_ALIKE = 0.4
"""Share of a commitment's words that a later claim has to repeat, beside its debtor."""

_WORD = re.compile(r"[a-z]{4,}")
_DEAL_ITSELF = frozenset("cease fire truce armis hosti cessa agree accor treat peace".split())
"""Words, as `words_of` gives them, by which the deal itself is owed and no one deed."""

_BESIDE = 600
"""How many characters after an accusation a denial begins at most."""

_DONE = frozenset({Reality.HAPPENED, Reality.ONGOING})
_OTHER = {
    CommitmentState.KEPT: CommitmentState.BROKEN,
    CommitmentState.BROKEN: CommitmentState.KEPT,
}


def debtor_in(claim: Claim, owed: Commitment) -> str:
    """Name who owes something by a claim, as parties are known; empty where nobody is named."""
    if owed.debtor is None:
        return ""
    speaker = claim.speaker
    named = [(each.name, each.actor) for each in (*claim.actors, *claim.targets)]
    named.append((speaker.name, speaker.actor))
    actor = next((actor for name, actor in named if name == owed.debtor), None)
    return known_as(owed.debtor, actor)


def debtors_of(claims: Iterable[Claim]) -> set[str]:
    """Name all who may owe something by some claims, as `parties_told_of` names them.

    What "both sides" owe each party of the deal owes, whichever claim names it.
    """
    told = list(claims)
    owing = {debtor_in(claim, owed) for claim in told for owed in claim.commitments}
    deals = (claim for claim in told if claim.kind in (Kind.AGREEMENT, Kind.COMMITMENT))
    owing |= {known_as(each.name, each.actor) for claim in deals for each in parties_of(claim)}
    return owing - {""}


def parties_told_of(claim: Claim) -> set[str]:
    """Name the parties of which a claim may tell that they kept or broke a promise."""
    if claim.kind not in LATER:
        return set()
    return all_known_as(claim.actors) | all_known_as(claim.targets)


def words_of(text: str) -> frozenset[str]:
    """List the longer words of a text, in their first letters, so that forms of one agree."""
    return frozenset(word[:5] for word in _WORD.findall(text.lower()))


def is_of_deal(claim: Claim) -> bool:
    """Tell whether a claim says that a deal as such was kept or broken, and makes none."""
    accuses = claim.event is not None and claim.event.type == "ACCUSE"
    if claim.kind is Kind.AGREEMENT:
        return accuses
    return claim.kind is Kind.COMMITMENT and not claim.commitments


def news_of(
    debtor: str,
    owed: Sequence[str],
    *,
    since: Reported,
    made: dt.date | None,
    claims: Sequence[Reported],
    deal: Collection[str],
) -> Iterator[tuple[str, CommitmentNews]]:
    """List what later claims say of the things that one party owes.

    Args:
        debtor: Who owes them, as parties are known.
        owed: What is owed, in words.
        since: The claim that tells of the promise first.
        made: The day of the deal; what was done before it keeps no promise.
        claims: All claims, in their order.
        deal: Ids of the claims that tell of the deal.

    Returns:
        What is owed with what a claim says of it, in the order of the claims.
    """
    started = False
    accused: Claim | None = None
    of: list[str] = []
    for each in claims:
        started = started or each is since
        claim = each.claim
        if not started or claim.id in deal or not debtor:
            continue
        if made is not None and claim.when is not None and (claim.when.end or made) < made:
            continue
        told = _told(claim, debtor, owed) if claim.kind in LATER else []
        if not told and accused is not None and _denies(claim, debtor, accused):
            told = [(text, CommitmentState.KEPT) for text in of]
        broken = [text for text, state in told if state is CommitmentState.BROKEN]
        accused, of = (claim, broken) if broken else (accused, of)
        for text, state in told:
            source = claim.speaker.name
            yield (
                text,
                CommitmentNews(state=state, claim=claim.id, source=source, when=claim.when),
            )


def _denies(claim: Claim, debtor: str, accused: Claim) -> bool:
    """Tell whether a debtor denies what was said of it right before: "X dismissed this"."""
    speaker = claim.speaker
    if claim.stance is not Stance.DENIES or known_as(speaker.name, speaker.actor) != debtor:
        return False
    bare = claim.event is None or claim.event.type in ("ACCUSE", "REJECT")
    near = 0 <= claim.sentence.start - accused.sentence.start <= _BESIDE
    return bare and near and claim.report_id == accused.report_id and claim.id != accused.id


def tells(claim: Claim, debtor: str, owed: Sequence[str]) -> bool:
    """Tell whether a claim says what became of any of the things that a party owes."""
    return claim.kind in LATER and bool(_told(claim, debtor, owed))


def _told(claim: Claim, debtor: str, owed: Sequence[str]) -> list[tuple[str, CommitmentState]]:
    """Say what of the things owed a claim calls kept or broken."""
    doers = all_known_as(claim.actors)
    alike = [text for text in owed if _repeats(claim, text)]
    if is_of_deal(claim):
        if debtor not in doers | all_known_as(claim.targets):
            return []
        state = _of_deal(claim)
        # Where the words fit nothing that is owed, the deal as a whole is meant.
        return [(text, state) for text in alike or owed] if state is not None else []
    if debtor not in doers or claim.kind in (Kind.AGREEMENT, Kind.COMMITMENT):
        return []
    # "freed 40 prisoners under the ceasefire" keeps that promise, and says nothing of the rest.
    alike = [text for text in alike if not words_of(text) <= _DEAL_ITSELF]
    if claim.reality is Reality.DENIED:
        return [(text, CommitmentState.BROKEN) for text in alike]
    return [(text, CommitmentState.KEPT) for text in alike if claim.reality in _DONE]


def _repeats(claim: Claim, text: str) -> bool:
    """Tell whether a claim repeats enough of the words of what is owed."""
    words = words_of(text)
    return bool(words) and len(words & words_of(claim.quote)) >= _ALIKE * len(words)


def _of_deal(claim: Claim) -> CommitmentState | None:
    """Say whether a claim calls a deal kept or broken: to honour one is to agree to it still."""
    honours = claim.event is not None and claim.event.type == "AGREE"
    state = CommitmentState.KEPT if honours else CommitmentState.BROKEN
    if claim.reality is Reality.DENIED:
        return _OTHER[state]
    return state if claim.reality in _DONE else None

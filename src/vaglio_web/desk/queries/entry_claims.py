"""The claims that tell of an entry, numbered as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from vaglio_web.store.models import Claim, ClaimState, Entry

_MOST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldClaim:
    """Hold one claim of an entry with its number on the page."""

    number: int
    """Its number on the page; the anchor is `claim-N`."""
    claim: Claim
    """The claim."""
    copied: bool
    """Whether its report repeats the text of another: it counts as no source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryClaims:
    """Hold the claims of an entry, with how many stand in which state."""

    told: list[ToldClaim]
    """The claims, in the order in which the entry tells them; rejected ones last."""
    more: int
    """How many there are that are not listed."""

    def by_key(self) -> dict[str, ToldClaim]:
        """Give each listed claim by its key."""
        return {each.claim.key: each for each in self.told}

    def subjects(self, entry: Entry) -> list[str]:
        """Give the keys that notes name: of the entry and of each listed claim."""
        return [entry.key, *(each.claim.key for each in self.told)]

    @property
    def states(self) -> dict[str, int]:
        """Count the listed claims by state, in words."""
        counts: dict[str, int] = {}
        for state in ClaimState:
            number = sum(each.claim.state == state for each in self.told)
            if number:
                counts[state.label.lower()] = number
        return counts

    @property
    def waiting(self) -> list[ToldClaim]:
        """Give the listed claims that wait for somebody."""
        open_states = (ClaimState.WAITING, ClaimState.SECOND_LOOK)
        return [each for each in self.told if each.claim.state in open_states]


def claims_of(entry: Entry) -> EntryClaims:
    """Give the claims that tell of an entry."""
    linked = entry.claims.select_related("report", "held_by").order_by("id")
    found = list(linked[: _MOST + 1])
    more = linked.count() - _MOST if len(found) > _MOST else 0
    place = {key: at for at, key in enumerate(entry.body["claims"])}
    found = sorted(found[:_MOST], key=lambda claim: (place.get(claim.key, len(place)), claim.pk))
    copies = _copies(entry)
    return EntryClaims(
        told=[
            ToldClaim(
                number=number,
                claim=claim,
                copied=claim.key in copies and claim.body["reality"] != "denied",
            )
            for number, claim in enumerate(found, start=1)
        ],
        more=more,
    )


def _copies(entry: Entry) -> frozenset[str]:
    """Give the keys of claims whose report repeats another's text.

    A claim by which the entry is told and that no source has is a copy: what is
    repeated counts once, and a denial is no source.
    """
    sources = entry.body.get("sources")
    if sources is None:
        return frozenset()
    counted = {key for source in sources for key in source["claims"]}
    return frozenset(entry.body["claims"]) - counted

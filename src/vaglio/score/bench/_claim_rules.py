"""Rules over words of a text: which claims about them are meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vaglio.model.claim import Claim, Harm, Kind, Reality, Scope, Toll
from vaglio.model.span import Span

ANY_HARM = "any"
"""Stands for every harm."""
_HAPPENED = frozenset({Reality.HAPPENED, Reality.ONGOING})
_FIELDS = frozenset({"words", "harm", "number", "scope", "reality", "kind", "unless_dated"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRule:
    """Describe claims over certain words; a field that is None asks nothing."""

    words: str
    """The words, as the text has them; a claim or toll that touches them is meant."""
    harm: str | None = None
    """A harm, or `any`: then a toll of more than nobody has to touch the words."""
    number: int | None = None
    """The toll's low, best or high."""
    scope: Scope | None = None
    """How far the claim's numbers reach."""
    reality: Reality | None = None
    """How the thing stands; `happened` means ongoing too."""
    kind: Kind | None = None
    """What the claim is about."""
    unless_dated: str | None = None
    """A claim whose time begins so (`2019`, `2025-02`) is not meant."""

    def in_words(self) -> str:
        """Say what is meant, for a list of errors."""
        asked = [self.reality, self.scope, self.kind, self.harm, self.number]
        said = " ".join(str(a) for a in asked if a is not None) or "claim"
        return f"{said} over “{self.words}”"


def claim_rule(row: Mapping[str, str | int]) -> ClaimRule:
    """Make a rule of its table.

    Args:
        row: The fields of the rule as TOML has them.

    Returns:
        The rule.

    Raises:
        ValueError: A field or a value is unknown.
        KeyError: The words are missing.
    """
    if unknown := set(row) - _FIELDS:
        raise ValueError(f"unknown field {min(unknown)}")
    harm = str(row["harm"]) if "harm" in row else None
    if harm not in (None, ANY_HARM):
        Harm(harm)
    return ClaimRule(
        words=str(row["words"]),
        harm=harm,
        number=int(row["number"]) if "number" in row else None,
        scope=Scope(str(row["scope"])) if "scope" in row else None,
        reality=Reality(str(row["reality"])) if "reality" in row else None,
        kind=Kind(str(row["kind"])) if "kind" in row else None,
        unless_dated=str(row["unless_dated"]) if "unless_dated" in row else None,
    )


def claims_meant(rule: ClaimRule, *, text: str, claims: Sequence[Claim]) -> list[Claim]:
    """Find the claims that a rule means.

    Args:
        rule: The rule.
        text: The document's text; where it does not have the rule's words, no
            claim is meant.
        claims: The claims made in it.

    Returns:
        The claims, in their order.
    """
    spans = list(_places(rule.words, text))
    return [c for c in claims if _meant(rule, c) and _touches(rule, c, spans)]


def _places(words: str, text: str) -> Iterator[Span]:
    """List where words stand in a text."""
    start = text.find(words)
    while start >= 0:
        yield Span(start=start, end=start + len(words))
        start = text.find(words, start + 1)


def _meant(rule: ClaimRule, claim: Claim) -> bool:
    """Tell whether a claim's own fields are the ones meant."""
    if rule.unless_dated is not None and _dated(claim, rule.unless_dated):
        return False
    happened = rule.reality is Reality.HAPPENED and claim.reality in _HAPPENED
    return (
        rule.scope in (None, claim.scope)
        and rule.kind in (None, claim.kind)
        and (happened or rule.reality in (None, claim.reality))
    )


def _dated(claim: Claim, beginning: str) -> bool:
    """Tell whether a claim's time begins with some digits of a date."""
    days = [claim.when.start, claim.when.end] if claim.when else []
    return any(day is not None and day.isoformat().startswith(beginning) for day in days)


def _touches(rule: ClaimRule, claim: Claim, spans: Sequence[Span]) -> bool:
    """Tell whether the claim, or a toll of the harm meant, touches the words."""
    if rule.harm is None:
        return any(claim.span.overlap(span) for span in spans)
    tolls = [t for t in claim.tolls if _toll_meant(rule, t)]
    return any(toll.span.overlap(span) for toll in tolls for span in spans)


def _toll_meant(rule: ClaimRule, toll: Toll) -> bool:
    """Tell whether a toll is of the harm and the number meant, and of somebody."""
    return (
        toll.high != 0
        and rule.harm in (ANY_HARM, toll.harm)
        and (rule.number is None or rule.number in (toll.low, toll.best, toll.high))
    )

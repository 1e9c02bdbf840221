"""The scoreboard of a gold report in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vaglio.explain._words import one_line
from vaglio.score._score import MOST_EXTRAS, ClaimScore, ExtraClaim, GoldScore

_INDENT = " " * 12
_QUOTE_WIDTH = 84


def gold_in_words(score: GoldScore) -> str:
    """Write out what was found and what is right, then the sums.

    Args:
        score: What `score_gold` returned.

    Returns:
        Lines that end in a newline: one for each gold claim with its right
        fields, one for each wrong field, the extras, and the sums.
    """
    lines = [score.report, ""]
    for claim in score.claims:
        lines.extend(_claim_lines(claim))
    lines.extend(_extra_lines("claims that gold does not list", score.extras))
    lines.extend(_extra_lines("claims over words that no claim may touch", score.forbidden))
    lines.extend(_page_lines(score))
    lines.extend(["", *_sums(score)])
    return "\n".join(lines) + "\n"


def _claim_lines(score: ClaimScore) -> Iterator[str]:
    """Give one gold claim: found or not, the right fields, each wrong one."""
    must = "must" if score.gold.must else "    "
    found = f"✓ [{score.claim}]" if score.claim is not None else "✗"
    yield f"{score.gold.number:>3}  {must}  {found:<6} {_shorten(score.gold.quote)}"
    if score.claim is None:
        speaker = f" (speaker {score.speaker})" if score.speaker else ""
        yield f"{_INDENT}✗ not found{speaker}"
        return
    right = [field.field for field in score.fields if field.right]
    if right:
        yield _INDENT + "  ".join(f"✓ {name}" for name in right)
    for field in score.fields:
        if not field.right:
            yield f"{_INDENT}✗ {field.field}: expected {field.expected}, got {field.found}"


def _extra_lines(head: str, extras: tuple[ExtraClaim, ...]) -> Iterator[str]:
    """List claims that should not be there, with their quotations."""
    if not extras:
        return
    yield from ("", f"{head}: {len(extras)}")
    for extra in extras:
        beside = f"  (quotes gold claim {extra.beside} too)" if extra.beside else ""
        yield f"  [{extra.claim}] {extra.speaker}: {_shorten(extra.quote)}{beside}"


def _page_lines(score: GoldScore) -> Iterator[str]:
    """Give the parts of the page that were taken for what they are, or not."""
    if not score.page:
        return
    yield from ("", "page")
    right = Counter(check.part for check in score.page if check.right)
    if right:
        yield "  " + "  ".join(f"✓ {part}" for part in right)
    for check in score.page:
        if not check.right:
            yield f"  ✗ {check.part}: expected {check.expected}, got {check.found}"


def _sums(score: GoldScore) -> Iterator[str]:
    """Give the sums, must claims apart."""
    for name, claims in [
        ("must", [claim for claim in score.claims if claim.gold.must]),
        ("all", list(score.claims)),
    ]:
        found = [claim for claim in claims if claim.claim is not None]
        fields = [field for claim in found for field in claim.fields]
        yield (
            f"{name:<5} {len(found)} of {len(claims)} claims found, "
            f"{sum(claim.whole for claim in claims)} whole, "
            f"{sum(field.right for field in fields)} of {len(fields)} fields right"
        )
    extras, forbidden = len(score.extras), len(score.forbidden)
    yield f"extra {extras} (at most {MOST_EXTRAS}), forbidden {forbidden} (none)"
    yield "passes" if score.passes else "does not pass"


def _shorten(quote: str) -> str:
    """Keep the first words of a quotation."""
    words = one_line(quote)
    return words if len(words) <= _QUOTE_WIDTH else words[: _QUOTE_WIDTH - 2].rstrip() + " …"

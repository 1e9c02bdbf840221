"""Words that say which of a source's figures came before, and which after."""

from __future__ import annotations

import re

from vaglio.model.claim import Claim, Toll

_BEFORE = r"(?:first|initially|originally|earlier|previously|at first)"
_TOLD = (
    r"(?:reported|said|told|put|gave|given|announced|counted|stated|estimated|claimed|confirmed|"
    r"spoke|spoken|listed|thought|believed)"
)
_COUNT = r"(?:toll|count|figure|number|tally|estimate|report|reports)"
_FEW = r"(?:(?!now\b|\d)[\w'’]+\s+){0,5}"
_SUCH = r"(?:earlier|initial|previous|first|original|preliminary)"

_EARLIER_AHEAD = re.compile(
    rf"\b(?:{_BEFORE}\s+(?:\w+\s+)?{_TOLD}|{_TOLD}\s+{_BEFORE}|{_SUCH}\s+{_COUNT}"
    rf"|(?:up|down|rose|risen|climbed|jumped|raised|revised|lowered|reduced|cut)\s+(?:\w+\s+)?from)"
    rf"\s+{_FEW}$",
    re.IGNORECASE,
)
"""Words right before a number that was given before: "first reported 16", "up from 9"."""

_EARLIER_COUNT = re.compile(rf"\b{_SUCH}\s+$", re.IGNORECASE)
_COUNT_OF = re.compile(rf"{_COUNT}\b", re.IGNORECASE)

_EARLIER_BEHIND = re.compile(
    rf"^(?:\s+[\w'’]+){{0,3}}[\s,]+(?:as\s+)?(?:{_BEFORE}\s+{_TOLD}|{_TOLD}\s+{_BEFORE})\b",
    re.IGNORECASE,
)
"""Words right behind such a number: "the 16 deaths first reported"."""

_REVISED = re.compile(
    r"\b(?:risen|rises|rose|climbed|climbs|revised|revises|updated|corrected|correction|raised|"
    r"lowered|now)\b",
    re.IGNORECASE,
)


def is_earlier(claim: Claim, toll: Toll) -> bool:
    """Tell whether the words of a claim say that a number was given before."""
    at = toll.span.start - claim.span.start
    end = toll.span.end - claim.span.start
    if not 0 <= at < end <= len(claim.quote):
        return False
    ahead, behind = claim.quote[:at], claim.quote[end:]
    if _COUNT_OF.match(toll.quote) and _EARLIER_COUNT.search(ahead):
        return True
    return bool(_EARLIER_AHEAD.search(ahead) or _EARLIER_BEHIND.search(behind))


def is_revised(claim: Claim) -> bool:
    """Tell whether the words of a claim say that its number moved: "has risen to"."""
    return _REVISED.search(claim.quote) is not None

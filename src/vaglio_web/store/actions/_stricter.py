"""Two veiled texts of one claim laid over each other: the stricter of both."""

from __future__ import annotations

from typing import Any

from vaglio_web.store.actions._veiling import COVER


def stricter(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Give a claim's line with every mark covered that one of two entries covers.

    Where the claim itself was amended between them, the later line stands.
    """
    try:
        line: dict[str, Any] = _laid_over(before, after)
    except _Differs:
        return after
    return line


class _Differs(Exception):
    """Say that two lines differ in more than what is covered."""


def _laid_over(one: Any, other: Any) -> Any:  # noqa: ANN401
    """Lay two values over each other, covered where either is."""
    if isinstance(one, str) and isinstance(other, str) and len(one) == len(other):
        pairs = list(zip(one, other, strict=True))
        if all(a == b or COVER in (a, b) for a, b in pairs):
            return "".join(COVER if COVER in pair else pair[0] for pair in pairs)
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [_laid_over(a, b) for a, b in zip(one, other, strict=True)]
    elif isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return {
            name: None
            if name == "url" and None in (one[name], other[name])
            else _laid_over(one[name], other[name])
            for name in one
        }
    elif one == other:
        return one
    raise _Differs

"""Invented claims of promises and of what became of them, stored without being read."""

from __future__ import annotations

from typing import Any

from tests.web.vetting import line_of, span_of, store_line
from vaglio_web.store.models import Claim, Reading


def promise_in(
    reading: Reading, words: str, *, debtor: str, owed: str, day: str, due: str | None = None
) -> Claim:
    """Store a claim that somebody took something upon itself.

    Args:
        reading: The report that was read.
        words: The words of the claim.
        debtor: Who owes it, as the words name it.
        owed: What is owed, as the words say it.
        day: When it was promised.
        due: By when, where that is said.
    """
    span = span_of(reading.text, owed)
    term = {"start": due, "end": due, "text": owed, "span": span} if due else None
    commitment = {"debtor": debtor, "text": owed, "span": span, "due": term}
    return _told(
        reading, words, who=debtor, day=day, kind="agreement", event=None, commitments=[commitment]
    )


def news_in(reading: Reading, words: str, *, doer: str, reality: str, day: str) -> Claim:
    """Store a claim on what became of a promise.

    Args:
        reading: The report that was read.
        words: The words of the claim.
        doer: Who kept or broke it, as the words name it.
        reality: Whether it happened; `accused` for a claim that the deal was broken.
        day: The day that it tells.
    """
    if reality == "accused":
        event = {"type": "ACCUSE", "mode": None}
        return _told(reading, words, who=doer, day=day, kind="agreement", event=event)
    return _told(reading, words, who=doer, day=day, kind="incident", reality=reality)


def _told(
    reading: Reading,
    words: str,
    *,
    who: str,
    day: str,
    kind: str,
    **more: Any,  # noqa: ANN401
) -> Claim:
    """Store a claim on what a party did."""
    text, outlet = reading.text, reading.report.outlet
    span = span_of(text, words)
    said = {"quote": words, "where": [], "tolls": []}
    said["actors"] = [{"name": who, "span": span_of(text, who), "actor": None}]
    said["when"] = {"start": day, "end": day, "text": words[:4], "span": [span[0], span[0] + 4]}
    return store_line(reading, line_of(reading, span, outlet, kind) | said | more)

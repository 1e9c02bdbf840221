"""Invented reports, read through the whole pipeline, and their claims in one line each."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest
from _pytest.mark.structures import ParameterSet

from vaglio.model.claim import Claim
from vaglio.model.document import Document
from vaglio.model.report import Report
from vaglio.pipeline import read_report

PUBLISHED = dt.date(2031, 5, 4)
"""A Sunday."""
PUBLISHER = "Valley Post"


def report_of(text: str) -> Report:
    """Make a report of a text."""
    data = text.encode("utf-8", "surrogatepass")
    return Report(
        id="r:" + hashlib.sha256(data).hexdigest()[:16],
        source="x.txt",
        data=data,
        content=text,
        language="en",
        published=PUBLISHED,
        publisher=PUBLISHER,
    )


def read(text: str) -> tuple[Document, list[Claim]]:
    """Read a text that Valley Post printed on 4 May 2031."""
    return read_report(report_of(text))


def said(claim: Claim) -> tuple[str, str, str]:
    """Give speaker, stance and reality of a claim; a leading article is left out."""
    name = claim.speaker.name
    for article in ("The ", "the ", "A ", "a ", "An ", "an "):
        name = name.removeprefix(article)
    return name, claim.stance.value, claim.reality.value


def counted(claims: list[Claim]) -> str:
    """Write the tolls of claims in one line, a harm only where it changes.

    `killed civilian 12` is exactly twelve, `killed civilian 12/12/-` at least
    twelve, `in 0` a part of the claim's first toll.
    """
    found: list[str] = []
    for claim in claims:
        harm = None
        for toll in claim.tolls:
            figures = (toll.low, toll.best, toll.high)
            exact = len(set(figures)) == 1
            number = str(toll.best) if exact else "/".join(_figure(n) for n in figures)
            inside = "" if toll.part_of is None else f" in {toll.part_of}"
            found.append(f"{toll.harm} " * (toll.harm != harm) + f"{toll.who} {number}{inside}")
            harm = toll.harm
    return "; ".join(found)


def _figure(number: int | None) -> str:
    """Write one end of a toll; an open one is a dash."""
    return "-" if number is None else str(number)


def cases(table: str) -> list[tuple[str, str]]:
    """Cut a table into its lines, and each into a sentence and what is expected of it."""
    lines = [line.partition(" =>") for line in table.strip().splitlines()]
    return [(sentence, expected.strip()) for sentence, _, expected in lines]


def wrong(*case: str, reason: str) -> ParameterSet:
    """Mark a case that the reader gets wrong today; once it is right, the mark must go."""
    return pytest.param(*case, marks=pytest.mark.xfail(strict=True, reason=reason))

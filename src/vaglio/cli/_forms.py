"""The forms in which claims are shown: words, JSON Lines, a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vaglio.explain import PagePart, claims_in_words, join_pages, page_part
from vaglio.model.claim_json import claim_to_json, header_of

if TYPE_CHECKING:
    from vaglio.pipeline import Reading

NO_CLAIMS = "no claims found\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Hold what is shown of one report, made where the report was read."""

    source: str
    """Where the report came from."""
    count: int
    """How many claims it makes."""
    text: str = ""
    """The claims in words or lines."""
    part: PagePart | None = None
    """The report's part of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Say how one form is made, report by report, and put together."""

    make: Callable[[Reading], Made]
    """What to make of one report; it may run in another process."""
    join: Callable[..., Iterator[str]]
    """How to put the reports together, piece by piece."""
    traced: bool = False
    """Whether it shows why each claim was made."""


def choose_form(name: str) -> Form:
    """Give a form by its name."""
    return {
        "words": Form(make=_words, join=_join_words),
        "jsonl": Form(make=_lines, join=_join_lines),
        "html": Form(make=_page, join=_join_page, traced=True),
    }[name]


def _words(reading: Reading) -> Made:
    """Show one report in words."""
    claims, document = reading.claims, reading.document
    text = claims_in_words(claims, document.text) if claims else NO_CLAIMS
    return Made(source=document.source, count=len(claims), text=text)


def _join_words(reports: Iterable[Made], *, several: bool) -> Iterator[str]:
    """Show reports in words, each under its name where there are several."""
    for number, made in enumerate(reports):
        if several:
            above = "\n" if number else ""
            claims = "" if not made.count else f"  {made.count} claim{'s'[: made.count > 1]}"
            yield f"{above}── {made.source} ──{claims}\n\n"
        yield made.text


def _lines(reading: Reading) -> Made:
    """Show one report as JSON Lines."""
    header = header_of(reading.document)
    text = "".join(claim_to_json(claim, header) + "\n" for claim in reading.claims)
    return Made(source=reading.document.source, count=len(reading.claims), text=text)


def _join_lines(reports: Iterable[Made], *, several: bool) -> Iterator[str]:  # noqa: ARG001
    """Show reports as JSON Lines; a program needs no headings."""
    return (made.text for made in reports)


def _page(reading: Reading) -> Made:
    """Show one report as its part of a page."""
    part = page_part(reading.document, reading.claims, trace=reading.trace)
    return Made(source=reading.document.source, count=len(reading.claims), part=part)


def _join_page(reports: Iterable[Made], *, several: bool) -> Iterator[str]:  # noqa: ARG001
    """Show reports as one page; none at all make no page."""
    parts = [made.part for made in reports if made.part is not None]
    if parts:
        yield join_pages(parts)

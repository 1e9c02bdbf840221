"""Reports as lists and pages show them."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from vaglio_web.store.access import Absent
from vaglio_web.store.models import Claim, Reading, Report, ReportState

_A_PAGE = 50
_MOST_SHOWN = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """Hold one page of the list of reports, newest first."""

    reports: list[Report]
    """The reports."""
    claims: dict[int, int]
    """How many claims each makes."""
    counts: list[tuple[str, str, int]]
    """Each state with its label and how many reports of the dossier are in it."""
    total: int
    """How many reports fit."""
    older: int | None
    """Where the next page begins; None on the last."""


def list_reports(*, dossier: str, state: str, before: int | None) -> ReportPage:
    """Give a page of reports.

    Args:
        dossier: The slug of the only dossier; nothing for all.
        state: The only state; nothing for all.
        before: The number before which the page begins; None for the newest.

    Returns:
        The page, with how many reports fit in all.
    """
    rows: QuerySet[Report] = Report.objects.all()
    if dossier:
        rows = rows.filter(dossier__slug=dossier)
    found = dict(rows.order_by().values_list("state").annotate(n=Count("id")))
    if state:
        rows = rows.filter(state=state)
    if before is not None:
        rows = rows.filter(id__lt=before)
    shown = list(rows.select_related("dossier").order_by("-id")[: _A_PAGE + 1])
    more = len(shown) > _A_PAGE
    shown = shown[:_A_PAGE]
    claims = Counter(
        dict(
            Claim.objects.filter(report__in=[each.pk for each in shown])
            .order_by()
            .values_list("report")
            .annotate(n=Count("id"))
        )
    )
    return ReportPage(
        reports=shown,
        claims={each.pk: claims[each.pk] for each in shown},
        counts=[(value, label, found.get(value, 0)) for value, label in ReportState.choices],
        total=found.get(state, 0) if state else sum(found.values()),
        older=shown[-1].pk if more else None,
    )


def find_report(key: str) -> Report:
    """Give a report by its key.

    Raises:
        Absent: There is none.
    """
    report = Report.objects.select_related("dossier", "brought_by").filter(key=key).first()
    if report is None:
        raise Absent(key)
    return report


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Hold some words of a report's text."""

    text: str
    """The words."""
    claims: tuple[Claim, ...]
    """The claims that these words are part of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Hold one paragraph."""

    section: str
    """What it is of the report: title, body, furniture."""
    pieces: list[Piece]
    """Its words, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """Hold a report's text as one reading made it."""

    blocks: list[Block]
    """Its paragraphs."""
    claims: list[Claim]
    """The claims of the report, in the order of the text."""
    is_cut: bool
    """Whether only its beginning is shown."""


def read_text(reading: Reading) -> ReadText:
    """Give the text of a reading in paragraphs, with the words that make claims."""
    claims = sorted(
        Claim.objects.filter(report_id=reading.report_id), key=lambda claim: claim.body["span"]
    )
    # A claim of an earlier reading is marked where its words still stand there.
    here = [
        claim
        for claim in claims
        if reading.text[claim.body["span"][0] : claim.body["span"][1]] == claim.quote
    ]
    blocks = []
    for start, end, section, _ in reading.paragraphs:
        if start > _MOST_SHOWN:
            break
        inside = [c for c in here if c.body["span"][0] < end and c.body["span"][1] > start]
        blocks.append(Block(section=section, pieces=_pieces(reading.text, start, end, inside)))
    return ReadText(blocks=blocks, claims=claims, is_cut=len(reading.text) > _MOST_SHOWN)


def _pieces(text: str, start: int, end: int, claims: list[Claim]) -> list[Piece]:
    """Cut a paragraph where a claim begins or ends."""
    edges = {start, end}
    for claim in claims:
        edges.update(edge for edge in claim.body["span"] if start < edge < end)
    cuts = sorted(edges)
    return [
        Piece(
            text=text[left:right],
            claims=tuple(
                c for c in claims if c.body["span"][0] < right and c.body["span"][1] > left
            ),
        )
        for left, right in itertools.pairwise(cuts)
    ]
